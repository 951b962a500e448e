/** A path of the sources → the area of the street that it belongs to, and what that area may import. */

/** Areas that the pipeline calls, from the first to the last. */
const stages: readonly string[] = [
  'api',
  'load',
  'normalise',
  'template',
  'plan',
  'emit',
  'templates',
  'options.ts',
];

/** Each area and what it may import besides itself; everything that is not listed is refused. */
export const street: Readonly<Record<string, readonly string[]>> = {
  api: [],
  diagnostics: ['api'],
  naming: ['api'],
  // Records of earlier runs, below node_modules.
  memory: ['api'],
  // A worker is started by its path.
  load: ['api', 'diagnostics', 'own-file.ts'],
  // The document's type alone: how it was read is no matter of its meaning.
  normalise: ['api', 'diagnostics', 'naming', 'load/document.ts'],
  template: ['api', 'diagnostics', 'naming'],
  plan: ['api', 'diagnostics', 'naming', 'template'],
  'index.ts': ['api', 'diagnostics', 'naming', 'template', 'own-file.ts'],
  // Compares two plans beside the pipeline: pure functions over what the stages made.
  diff: ['api', 'diagnostics', 'naming', 'template', 'plan'],
  'options.ts': ['api', 'diagnostics', 'naming', 'template', 'diff'],
  'finish.ts': ['api', 'emit', 'options.ts', 'run.ts'],
  'names-run.ts': ['emit', 'naming', 'options.ts', 'run.ts', 'generate.ts', 'finish.ts'],
  'own-file.ts': [],
  'run.ts': ['api', 'diagnostics', 'memory', 'options.ts', 'own-file.ts'],
  'read.ts': ['api', 'load', 'normalise', 'run.ts'],
  emit: ['api', 'diagnostics', 'naming', 'memory', 'template', 'plan', 'options.ts', 'own-file.ts'],
  'runtime files': [],
  templates: ['index.ts'],
  'generate.ts': [
    ...stages.filter((stage) => stage !== 'load' && stage !== 'normalise'),
    'naming',
    'finish.ts',
    'read.ts',
    'run.ts',
  ],
  'diff-run.ts': ['api', 'diagnostics', 'naming', 'emit', 'diff', 'options.ts', 'run.ts', 'generate.ts'],

  // Hashes what the stages read and wrote.
  'last-run.ts': ['api', 'diagnostics', 'emit', 'memory', 'options.ts', 'own-file.ts'],
  'dry-run.ts': ['diagnostics', 'emit', 'options.ts', 'read.ts', 'run.ts', 'generate.ts', 'finish.ts'],
  'test-template.ts': ['diagnostics', 'template', 'options.ts', 'dry-run.ts'],
  // What a folder holds is the same question to both.
  config: ['api', 'diagnostics', 'template', 'options.ts', 'load/read/reach.ts'],
  'clientwright.ts': ['index.ts', 'config', 'options.ts', 'generate.ts', 'dry-run.ts', 'test-template.ts'],
  cli: [
    'api',
    'diagnostics',
    'naming',
    'memory',
    'config',
    'diff',
    'options.ts',
    'own-file.ts',
    'generate.ts',
    'dry-run.ts',
    'diff-run.ts',
    'names-run.ts',
    'last-run.ts',
  ],
};

/** The area of a file; files that stand in `generator/` itself are areas of their own. */
export function areaOf(path: string): string {
  if (path.startsWith('templates/runtime/files/')) return 'runtime files';
  const [top = '', next = ''] = path.split('/');
  return top === 'generator' ? next : top;
}

/** Whether a file of one area may import another file. */
export function mayImport(path: string, target: string): boolean {
  const area = areaOf(path);
  if (areaOf(target) === area) return area !== 'templates' || isOneTemplate(path, target);
  const allowed = street[area] ?? [];
  return allowed.includes(areaOf(target)) || allowed.includes(target.replace(/^generator\//, ''));
}

/** A template knows the others by the contracts of their slots; the list of the built-in ones has them all. */
function isOneTemplate(path: string, target: string): boolean {
  return path === 'templates/index.ts' || folderOf(path) === folderOf(target);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** The stages behind which a package stands, so that replacing it changes one folder. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  '@seriousme/openapi-schema-validator': ['load'],
  '@apidevtools/swagger-parser': ['load'],
  ajv: ['load'],
  'ajv-draft-04': ['load'],
  // Defaults are of the formats that they are said to be.
  'ajv-formats': ['normalise', 'templates'],
  // Patterns, for samples that match them.
  '@eslint-community/regexpp': ['templates'],
  'jsonpath-rfc9535': ['load'],
  // A document for its values, a diagnostic for its lines, and `pull` to recognise a document.
  yaml: ['load', 'diagnostics', 'cli'],
  // `init` adds scripts to a package.json and keeps its layout.
  'jsonc-parser': ['load', 'config', 'cli'],
  // Paths and ids of selected operations.
  picomatch: ['normalise'],
  // Patterns as graphs of characters, for those that can take exponential time.
  refa: ['normalise'],
  pluralize: ['naming'],
  diff: ['emit'],
  oxfmt: ['emit'],
  prettier: ['emit'],
  // JavaScript and declarations of a package, without a compiler.
  rolldown: ['emit'],
  'ts-morph': ['emit'],
  // What was printed is read again, as the last check before it is written.
  'oxc-parser': ['emit'],
  yargs: ['cli'],
  // Types for generated packages, which declare it; `tanstackQuery()` adds it to their package.json.
  '@tanstack/query-core': ['runtime files'],
  // The same for `msw()`.
  msw: ['runtime files'],
  zod: ['runtime files'],
  // The same for `mcp()`.
  '@modelcontextprotocol/sdk': ['runtime files'],
};

/** Modules of Node by who may use them; a stage that is not listed computes, and touches nothing. */
export const nodeModules: Readonly<Record<string, readonly string[]>> = {
  // The compiler, for authors who want their output checked; and git, for an earlier version of a document.
  'node:child_process': ['test-template.ts', 'cli'],
  'node:crypto': ['api', 'naming', 'memory', 'emit', 'cli', 'runtime files'],
  'node:fs': [
    'load',
    'memory',
    'emit',
    'config',
    'cli',
    // Lines in the package that is on disk.
    'diff-run.ts',
    'own-file.ts',
    'test-template.ts',
    'last-run.ts',
    // Files that a command line sends.
    'runtime files',
  ],
  // Programs that templates add to packages: `node-mcp.ts`.
  'node:http': ['runtime files'],
  // Packages that are loaded at first use: normalising analyses patterns with one.
  'node:module': ['load', 'normalise', 'emit', 'cli', 'own-file.ts', 'test-template.ts'],
  'node:os': ['memory', 'emit', 'cli', 'test-template.ts'],
  'node:path': [
    'load',
    'memory',
    'own-file.ts',
    'emit',
    'config',
    'cli',
    'run.ts',
    'diff-run.ts',
    'test-template.ts',
    'last-run.ts',
    'runtime files',
  ],
  // CPU time of a stage, and the version of Node.
  'node:process': ['run.ts', 'memory', 'last-run.ts', 'cli', 'runtime files'],
  'node:stream': ['runtime files'],
  'node:timers': ['emit'],
  'node:util': ['cli', 'runtime files'],
  'node:url': ['load', 'config', 'own-file.ts'],
  'node:vm': ['normalise'],
  'node:worker_threads': ['load'],
};

/** Files that may use the global `process`, each with its reason. */
export const processUsers: Readonly<Record<string, string>> = {
  'generator/cli/': 'The command reads arguments and the environment, and sets the exit code.',
  'templates/runtime/files/node-': 'Programs that templates add to packages.',
  'generator/emit/lock.ts':
    'The lock of an output folder names its process and tests whether one runs; signals wait.',
};
