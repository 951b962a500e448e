/** A built page → whether Chromium shows a text on it, in the version that the checklist runs in. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { unpackChromium } from '../checklist/runtimes/prepare.ts';
import { runCommand } from '../package/run-command.ts';
import { executionBody } from '../support/artu-executions.ts';
import { root } from '../support/generated-package.ts';
import { processClock } from '../support/process-clock.ts';

const runtimes = join(root, 'test/checklist/runtimes');

interface Page {
  /** Folder of the built page. */
  readonly folder: string;
  /** `/?id=…` */
  readonly url: string;
}

/** Resolves once the page contains the HTML. Its host answers `/artu` as the API does. */
export async function showsHtml({ folder, url }: Page, expected: string): Promise<void> {
  await installChromium();
  const shown = Promise.withResolvers<void>();
  const onRender = (html: string): void => {
    if (html.includes(expected)) shown.resolve();
  };
  const server = await serve(folder, onRender);
  const profile = await mkdtemp(join(tmpdir(), 'clientwright-profile-'));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a pipe's name
  const words = [...flags, `--user-data-dir=${profile}`, `http://127.0.0.1:${port}${url}`];
  const browser = spawn(join(runtimes, 'node_modules/@sparticuz/chromium/bin/chromium'), words);
  browser.on('exit', (code) => shown.reject(new Error(`Chromium ended with ${code}.`)));
  const giveUp = (): void => shown.reject(new Error(`The page does not show ${expected}`));
  const cancel = processClock.schedule(120_000, giveUp);
  try {
    await shown.promise;
  } finally {
    cancel();
    browser.kill('SIGKILL');
    server.closeAllConnections();
    server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const flags = [
  '--headless=shell',
  '--no-sandbox', // as root, it refuses to run in one
  '--no-zygote',
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--use-gl=disabled',
];

async function installChromium(): Promise<void> {
  if (!existsSync(join(runtimes, 'node_modules/@sparticuz')))
    await runCommand({
      command: 'npm',
      words: ['ci', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund'],
      cwd: runtimes,
    });
  await unpackChromium(runtimes);
}

/** Sends each state of the page to its host. */
const observer = `<script>
new MutationObserver(() => fetch('/rendered', { method: 'POST', body: document.body.innerHTML }))
  .observe(document.body, { subtree: true, childList: true, characterData: true });
</script>`;

function serve(folder: string, onRender: (html: string) => void): Promise<Server> {
  const server = createServer((request, response) => {
    answer(folder, request, onRender).then(
      ({ type, content }) => response.writeHead(200, { 'content-type': type }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

interface Answer {
  readonly type: string;
  readonly content: string | Buffer;
}

async function answer(
  folder: string,
  request: IncomingMessage,
  onRender: (html: string) => void,
): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/rendered') {
    onRender(await text(request));
    return { type: 'text/plain', content: '' };
  }
  const id = /^\/artu\/workflows\/executions\/([^/]+)$/.exec(pathname)?.[1];
  if (id !== undefined)
    return {
      type: 'application/json',
      content: JSON.stringify(executionBody(id, { status: 'completed' })),
    };
  if (pathname === '/') {
    const page = await readFile(join(folder, 'index.html'), 'utf8');
    return { type: 'text/html', content: page.replace('</body>', `${observer}</body>`) };
  }
  return { type: 'text/javascript', content: await readFile(join(folder, pathname)) };
}
