/** Turns a folder of modules into a page that runs them, and takes the results that every runtime posts. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { CaseResult } from '../run-all.ts';
import type { Extra } from '../server/control.ts';
import { allowEverybody, isPreflight } from '../server/scripted-server.ts';

const html = '<!doctype html><title>checklist</title><script type="module" src="/main.mjs"></script>';

/** What the control server gives and takes besides servers. */
export function pageServer(folder: string, receive: (results: readonly CaseResult[]) => void): Extra {
  return (request, response) => {
    const { url = '', method } = request;
    if (url === '/page') {
      response.setHeader('content-type', 'text/html').end(html);
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
