/** The built-in template of the slot `runtime`: hands real modules on, each only where something imports it. */
import {
  builtInFile,
  code,
  defineTemplate,
  literal,
  type FileTemplate,
  type Plan,
  type PlannedSymbol,
  type Template,
} from '../../generator/index.ts';
import { publicNames, runtimeModules, type RuntimeExport } from './runtime-modules.ts';

/** The modules in `files/`, as they are. */
export function runtime(): Template<'runtime'> {
  return defineTemplate({
    name: 'runtime',
    slot: 'runtime',
    declare(_api, plan) {
      const symbols = new Map<string, PlannedSymbol>();
      for (const [module, { types, values }] of Object.entries(runtimeModules)) {
        if (module === packageNameModule) continue;
        const copy = plan.copy({
          identity: `runtime:${module}`,
          path: `src/runtime/${module}.ts`,
          source: builtInFile(`templates/runtime/files/${module}.ts`),
          exports: [
            ...types.map((name) => ({ name, meaning: 'type' as const })),
            ...values.map((name) => ({ name, meaning: 'value' as const })),
          ],
        });
        for (const name of [...types, ...values]) symbols.set(name, copy.symbol(name));
      }
      const nameOf = (name: RuntimeExport): PlannedSymbol => found(symbols, name);
      return { slot: { name: nameOf, publicNames: publicNames.map(nameOf) }, files: [packageName(plan)] };
    },
  });
}

/** The one module that is not the same everywhere; the others import it by its path. */
const packageNameModule = 'package-name';

function packageName(plan: Plan): FileTemplate {
  const file = plan.file({
    identity: `runtime:${packageNameModule}`,
    folder: 'src/runtime',
    name: packageNameModule,
    extension: '.ts',
  });
  const symbol = plan.symbol({
    identity: 'runtime:package name',
    file,
    name: 'package name',
    case: 'camel',
    meaning: 'value',
  });
  return {
    file,
    render: (context) => ({
      kind: 'code',
      statements: [
        {
          kind: 'const',
          name: symbol,
          exported: true,
          internal: true,
          docs: { text: 'Tells the errors of this package from those of another client.' },
          type: code`string`,
          value: literal(context.package.name),
        },
      ],
    }),
  };
}

function found(symbols: ReadonlyMap<string, PlannedSymbol>, name: string): PlannedSymbol {
  const symbol = symbols.get(name);
  if (symbol === undefined) throw new Error(`The runtime has no "${name}".`);
  return symbol;
}
