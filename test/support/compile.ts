/** A folder of sources → what the compilers of TypeScript say of it, under every switch that its users may have set. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCompiler } from './run-compiler.ts';
import { isThorough } from './sample.ts';

/** The versions that a generated package compiles with, by the folders that they are installed in. */
const compilers: readonly string[] = ['typescript-5.9', 'typescript-6.0', 'typescript'];

/** The current one: the older ones take ten times as long. */
export const currentCompiler = 'typescript';

/** For code of every kind: all versions. */
export const allCompilersTried: readonly string[] = isThorough ? compilers : [currentCompiler];

/** For one kind of code: the oldest and the current one. They differ more than 5.9 and 6.0, which share a checker. */
export const compilersTried: readonly string[] = isThorough
  ? ['typescript-5.9', currentCompiler]
  : [currentCompiler];

/** The switches that are promised, and those that a careful project sets besides. */
const switches = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  isolatedDeclarations: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUncheckedSideEffectImports: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
};

export interface CompileRequest {
  /** The folder that `src` is in. */
  readonly folder: string;
  readonly compiler: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What the compiler complains of: empty where it does not. */
export async function complaintsOf({ folder, compiler, options }: CompileRequest): Promise<string> {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'],
    module: 'nodenext',
    types: [],
    // The library of the compiler is its own affair; the declarations of the package are checked.
    skipDefaultLibCheck: true,
    declaration: true,
    rootDir: join(folder, 'src'),
    outDir: join(folder, 'compiled'),
    ...switches,
    ...options,
  };
  const config = join(folder, 'tsconfig.test.json');
  await writeFile(config, JSON.stringify({ compilerOptions, include: ['src'] }));
  return runCompiler({ compiler, project: config });
}
