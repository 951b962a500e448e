/** Turns the bundled cases into what each runtime starts from: a module, a page, a worker. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, rename, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { Place } from '../run-case.ts';

export interface Preparation {
  readonly folder: string;
  readonly suite: string;
  readonly place: Place;
}

/** Writes the modules; the answer is the port at which the worker waits to be asked. */
export async function prepare({ folder, suite, place }: Preparation): Promise<number> {
  const port = await freePort();
  const run = `runAll(cases, packages, ${JSON.stringify(place)})`;
  const imports = "import { cases, packages, runAll } from './suite.mjs';";
  await writeFile(join(folder, 'suite.mjs'), suite);
  await writeFile(join(folder, 'main.mjs'), `${imports}\nawait ${run};\n`);
  const worker = `${imports}\nexport default { async fetch() { await ${run}; return new Response(); } };\n`;
  await writeFile(join(folder, 'worker.mjs'), worker);
  await writeFile(join(folder, 'workerd.capnp'), workerdConfig(port));
  return port;
}

function workerdConfig(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [
    (name = "worker.mjs", esModule = embed "worker.mjs"),
    (name = "suite.mjs", esModule = embed "suite.mjs"),
  ],
  compatibilityDate = "2025-10-01",
);
`;
}

/** One that nobody else listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // a TCP server's address is never a pipe's name
      server.close(() => resolve(port));
    });
  });
}

/** Chromium comes packed, as one program that needs nothing else. */
export async function unpackChromium(folder: string): Promise<void> {
  const packed = join(folder, 'node_modules/@sparticuz/chromium/bin/chromium.br');
  const program = join(folder, 'node_modules/@sparticuz/chromium/bin/chromium');
  if (!existsSync(packed) || existsSync(program)) return;
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(`${program}.part`));
  await chmod(`${program}.part`, 0o755);
  await rename(`${program}.part`, program);
}
