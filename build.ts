/** The sources → `dist/`, as it is published: JavaScript and declarations, and the run-time modules as TypeScript. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname;
const runtimeFiles = 'templates/runtime/files';

rmSync(join(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
cpSync(join(root, runtimeFiles), join(root, 'dist', runtimeFiles), {
  recursive: true,
  filter: (path) => !path.endsWith('.json'),
});
chmodSync(join(root, 'dist/generator/cli/bin.js'), 0o755);
