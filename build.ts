/** The sources → `dist/`, as it is published: JavaScript in few files, declarations, and the run-time modules as TypeScript. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'rolldown';
import {
  checkedFamilies,
  compilerOf,
  type CheckedFamily,
  quickCheckModule,
} from './generator/load/validate/schema-check.ts';

const root = import.meta.dirname;
const runtimeFiles = 'templates/runtime/files';

/** What is imported, started or run as a worker by its path. */
const entryPoints = [
  'generator/clientwright.ts',
  'generator/cli/bin.ts',
  'generator/cli/worker.ts',
  'generator/load/validate/schema-check-worker.ts',
  'templates/index.ts',
  'templates/tanstack-query/tanstack-query.ts',
  'templates/mocks/samples.ts',
  'templates/mocks/msw.ts',
  'templates/tools/cli.ts',
  'templates/tools/mcp.ts',
  'templates/zod/zod.ts',
];

rmSync(join(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
/** Modules that every `generate` and `check` loads. Linking a file takes 2 ms of CPU, so they are one file. */
const startModules = /\/generator\/cli\/main\.ts$/;

/**
 * For an `import` of a builtin, Node.js reads every export of it, and so loads modules that stand behind getters:
 * 50 ms of CPU for `node:fs`, `node:process` and `node:util`.
 */
function withLeanBuiltins(code: string): string {
  return code.replaceAll(
    /^import (?:(\w+)(?:, )?)?(?:\{([^}]+)\})? from "(node:\w+)";$/gm,
    (_, whole: string | undefined, names: string | undefined, builtin: string) =>
      [
        ...(whole === undefined ? [] : [whole]),
        ...(names === undefined ? [] : [`{${names.replaceAll(' as ', ': ')}}`]),
      ]
        .map((pattern) => `const ${pattern} = process.getBuiltinModule("${builtin}");`)
        .join(' '),
  );
}

/** Code of the check whether a document is valid. Compiling the schema takes longer than checking most documents. */
async function quickCheck(family: CheckedFamily): Promise<string> {
  const code = { source: true, esm: true };
  const options = { strict: false, validateFormats: false, logger: false, messages: false, code } as const;
  const { ajv, schema } = await compilerOf(family, options);
  const text = standaloneCode.default(ajv, ajv.compile(schema));
  const equal = `import equal from 'ajv/dist/runtime/equal.js';\n`;
  return `${equal}${text.replaceAll('require("ajv/dist/runtime/equal")', 'equal')}`;
}

// Finding and linking some 250 modules would take longer than a run that has nothing to do.
const { output } = await build({
  cwd: root,
  input: Object.fromEntries(entryPoints.map((path) => [path.replace(/\.ts$/, ''), path])),
  external: (id) => /^[^./]/.test(id) && !isAbsolute(id),
  platform: 'node',
  resolve: { conditionNames: ['clientwright-source', 'import'] },
  transform: { target: 'node22' },
  plugins: [
    {
      name: 'lean-builtins',
      renderChunk: (code, chunk) => (chunk.name === 'start' ? withLeanBuiltins(code) : null),
    },
  ],
  output: {
    dir: 'dist',
    format: 'esm',
    chunkFileNames: 'chunks/[name]-[hash].js',
    comments: false,
    codeSplitting: { groups: [{ name: 'start', test: startModules, includeDependenciesRecursively: true }] },
  },
});
const identity = createHash('sha256');
for (const file of output.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1)))
  identity.update(JSON.stringify([file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
// A run compares this hash with that of the last run, instead of looking at every file of the program.
writeFileSync(join(root, 'dist/identity.txt'), `${identity.digest('hex')}\n`);
for (const family of checkedFamilies)
  writeFileSync(join(root, `dist/${quickCheckModule(family)}.js`), await quickCheck(family));
cpSync(join(root, runtimeFiles), join(root, 'dist', runtimeFiles), {
  recursive: true,
  filter: (path) => !path.endsWith('.json'),
});
chmodSync(join(root, 'dist/generator/cli/bin.js'), 0o755);
