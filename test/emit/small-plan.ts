import type { Api } from '../../generator/api/api.ts';
import { noDocs } from '../../generator/api/place.ts';
import { emptyLedger } from '../../generator/naming/ledger.ts';
import type { PackagePlan, ResolvedSymbol } from '../../generator/plan/package-plan.ts';
import type { PlannedSymbol } from '../../generator/template/plan.ts';
import type { SlotContracts } from '../../generator/template/slots.ts';

export interface SmallSymbol {
  readonly identity: string;
  /** Path in the package, and the identity of the file. */
  readonly file: string;
  readonly name?: string;
  /** Default: a type. */
  readonly meaning?: ResolvedSymbol['meaning'];
  readonly parent?: string;
}

/** A plan of a few symbols, whose names are their identities where nothing else is said; no template has a part in it. */
export function smallPlan(symbols: readonly SmallSymbol[]): PackagePlan {
  const resolved = symbols.map(({ identity, file, name, meaning, parent }): ResolvedSymbol => ({
    identity,
    name: name ?? identity,
    meaning: meaning ?? 'type',
    file,
    parent: parent ?? null,
    isPublic: true,
    isModule: false,
  }));
  return {
    api: emptyApi,
    files: [],
    symbols: new Map(resolved.map((symbol) => [symbol.identity, symbol])),
    symbolsByFile: Map.groupBy(resolved, ({ file }) => file),
    paths: new Map(resolved.map(({ file }) => [file, file])),
    slots: noSlots,
    runtimeExports: [],
    additions: { exports: {}, exportFiles: [], scripts: {}, bin: [], dependencies: [] },
    ledger: emptyLedger,
  };
}

export function symbolOf(identity: string): PlannedSymbol {
  return { kind: 'symbol', identity };
}

function never(): never {
  throw new Error('No template has a part in this plan.');
}

const nowhere = symbolOf('nowhere');

const emptyApi: Api = {
  title: '',
  version: '',
  docs: noDocs,
  servers: [],
  tags: [],
  models: [],
  operations: [],
  incoming: [],
  securitySchemes: [],
  security: [],
  place: { file: '', pointer: '' },
};

const noSlots: SlotContracts = {
  model: { type: never, typeOf: never },
  validator: { validator: never, inline: never },
  operation: {
    resources: [],
    call: never,
    method: never,
    parameters: never,
    properties: never,
    result: never,
  },
  incoming: { validator: never, handler: never },
  client: { createClient: nowhere, createTransport: nowhere, client: nowhere, options: nowhere },
  runtime: { name: never, publicNames: [] },
  entry: { path: '' },
  package: { manifest: '' },
};
