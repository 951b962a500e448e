/** The built-in template of the slot `package`: what makes the folder an npm package that is pleasant to review. */
import {
  type Api,
  apiName,
  defineTemplate,
  type FileTemplate,
  type Plan,
  type RenderContext,
  type Template,
} from '../../generator/index.ts';
import { readme } from './readme.ts';

/** `package.json`, `tsconfig.json`, `README.md`, `API.md`, `.gitattributes` and `.gitignore`. */
export function packageFiles(): Template<'package'> {
  return defineTemplate({
    name: 'package',
    slot: 'package',
    declare(api, plan) {
      return { slot: { manifest: 'package.json' }, files: filesOf(api, plan) };
    },
  });
}

/** Files for review beside sources that belong to an application: `API.md` and `.gitattributes`. */
export function sourceFiles(): Template<'package'> {
  return defineTemplate({
    name: 'sources',
    slot: 'package',
    declare: (_api, plan) => ({ slot: { manifest: null }, files: filesForReview(plan) }),
  });
}

function filesForReview(plan: Plan): readonly FileTemplate[] {
  return [
    declareFile(plan, 'API.md', (context) => ({ kind: 'signatures', title: context.package.name })),
    declareFile(plan, '.gitattributes', (context) => ({ kind: 'text', text: gitAttributesOf(context) })),
  ];
}

function declareFile(plan: Plan, name: string, render: FileTemplate['render']): FileTemplate {
  return { file: plan.file({ identity: `package:${name}`, path: name }), render };
}

function filesOf(api: Api, plan: Plan): readonly FileTemplate[] {
  const declare = (name: string, render: FileTemplate['render']): FileTemplate =>
    declareFile(plan, name, render);
  return [
    declare('package.json', (context) => ({ kind: 'json', value: packageManifest(api, context) })),
    declare('tsconfig.json', (context) => ({ kind: 'json', value: compilerOptions(context) })),
    declare('README.md', (context) => ({ kind: 'text', text: readme(api, context), isFormatted: true })),
    ...filesForReview(plan),
    declare('.gitignore', (context) => ({ kind: 'text', text: gitIgnore(context) })),
  ];
}

/** Reviewers read the signatures, the names and the manifest; the rest is folded by the host. */
const gitAttributes = `* linguist-generated=true text eol=lf
API.md -linguist-generated
CHANGES.md -linguist-generated
.clientwright/names.json -linguist-generated
.clientwright/manifest.json -linguist-generated
`;

/** What git shows of `dist/` is that it has changed. A merge keeps one side whole, until the next run builds it again. */
const distAttributes = `/dist/** binary linguist-generated=true
`;

function gitAttributesOf({ package: { isBuilt } }: RenderContext): string {
  return isBuilt ? `${gitAttributes}${distAttributes}` : gitAttributes;
}

/**
 * From the folder itself, as a resource may be called `dist`; npm goes by `files` of `package.json`. A project often
 * ignores each `dist`, and a built one is committed.
 */
function gitIgnore({ package: { isBuilt } }: RenderContext): string {
  return isBuilt ? '!/dist/\n/node_modules/\n' : '/dist/\n/node_modules/\n';
}

/** Sources that import each other as `.ts`, or that the run has built, are only checked. */
function compilerOptions({ package: { importExtension, isBuilt } }: RenderContext): object {
  const checkedOnly =
    importExtension === 'ts' ? { allowImportingTsExtensions: true, noEmit: true } : { noEmit: true };
  const output = importExtension === 'ts' || isBuilt ? checkedOnly : compiled;
  return { compilerOptions: { ...checked, ...output }, include: ['src'] };
}

const checked = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'],
  module: 'nodenext',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedDeclarations: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  declaration: true,
};

const compiled = { declarationMap: true, sourceMap: true, rootDir: 'src', outDir: 'dist' };

/** A built package may be published. Sources that are imported unchanged stay in their repository. */
function packageManifest(api: Api, context: RenderContext): object {
  const { name, version, importExtension, isBuilt } = context.package;
  const common = {
    type: 'module',
    sideEffects: false,
    engines: { node: importExtension === 'ts' ? '>=22.18' : '>=20' },
  };
  const added = context.additions.scripts;
  const description = `Client of the ${apiName(api)}.`;
  if (importExtension === 'ts') {
    // Node.js strips no types below `node_modules`: such a package is linked, and never published.
    const scripts = { typecheck: 'tsc', ...added };
    const source = (path: string): string => `./${path}`;
    const entries = { ...binOf(context, source), exports: exportsOf(context, source) };
    return { name, version, description, private: true, ...common, ...entries, scripts, devDependencies };
  }
  const published = {
    name,
    version,
    description,
    ...common,
    files: ['dist', 'src', 'API.md'],
    ...binOf(context, (path) => built(path).default),
    exports: exportsOf(context, built),
  };
  // Nothing to compile: in a workspace, an entry in `devDependencies` would install a compiler.
  if (isBuilt) return Object.keys(added).length === 0 ? published : { ...published, scripts: added };
  return { ...published, scripts: { build: 'tsc', prepack: 'tsc', ...added }, devDependencies };
}

const devDependencies = { typescript: '>=5.9' };

/** The entry, then each resource under the path that it has in `src/resources`. */
function exportsOf(context: RenderContext, target: (path: string) => object | string): object {
  const resources = context.slots.operation.resources.map(({ bind }) => context.pathOf(context.fileOf(bind)));
  return Object.fromEntries([
    ['.', target(context.slots.entry.path)],
    ...resources.map((path) => [
      `./${path.replace(/^src\/resources\//, '').replace(/\.ts$/, '')}`,
      target(path),
    ]),
    ...Object.entries(context.additions.exports).map(([path, file]) => [path, target(context.pathOf(file))]),
    ...context.additions.exportFiles
      .map((file) => context.pathOf(file))
      .sort()
      .map((path) => [subpathOf(path), target(path)]),
    ['./package.json', './package.json'],
  ]);
}

/** `src/queries/pets.ts` → `./queries/pets` */
function subpathOf(path: string): string {
  return `./${path.replace(/^src\//, '').replace(/(\/index)?\.ts$/, '')}`;
}

/** The commands that templates add; npm makes their files executable. */
function binOf(
  { additions, pathOf, package: identity }: RenderContext,
  target: (path: string) => string,
): object {
  const own = identity.name.replace(/^@[^/]*\//, '');
  const commands = additions.bin.map(
    ({ file, name, suffix = '' }) => [name ?? `${own}${suffix}`, target(pathOf(file))] as const,
  );
  return commands.length === 0 ? {} : { bin: Object.fromEntries(commands) };
}

function built(path: string): { readonly types: string; readonly default: string } {
  const file = path.replace(/^src\//, './dist/').replace(/\.ts$/, '');
  return { types: `${file}.d.ts`, default: `${file}.js` };
}
