/** TypeScript files → what the compiler has to say against them, under the strictest switches. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './generated-package.ts';
import { runCompiler } from './run-compiler.ts';

/** `paths`: where the compiler finds packages, by name. */
export interface Compilation {
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  readonly types?: readonly string[];
}

/** One line an error, as the compiler writes them; none: everything fits. */
export async function typeErrors(
  files: readonly string[],
  { paths = {}, types = [] }: Compilation = {},
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-types-'));
  const project = join(folder, 'tsconfig.json');
  const typeRoots = [join(root, 'node_modules/@types')];
  await writeFile(
    project,
    JSON.stringify({ compilerOptions: { ...switches, paths, types, typeRoots }, files }),
  );
  try {
    const said = await runCompiler({ compiler: 'typescript', project });
    return said === '' ? [] : said.split('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const switches = {
  target: 'es2024',
  lib: ['es2024', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'],
  module: 'nodenext',
  moduleDetection: 'force',
  customConditions: ['clientwright-source'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};
