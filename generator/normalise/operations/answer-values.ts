/** Follows keys from what an operation answers to the value that they lead to. */
import { unrefined } from '../../api/assertions.ts';
import type { Operation } from '../../api/api.ts';
import type { Schema } from '../../api/schema.ts';
import type { Source } from '../source.ts';
import { withoutNull } from '../schema/union.ts';

export type ModelLookup = (id: string) => Schema | undefined;

/** An operation that may be waited for, with all that its extensions can name. */
export interface Waiting {
  readonly operation: Operation;
  readonly source: Source;
  readonly operations: readonly Operation[];
  /** Where each operation is written, by its id. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly lookup: ModelLookup;
}

/** Aliases of models that are followed at most. */
const MOST_ALIASES = 16;

/** What the operation answers when all is well: the JSON of its first success. */
export function successSchema(operation: Operation): Schema | null {
  return successSchemas(operation)[0] ?? null;
}

/** The JSON of each of its successes. */
function successSchemas(operation: Operation): readonly Schema[] {
  return operation.responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content.find(({ format }) => format === 'json')?.schema ?? []);
}

/** The schema at the end of the keys in the first success; `null`: in one of them a key leads nowhere. */
export function answerAt(operation: Operation, keys: readonly string[], lookup: ModelLookup): Schema | null {
  const found = successSchemas(operation).map((schema) => schemaAt(schema, keys, lookup));
  return found.includes(null) ? null : (found[0] ?? null);
}

/** The schema at the end of the keys; `null`: a key leads nowhere. Null on the way is looked past. */
export function schemaAt(schema: Schema, keys: readonly string[], lookup: ModelLookup): Schema | null {
  return keys.reduce<Schema | null>((current, key) => {
    const object = current === null ? null : resolveModel(current, lookup);
    if (object?.kind !== 'object') return null;
    return object.properties.find(({ name }) => name === key)?.schema ?? null;
  }, schema);
}

/** Looks through references and past null to what a value is when it is there. */
export function resolveModel(schema: Schema, lookup: ModelLookup): Schema {
  let current = plain(schema);
  for (let step = 0; step < MOST_ALIASES && current.kind === 'model'; step += 1) {
    const target = lookup(current.model);
    if (target === undefined) return current;
    current = plain(target);
  }
  return current;
}

/** What is asked of a value besides its type changes nothing of what it is. */
function plain(schema: Schema): Schema {
  return unrefined(withoutNull(unrefined(schema)));
}

/** The texts that a state can be; `null`: it is not an enum of strings. */
export function stateValues(schema: Schema, lookup: ModelLookup): readonly string[] | null {
  const state = resolveModel(schema, lookup);
  if (state.kind === 'literal') return typeof state.value === 'string' ? [state.value] : null;
  if (state.kind !== 'enum') return null;
  const values = state.members.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return values.length === state.members.length ? values : null;
}
