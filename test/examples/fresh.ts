/**
 * `npm run test:fresh [NAME…]`: a new project of Vite, Next.js or Jest gets a typed call with two commands and one
 * configuration file. No flag of its compiler or bundler changes.
 */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../package/run-command.ts';
import { root } from '../support/generated-package.ts';

interface Fresh {
  readonly name: string;
  /** Commands that make the project, as its framework documents them. */
  readonly create: readonly (readonly string[])[];
  /** Files that its author writes anyway. */
  readonly own?: Readonly<Record<string, string>>;
  readonly out: string;
  /** Where the call is, and how it is checked. */
  readonly call: { readonly path: string; readonly from: string };
  readonly check: readonly (readonly string[])[];
}

const projects: readonly Fresh[] = [
  {
    name: 'jest',
    create: [
      ['npm', 'init', '-y'],
      ['npm', 'install', '--save-dev', 'jest', 'babel-jest', '@babel/core', '@babel/preset-env'],
      ['npm', 'install', '--save-dev', '@babel/preset-typescript', '@types/jest', 'typescript'],
    ],
    own: {
      'babel.config.js': `module.exports = { presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'] };\n`,
      'call.test.ts': `import { call } from './call';\ntest('is refused without an id', async () => {\n  await expect(call('')).rejects.toThrow('expected uuid');\n});\n`,
    },
    out: 'api',
    call: { path: 'call.ts', from: './api' },
    check: [['npx', 'jest']],
  },
  {
    name: 'vite',
    create: [
      ['npm', 'create', '--yes', 'vite@latest', '.', '--', '--template', 'vanilla-ts', '--no-interactive'],
      ['npm', 'install'],
    ],
    out: 'src/api',
    call: { path: 'src/call.ts', from: './api' },
    check: [['npm', 'run', 'build']],
  },
  {
    name: 'next',
    create: [['npx', '--yes', 'create-next-app@latest', '.', '--ts', '--app', '--use-npm', '--yes']],
    own: {
      // The layout of a new project downloads fonts when it is built.
      'app/layout.tsx': `export default function Layout({ children }: { children: React.ReactNode }) {\n  return <html><body>{children}</body></html>;\n}\n`,
      'app/page.tsx': `import { connection } from 'next/server';
import { Suspense } from 'react';
import { call } from '../call';

async function Status() {
  await connection();
  return <p>{await call('')}</p>;
}

export default function Page() {
  return <Suspense fallback={null}><Status /></Suspense>;
}
`,
    },
    out: 'api',
    call: { path: 'call.ts', from: './api' },
    check: [['npm', 'run', 'build']],
  },
];

/** The one configuration file. */
function configuration(out: string): string {
  return `import { defineConfig } from 'clientwright';

export default defineConfig({
  spec: ${JSON.stringify(join(root, 'specs/workflows.json'))},
  overlays: [${JSON.stringify(join(root, 'specs/workflows.overlay.yaml'))}],
  out: '${out}',
  package: false,
  importExtension: 'none',
});
`;
}

/** Its type is that of the document: the compiler of the project reads it. */
function callFrom(module: string): string {
  return `import { createClient, type WorkflowExecution } from '${module}';

const artu = createClient({ apiKey: 'key', environment: 'test' });

export async function call(id: string): Promise<WorkflowExecution['status']> {
  return (await artu.workflows.executions.retrieve({ id })).status;
}
`;
}

async function tryProject(home: string, archive: string, project: Fresh): Promise<string> {
  const folder = join(home, project.name);
  await mkdir(folder);
  const run = async (words: readonly string[]): Promise<string> => {
    const [command = '', ...rest] = words;
    return runCommand({ command, words: rest, cwd: folder });
  };
  for (const words of project.create) await run(words);
  for (const [path, text] of Object.entries(project.own ?? {})) await writeFile(join(folder, path), text);
  await writeFile(join(folder, 'clientwright.config.mts'), configuration(project.out));
  await run(['npm', 'install', '--save-dev', archive]);
  await run(['npx', 'clientwright', 'generate']);
  const path = join(folder, project.call.path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, callFrom(project.call.from));
  for (const words of project.check) await run(words);
  return `${project.name}: ok`;
}

const wanted = process.argv.slice(2);
const home = await mkdtemp(join(tmpdir(), 'clientwright-fresh-'));
try {
  const words = ['pack', '--silent', '--pack-destination', home];
  await runCommand({ command: 'npm', words, cwd: root });
  const archive = (await readdir(home)).find((name) => name.endsWith('.tgz')) ?? '';
  for (const project of projects) {
    if (wanted.length > 0 && !wanted.includes(project.name)) continue;
    process.stdout.write(`${await tryProject(home, join(home, archive), project)}\n`);
  }
} finally {
  await rm(home, { recursive: true, force: true });
}
