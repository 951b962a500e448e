/** Which programs run JavaScript, and how each of them is made to run the cases. */
import type { RuntimeName } from '../case.ts';

/** A program that runs the cases. */
export interface Runtime {
  /** As people call it. */
  readonly title: string;
  readonly kind: RuntimeName;
  /** Where a process takes more than 200 turns to end when nothing is left to do. */
  readonly fewTurns?: number;
  /** The program, from the folder that it is installed in. */
  readonly program: string;
  /** How it is started; `folder` has the module `main.mjs`, and `workerd.capnp`. */
  readonly command: (start: Start) => readonly string[];
}

export interface Start {
  readonly folder: string;
  /** Of the server that has the pages. */
  readonly origin: string;
}

function node(version: number): Runtime {
  return {
    title: `Node.js ${version}`,
    kind: 'node',
    // Its fetch by itself keeps a process for some 200 ms.
    ...(version === 20 ? { fewTurns: 600 } : {}),
    program: `node_modules/node-${version}/bin/node`,
    command: ({ folder }) => [`${folder}/main.mjs`],
  };
}

function chromium(title: string, page: string): Runtime {
  return {
    title,
    kind: 'browser',
    program: 'node_modules/@sparticuz/chromium/bin/chromium',
    command: ({ folder, origin }) => [
      '--headless=shell',
      '--no-sandbox', // as root, it refuses to run in one
      '--no-zygote',
      '--disable-gpu',
      '--disable-software-rasterizer',
      '--use-gl=disabled',
      `--user-data-dir=${folder}/profile`,
      `${origin}${page}`,
    ],
  };
}

export const runtimes: readonly Runtime[] = [
  node(20),
  node(22),
  node(24),
  node(26),
  {
    title: 'Bun',
    kind: 'bun',
    program: 'node_modules/@oven/bun-linux-x64/bin/bun',
    command: ({ folder }) => [`${folder}/main.mjs`],
  },
  {
    title: 'Deno',
    kind: 'deno',
    program: 'node_modules/@deno/linux-x64-glibc/deno',
    command: ({ folder }) => [
      'run',
      '--no-config',
      '--no-lock',
      '--allow-net',
      '--allow-env',
      `${folder}/main.mjs`,
    ],
  },
  {
    title: 'workerd',
    kind: 'workerd',
    program: 'node_modules/@cloudflare/workerd-linux-64/bin/workerd',
    command: ({ folder }) => ['serve', `${folder}/workerd.capnp`],
  },
  chromium('Chromium', '/page'),
  chromium('Chromium, in a worker', '/worker'),
];
