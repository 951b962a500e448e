/** Turns a folder of modules into a page that runs them, and takes the results that every runtime posts. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { CaseResult } from '../run-all.ts';
import type { Extra } from '../server/control.ts';
import { allowEverybody, isPreflight } from '../server/scripted-server.ts';

const pages: ReadonlyMap<string, string> = new Map([
  ['/page', "import '/main.mjs';"],
  ['/worker', "new Worker('/main.mjs', { type: 'module' });"],
]);

/** What the control server gives and takes besides servers. */
export function pageServer(folder: string, receive: (results: readonly CaseResult[]) => void): Extra {
  return (request, response) => {
    const { url = '', method } = request;
    const script = pages.get(url);
    if (script !== undefined) {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><title>checklist</title><script type="module">${script}</script>`);
      return true;
    }
    if (url === '/main.mjs' || url === '/suite.mjs') {
      response.setHeader('content-type', 'text/javascript');
      createReadStream(join(folder, url)).pipe(response);
      return true;
    }
    if (url !== '/results' || method !== 'POST' || isPreflight(request)) return false;
    allowEverybody(request, response);
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(Buffer.from(chunk)));
    request.on('end', () => {
      response.end();
      receive(JSON.parse(Buffer.concat(chunks).toString()) as CaseResult[]); // see run-all.ts
    });
    return true;
  };
}
