/** The `package.json` of the package: ES modules, one entry for each resource, nothing to install. */
import type { Api, RenderContext } from '../../generator/index.ts';

export function packageManifest(api: Api, context: RenderContext): object {
  return {
    name: context.package.name,
    version: context.package.version,
    description: `Client of the ${api.title}.`,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20' },
    files: ['dist', 'src', 'API.md'],
    exports: exportsOf(context),
    scripts: { build: 'tsc', prepack: 'tsc' },
    devDependencies: { typescript: '>=5.9' },
  };
}

/** The entry, then each resource under the path that it has in `src/resources`. */
function exportsOf(context: RenderContext): object {
  const resources = context.slots.operation.resources.map(({ bind }) => context.pathOf(context.fileOf(bind)));
  return Object.fromEntries([
    ['.', target('src/index.ts')],
    ...resources.map((path) => [
      `./${path.replace(/^src\/resources\//, '').replace(/\.ts$/, '')}`,
      target(path),
    ]),
    ['./package.json', './package.json'],
  ]);
}

function target(path: string): object {
  const built = path.replace(/^src\//, './dist/').replace(/\.ts$/, '');
  return { types: `${built}.d.ts`, default: `${built}.js` };
}
