/** The built-in template of the slot `runtime`: hands real modules on, each only where something imports it. */
import { defineTemplate, type Api, type PlannedSymbol, type Template } from '../../generator/index.ts';
import { publicNames, runtimeModules, waiterNames } from './runtime-modules.ts';

/** The modules in `files/`, as they are. */
export function runtime(): Template<'runtime'> {
  return defineTemplate({
    name: 'runtime',
    slot: 'runtime',
    declare(api, plan) {
      const symbols = new Map<string, PlannedSymbol>();
      for (const [module, { types, values }] of Object.entries(runtimeModules)) {
        const copy = plan.copy({
          identity: `runtime:${module}`,
          path: `src/runtime/${module}.ts`,
          source: new URL(`./files/${module}.ts`, import.meta.url),
          exports: [
            ...types.map((name) => ({ name, meaning: 'type' as const })),
            ...values.map((name) => ({ name, meaning: 'value' as const })),
          ],
        });
        for (const name of [...types, ...values]) symbols.set(name, copy.symbol(name));
      }
      const nameOf = (name: string): PlannedSymbol => found(symbols, name);
      return { slot: { name: nameOf, publicNames: namesFor(api).map(nameOf) }, files: [] };
    },
  });
}

function namesFor(api: Api): readonly string[] {
  const hasWaiters = api.operations.some(({ waiters }) => waiters.length > 0);
  return hasWaiters ? [...publicNames, ...waiterNames] : publicNames;
}

function found(symbols: ReadonlyMap<string, PlannedSymbol>, name: string): PlannedSymbol {
  const symbol = symbols.get(name);
  if (symbol === undefined) throw new Error(`The runtime has no "${name}".`);
  return symbol;
}
