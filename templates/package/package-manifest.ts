/** The `package.json` of the package: ES modules, one entry for each resource, nothing to install. */
import { apiName, type Api, type RenderContext } from '../../generator/index.ts';

/** A built package may be published. Sources that are imported unchanged stay in their repository. */
export function packageManifest(api: Api, context: RenderContext): object {
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
