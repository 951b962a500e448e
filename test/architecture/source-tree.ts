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
  /** All nodes of the program, each before its children. */
  readonly nodes: readonly Visited[];
  /** Line of an offset, from 1. */
  readonly lineAt: (offset: number) => number;
}

export interface ModuleImport {
  /** A path of this repository, or the specifier of a package as it is written. */
  readonly target: string;
  readonly isLocal: boolean;
  readonly isTypeOnly: boolean;
  /** As the other module exports them; of a whole namespace, none. */
  readonly names: readonly string[];
  readonly line: number;
}

interface ImportRequest {
  readonly request: { readonly value: string; readonly start: number };
  readonly isTypeOnly: boolean;
  readonly names: readonly string[];
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

/** Written as users would, against the package by its name. */
export function exampleModules(): readonly SourceModule[] {
  return modulesIn('examples/**/*.ts').filter(({ path }) => !path.includes('/generated/'));
}

function modulesIn(pattern: string): readonly SourceModule[] {
  const isFixture = (path: string): boolean => /(^|\/)(fixtures|golden\/[^/]+|node_modules)\//.test(path);
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
  const imported = ({ request, isTypeOnly, names }: ImportRequest): ModuleImport => {
    const isLocal = request.value.startsWith('.');
    const target = isLocal ? sourceOf(posix.join(posix.dirname(path), request.value)) : request.value;
    return { target, isLocal, isTypeOnly, names, line: lineAt(request.start) };
  };
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const value = /^['"](.*)['"]$/.exec(text.slice(start, end))?.[1];
    return value === undefined ? [] : [imported({ request: { value, start }, isTypeOnly: false, names: [] })];
  });
  const fixed = module.staticImports.map(({ moduleRequest, entries }) =>
    imported({
      request: moduleRequest,
      isTypeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
      names: entries.flatMap(({ importName }) => importName.name ?? []),
    }),
  );
  const handedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType, importName }) =>
      moduleRequest === null
        ? []
        : [imported({ request: moduleRequest, isTypeOnly: isType, names: [importName.name ?? []].flat() })],
    ),
  );
  const imports = [...fixed, ...handedOn, ...dynamic];
  let nodes: readonly Visited[] | null = null;
  return {
    ...{ path, text, program, comments, imports, lineAt },
    // Only some rules go through all nodes.
    get nodes() {
      return (nodes ??= visit(program, null, []));
    },
  };
}

/** Path of the source that an import means; modules of the runtime import each other by the extension of the compiled file. */
function sourceOf(path: string): string {
  return path.replace(/\.js$/, '.ts');
}

/** A node, and the one that encloses it. */
export interface Visited {
  readonly node: Node;
  readonly parent: Visited | null;
}

/** Those that enclose a node, the innermost first. */
export function* ancestorsOf({ parent }: Visited): Generator<Node> {
  for (let above = parent; above !== null; above = above.parent) yield above.node;
}

/** All nodes, each before its children. */
function visit(node: Node, parent: Visited | null, into: Visited[]): readonly Visited[] {
  const visited = { node, parent };
  into.push(visited);
  for (const child of childrenOf(node)) visit(child, visited, into);
  return into;
}

function childrenOf(node: Node): readonly Node[] {
  return (visitorKeys[node.type] ?? []).flatMap((key): readonly Node[] => {
    const value: unknown = Reflect.get(node, key);
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
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
