/** Bundles the sources of a package: a file for each export, and chunks that they share. */
import { posix } from 'node:path';
import { type CodeSplittingGroup, type OutputAsset, type OutputChunk, type Plugin, rolldown } from 'rolldown';
import type { ESTree } from 'rolldown/utils';
import {
  type BundleInput,
  bundleOptions,
  type DistFile,
  type DistManifest,
  distPrefix,
  manifestFile,
  type Sources,
} from './dist-sources.ts';

/** No folder of the machine: modules are in memory, and their paths are part of the output. */
const root = '/package/';

/** Throws if a source cannot be bundled. */
export async function bundle({ sources, modules, manifest }: BundleInput): Promise<readonly DistFile[]> {
  const lost: string[] = [];
  const build = await rolldown({
    cwd: root,
    input: Object.fromEntries([...modules].map(([name, path]) => [name, `${root}${path}`])),
    plugins: [inMemory(sources, (problem) => lost.push(problem))],
    tsconfig: false,
    logLevel: 'silent',
    experimental: { attachDebugInfo: 'none' },
  });
  try {
    const { output } = await build.generate({
      dir: `${root}dist`,
      ...bundleOptions,
      codeSplitting: { groups: chunkGroups(modules) },
      sourcemapPathTransform: sourceFromMap,
    });
    if (lost[0] !== undefined) throw new Error(lost[0]);
    const bundled = output.map((file) => ({ path: `${distPrefix}${file.fileName}`, text: textOf(file) }));
    if (manifest === null || output.some((file) => importsPackage(file, manifest))) return bundled;
    return [...bundled, { path: `${distPrefix}${manifestFile}`, text: manifest.text }];
  } finally {
    await build.close();
  }
}

function importsPackage(file: OutputAsset | OutputChunk, { packageName }: DistManifest): boolean {
  if (file.type === 'asset') return false;
  return [...file.imports, ...file.dynamicImports].some(
    (specifier) => specifier === packageName || specifier.startsWith(`${packageName}/`),
  );
}

function textOf(file: OutputAsset | OutputChunk): string {
  const text = file.type === 'chunk' ? file.code : file.source;
  return typeof text === 'string' ? text : new TextDecoder().decode(text);
}

/**
 * By default, each set of exports gets a chunk of what only its members share: 184 files for a document of 50 resources.
 * A chunk of what two resources share is loaded by others too, but is one file.
 */
function chunkGroups(modules: ReadonlyMap<string, string>): CodeSplittingGroup[] {
  const resources = [...modules.values()].filter((path) => path.startsWith('src/resources/')).length;
  // The entry, and for each resource its own module and those that templates add beside it.
  const exportsOfOneResource = 1 + Math.round((modules.size - 1) / Math.max(resources, 1));
  return [
    { name: 'runtime', test: /^\/package\/src\/runtime\//, priority: 2, minShareCount: 2 },
    {
      name: 'models',
      test: /^\/package\/src\/models\//,
      priority: 1,
      minShareCount: exportsOfOneResource + 1,
    },
  ];
}

/** Found in each text that {@link withFunctionExpressions} changes. Others are not parsed for it. */
const mayDescribe = / => \(\{\r?\n/;

/** Serves sources, and leaves packages to the platform. Nothing is read from disk. */
function inMemory(sources: Sources, report: (problem: string) => void): Plugin {
  return {
    name: 'sources',
    resolveId(specifier, importer) {
      if (importer === undefined) return specifier;
      if (!specifier.startsWith('.')) return { id: specifier, external: true };
      const id = posix.join(posix.dirname(importer), specifier);
      const found = [id.replace(/\.js$/, '.ts'), id].find((path) => sources.has(pathOf(path)));
      // Thrown here, the message would get lines of the bundler around it.
      if (found === undefined)
        report(`${pathOf(importer)} imports ${JSON.stringify(specifier)}, which does not exist`);
      return found ?? { id: specifier, external: true };
    },
    load(id) {
      const text = sources.get(pathOf(id));
      if (text === undefined) return null;
      return mayDescribe.test(text)
        ? withFunctionExpressions(text, this.parse(text, { lang: 'ts' }).body)
        : text;
    },
  };
}

function pathOf(id: string): string {
  return id.slice(root.length);
}

/** Path of a source, as its map refers to it: the same on every system. */
function sourceFromMap(source: string, map: string): string {
  const path = source.replaceAll('\\', '/').replace(/^.*?(?=src\/)/, '');
  const folder = map.replaceAll('\\', '/').replace(/^.*?\/package\/dist(?=\/)/, '');
  return `${'../'.repeat(folder.split('/').length - 1)}${path}`;
}

/** Part of a text, by offsets. */
interface Part {
  readonly start: number;
  readonly end: number;
}

type Body = ESTree.Program['body'];
type Call = ESTree.CallExpression;

/**
 * `const get = call(() => ({ … }))` → `const get = call(function () { return { … }})`.
 *
 * All code after the first line of a function keeps its line and column, so the text needs no source map.
 */
function withFunctionExpressions(code: string, body: Body): string {
  const functions = body
    .flatMap(callsIn)
    .flatMap((call) => call.arguments.flatMap((node) => describingFunction(node, code)));
  const parts = functions.map(({ start, object }, index) => {
    const before = code.slice(functions[index - 1]?.end ?? 0, start);
    return `${before}function () { return ${sourceOf(object, code)}}`;
  });
  return [...parts, code.slice(functions.at(-1)?.end ?? 0)].join('');
}

function callsIn(statement: Body[number]): readonly Call[] {
  if (statement.type === 'ExportNamedDeclaration')
    return statement.declaration === null ? [] : callsIn(statement.declaration);
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ init }) => (init?.type === 'CallExpression' ? [init] : []));
}

interface DescribingFunction extends Part {
  readonly object: Part;
}

function describingFunction(node: Call['arguments'][number], code: string): readonly DescribingFunction[] {
  if (node.type !== 'ArrowFunctionExpression' || node.body.type !== 'ObjectExpression') return [];
  const { start, end, body: object } = node;
  const head = sourceOf({ start, end: object.start }, code);
  const tail = sourceOf({ start: object.end, end }, code);
  const text = sourceOf(object, code);
  const isPlain = plainHead.test(head) && tail === ')' && /^\{\r?\n/.test(text);
  return isPlain && !inheritedNames.test(text) ? [{ start, end, object }] : [];
}

function sourceOf({ start, end }: Part, code: string): string {
  return code.slice(start, end);
}

/** Without parameters, comments and line breaks. */
const plainHead = /^\(\)(?:: [^=/\n]*)? => \($/;
/** Names that an arrow function takes from the code around it. */
const inheritedNames = /\b(?:this|arguments|super|new\.target)\b/;
