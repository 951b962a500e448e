/** The sources → `dist/`, as it is published: JavaScript in few files, declarations, and the run-time modules as TypeScript. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname;
const runtimeFiles = 'templates/runtime/files';

/** What is imported, started or run as a worker by its path. */
const entryPoints = [
  'generator/clientwright.ts',
  'generator/cli/bin.ts',
  'generator/load/validate/schema-check-worker.ts',
  'templates/index.ts',
  'templates/tanstack-query/tanstack-query.ts',
  'templates/mocks/samples.ts',
  'templates/mocks/msw.ts',
  'templates/tools/mcp.ts',
  'templates/zod/zod.ts',
];

rmSync(join(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
// Finding and linking some 250 modules would take a quarter of a run that has nothing to do.
await build({
  absWorkingDir: root,
  entryPoints,
  outdir: 'dist',
  outbase: '.',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node22',
  conditions: ['clientwright-source'],
  legalComments: 'none',
});
cpSync(join(root, runtimeFiles), join(root, 'dist', runtimeFiles), {
  recursive: true,
  filter: (path) => !path.endsWith('.json'),
});
chmodSync(join(root, 'dist/generator/cli/bin.js'), 0o755);
