/** Adds an imaginary kind to each closed union: every `switch` over the union stops compiling. */
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SwitchStatement } from 'oxc-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCompiler } from '../support/run-compiler.ts';
import { isThorough } from '../support/sample.ts';
import { publishedModules, root, type SourceModule, type Visited } from './source-tree.ts';

interface ClosedUnion {
  readonly name: string;
  /** Where its type is declared. */
  readonly file: string;
  readonly declaration: string;
  /** The declaration with an imaginary kind in it. */
  readonly extended: string;
  /** A member that no other union has: a `switch` with this case is over this union. */
  readonly member: string;
}

const unions: readonly ClosedUnion[] = [
  {
    name: 'schemas',
    file: 'generator/api/schema.ts',
    declaration: 'export type Schema =\n',
    extended: "export type Schema =\n  | (SchemaBase & { readonly kind: 'imaginary' })\n",
    member: 'intersection',
  },
  {
    name: 'assertions',
    file: 'generator/api/schema.ts',
    declaration: 'export type Assertion =\n',
    extended: "export type Assertion =\n  | { readonly kind: 'imaginary' }\n",
    member: 'dependentRequired',
  },
  {
    name: 'styles of parameters',
    file: 'generator/api/api.ts',
    declaration: 'export type ParameterStyle =\n',
    extended: "export type ParameterStyle =\n  | 'imaginary' | ",
    member: 'spaceDelimited',
  },
  {
    name: 'security schemes',
    file: 'generator/api/security.ts',
    declaration: 'export type SecurityScheme =\n',
    extended: "export type SecurityScheme =\n  | (SecuritySchemeBase & { readonly kind: 'imaginary' })\n",
    member: 'openIdConnect',
  },
  {
    name: 'statements',
    file: 'generator/template/structures.ts',
    declaration: 'export type Statement =\n',
    extended: "export type Statement =\n  | (Declaration & { readonly kind: 'imaginary' })\n",
    member: 'interface',
  },
  {
    name: 'severities',
    file: 'generator/diagnostics/catalogue/entry.ts',
    declaration: 'export type Severity = ',
    extended: "export type Severity = 'imaginary' | ",
    member: 'warning',
  },
];

/** `generator/api/walk.ts:12` for each line with an error. */
let errors: ReadonlySet<string> = new Set();

// One run of the compiler over all sources.
describe.runIf(isThorough)('an imaginary kind in the union of', () => {
  beforeAll(async () => {
    errors = await compileWithImaginaryKinds();
  });

  test.each(unions)('$name stops every switch over it from compiling', ({ member }) => {
    const switches = publishedModules().flatMap((module) => switchesWith(module, member));
    expect(switches.length).toBeGreaterThan(0);
    const compiling = switches.filter(({ lines }) => !lines.some((line) => errors.has(line)));
    expect(compiling.map(({ place }) => place)).toEqual([]);
  });
});

interface FoundSwitch {
  readonly place: string;
  /** Lines of the function around it, in the form of `errors`. */
  readonly lines: readonly string[];
}

function switchesWith(module: SourceModule, member: string): readonly FoundSwitch[] {
  return module.nodes.flatMap((visited) => {
    const { node } = visited;
    if (node.type !== 'SwitchStatement' || !hasCase(node, member)) return [];
    const { start, end } = functionAround(visited);
    const first = module.lineAt(start);
    const count = module.lineAt(end) - first + 1;
    const lines = Array.from({ length: count }, (_, index) => `${module.path}:${first + index}`);
    return [{ place: `${module.path}:${module.lineAt(node.start)}`, lines }];
  });
}

function hasCase({ cases }: SwitchStatement, member: string): boolean {
  return cases.some((each) => each.test?.type === 'Literal' && each.test.value === member);
}

function functionAround(visited: Visited): Visited['node'] {
  const isFunction = visited.node.type === 'FunctionDeclaration' || visited.parent === null;
  return isFunction ? visited.node : functionAround(visited.parent);
}

async function compileWithImaginaryKinds(): Promise<ReadonlySet<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'imaginary-'));
  for (const part of ['generator', 'templates', 'package.json', 'tsconfig.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, declaration, extended } of unions) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(declaration)) throw new Error(`${file} does not contain ${declaration}`);
    writeFileSync(path, text.replace(declaration, extended));
  }
  const output = await runCompiler({ compiler: 'typescript', project: join(folder, 'tsconfig.json') });
  const lines = output.matchAll(/(?<file>(?:generator|templates)\/[^\s(]+)\((?<line>\d+),\d+\): error/gm);
  return new Set([...lines].map(({ groups }) => `${groups?.['file']}:${groups?.['line']}`));
}
