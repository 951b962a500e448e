/** The built-in template of the slot `runtime`: copies real modules, each only where something imports it. */
import {
  builtInModules,
  code,
  defineTemplate,
  literal,
  type FileTemplate,
  type Plan,
  type PlannedSymbol,
  type RuntimeName,
  type Template,
} from '../../generator/index.ts';

/** Names that the entry of every package exports. */
const publicNames: readonly RuntimeName[] = [
  'ApiAbortError',
  'ApiConnectionError',
  'ApiError',
  'ApiPromise',
  'ApiResponse',
  'ApiRequestError',
  'ApiResponseError',
  'ApiStatusError',
  'ApiTimeoutError',
  'Closable',
  'Credential',
  'HeaderOptions',
  'LoggingOptions',
  'LogLevel',
  'Middleware',
  'MiddlewareRequest',
  'ValidationMode',
  'ValidationIssue',
  'Open',
  'RequestOptions',
  'Transport',
  'TransportOptions',
  'ValidationError',
  'Validator',
  'logging',
];

/** Copies the modules of `files/` as they are. */
export function runtime(): Template<'runtime'> {
  return defineTemplate({
    name: 'runtime',
    slot: 'runtime',
    declare(_api, plan) {
      const symbols = new Map<string, PlannedSymbol>();
      for (const { name: module, source, exports } of builtInModules('templates/runtime/files')) {
        if (module === packageNameModule) continue;
        const path = `src/runtime/${module}.ts`;
        const copy = plan.copy({ identity: `runtime:${module}`, path, source, exports });
        for (const { name } of exports) symbols.set(name, copy.symbol(name));
      }
      const nameOf = (name: RuntimeName): PlannedSymbol => found(symbols, name);
      return { slot: { name: nameOf, publicNames: publicNames.map(nameOf) }, files: [packageName(plan)] };
    },
  });
}

/** The only module that differs between packages; the others import it by its path. */
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
