/** The sources of this repository → parsed modules with their imports, comments and lines, for rules to judge. */
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, visitorKeys, type Comment, type Node, type Program } from 'oxc-parser';

export interface SourceModule {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly imports: readonly ModuleImport[];
  /** Line of an offset, from 1. */
  readonly lineAt: (offset: number) => number;
}

export interface ModuleImport {
  /** A path of this repository, or the specifier of a package as it is written. */
  readonly target: string;
  readonly isLocal: boolean;
  readonly isTypeOnly: boolean;
  readonly line: number;
}

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Everything that is published: what the rules are for. */
export function publishedModules(): readonly SourceModule[] {
  return modulesIn('{generator,templates}/**/*.ts');
}

/** Tests and examples too, for rules that hold everywhere. */
export function allModules(): readonly SourceModule[] {
  return modulesIn('{generator,templates,test}/**/*.ts');
}

function modulesIn(pattern: string): readonly SourceModule[] {
  const isFixture = (path: string): boolean => /(^|\/)(fixtures|golden|node_modules)\//.test(path);
  return globSync(pattern, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !isFixture(path))
    .toSorted()
    .map((path) => parseModule(path, readFileSync(root + path, 'utf8')));
}

/** Also for a made-up module, with which a test shows that a rule can be broken. */
export function parseModule(path: string, text: string): SourceModule {
  const { program, comments, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const lineAt = lineFinder(text);
  const imported = (request: { value: string; start: number }, isTypeOnly: boolean): ModuleImport => {
    const isLocal = request.value.startsWith('.');
    const target = isLocal ? posix.join(posix.dirname(path), request.value) : request.value;
    return { target, isLocal, isTypeOnly, line: lineAt(request.start) };
  };
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const written = /^['"](.*)['"]$/.exec(text.slice(start, end))?.[1];
    return written === undefined ? [] : [imported({ value: written, start }, false)];
  });
  const fixed = module.staticImports.map(({ moduleRequest, entries }) =>
    imported(moduleRequest, entries.length > 0 && entries.every(({ isType }) => isType)),
  );
  const handedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null ? [] : [imported(moduleRequest, isType)],
    ),
  );
  return { path, text, program, comments, lineAt, imports: [...fixed, ...handedOn, ...dynamic] };
}

/** A node, and those that enclose it, the outermost first. */
export interface Visited {
  readonly node: Node;
  readonly ancestors: readonly Node[];
}

/** All nodes, each before its children. */
export function* nodesOf(node: Node, ancestors: readonly Node[] = []): Generator<Visited> {
  yield { node, ancestors };
  const below = [...ancestors, node];
  for (const child of childrenOf(node)) yield* nodesOf(child, below);
}

function childrenOf(node: Node): readonly Node[] {
  return (visitorKeys[node.type] ?? [])
    .flatMap((key): unknown => Reflect.get(node, key))
    .filter((child): child is Node => typeof child === 'object' && child !== null && 'type' in child);
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
