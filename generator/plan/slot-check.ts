/** Looks at what templates that no compiler has seen returned for their slots. */
import type { Api } from '../api/api.ts';
import type { SlotName } from '../template/slots.ts';

type MemberKind = 'function' | 'object' | 'string' | 'string or null';

/** Required members of each slot's contract, with the kinds of their values. */
const contracts: Readonly<Record<SlotName, Readonly<Record<string, MemberKind>>>> = {
  model: { type: 'function', typeOf: 'function' },
  validator: { validator: 'function', inline: 'function' },
  operation: {
    resources: 'object',
    call: 'function',
    method: 'function',
    parameters: 'function',
    properties: 'function',
    result: 'function',
  },
  incoming: { validator: 'function', handler: 'function' },
  client: { createClient: 'object', createTransport: 'object', client: 'object', options: 'object' },
  runtime: { name: 'function', publicNames: 'object' },
  entry: { path: 'string' },
  package: { manifest: 'string or null' },
};

export const slotNames: readonly SlotName[] = [
  'model',
  'validator',
  'operation',
  'incoming',
  'client',
  'runtime',
  'entry',
  'package',
];

/** A sentence for each member that is missing or of the wrong kind; empty: every contract is kept. */
export function findMissingContracts(
  slots: Readonly<Partial<Record<SlotName, unknown>>>,
  api: Api,
): readonly string[] {
  return slotNames.flatMap((slot) => {
    const contract = slots[slot];
    if (typeof contract !== 'object' || contract === null) return [`No template fills the slot "${slot}".`];
    const members = Object.entries(contracts[slot]).filter(
      ([name, kind]) => !isKind((contract as Readonly<Record<string, unknown>>)[name], kind),
    );
    const wrong = members.map(([name, kind]) => `The slot "${slot}" must declare "${name}" (a ${kind}).`);
    return [...wrong, ...(wrong.length === 0 ? findMissingSymbols(slot, contract, api) : [])];
  });
}

function isKind(value: unknown, kind: MemberKind): boolean {
  return kind === 'string or null' ? value === null || typeof value === 'string' : typeof value === kind;
}

/** A contract may be complete and still leave out a model or an operation. */
function findMissingSymbols(slot: SlotName, contract: object, api: Api): readonly string[] {
  const members = contract as Readonly<Record<string, unknown>>;
  const lookUp = (name: string, item: unknown, ...rest: readonly unknown[]): boolean => {
    const ask = members[name];
    return typeof ask === 'function' && isSymbol(ask.call(contract, item, ...rest));
  };
  if (slot === 'model') {
    return api.models
      .filter((model) => !lookUp('type', model, 'response'))
      .map((model) => `The slot "model" declares no type for ${model.id}.`);
  }
  if (slot === 'operation') {
    return api.operations
      .filter((operation) => !lookUp('call', operation))
      .map((operation) => `The slot "operation" declares no call for ${operation.id}.`);
  }
  return [];
}

function isSymbol(candidate: unknown): boolean {
  return (
    typeof candidate === 'object' && candidate !== null && 'kind' in candidate && candidate.kind === 'symbol'
  );
}
