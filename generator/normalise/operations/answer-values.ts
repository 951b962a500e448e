/** Follows keys into the success responses of an operation, to the schema of a value. */
import { unrefined } from '../../api/assertions.ts';
import type { Model, Operation, Parameter } from '../../api/api.ts';
import type { Schema } from '../../api/schema.ts';
import type { Source } from '../source.ts';
import { withoutNull } from '../schema/union.ts';

export type ModelLookup = (id: string) => Schema | undefined;

/** Operations whose extensions are read, once all models are complete. */
export interface ExtensionInput {
  readonly operations: readonly Operation[];
  /** The source of each operation, by its id. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly models: readonly Model[];
}

/** An operation, and all that its extensions can refer to. */
export interface OperationContext {
  readonly operation: Operation;
  readonly source: Source;
  readonly operations: readonly Operation[];
  /** The source of each operation, by its id. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly lookup: ModelLookup;
}

/** Limit of aliases that are followed; it ends circles. */
const MOST_ALIASES = 16;

/** Returns the JSON of the first success response. */
export function successSchema(operation: Operation): Schema | null {
  return successSchemas(operation)[0] ?? null;
}

/** Returns the JSON of each success response. */
function successSchemas(operation: Operation): readonly Schema[] {
  return operation.responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content.find(({ format }) => format === 'json')?.schema ?? []);
}

/** Returns the schema at the end of the keys in the first success; `null` where any success lacks a key. */
export function answerAt(operation: Operation, keys: readonly string[], lookup: ModelLookup): Schema | null {
  const found = successSchemas(operation).map((schema) => schemaAt(schema, keys, lookup));
  return found.includes(null) ? null : (found[0] ?? null);
}

/** Returns the schema at the end of the keys; `null` where a key does not exist. It ignores null on the path. */
export function schemaAt(schema: Schema, keys: readonly string[], lookup: ModelLookup): Schema | null {
  return keys.reduce<Schema | null>((current, key) => {
    const object = current === null ? null : resolveModel(current, lookup);
    if (object?.kind !== 'object') return null;
    return object.properties.find(({ name }) => name === key)?.schema ?? null;
  }, schema);
}

/** Resolves references, and removes null. */
export function resolveModel(schema: Schema, lookup: ModelLookup): Schema {
  let current = plain(schema);
  for (let step = 0; step < MOST_ALIASES && current.kind === 'model'; step += 1) {
    const target = lookup(current.model);
    if (target === undefined) return current;
    current = plain(target);
  }
  return current;
}

/** Removes assertions and null: they do not affect the type of a value. */
function plain(schema: Schema): Schema {
  return unrefined(withoutNull(unrefined(schema)));
}

/** Returns the values of a state; `null` if it is not an enum of strings. */
export function stateValues(schema: Schema, lookup: ModelLookup): readonly string[] | null {
  const state = resolveModel(schema, lookup);
  if (state.kind === 'literal') return typeof state.value === 'string' ? [state.value] : null;
  if (state.kind !== 'enum') return null;
  const values = state.members.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return values.length === state.members.length ? values : null;
}

/** Returns the JSON of the only success response; `null` if there are none or several. */
export function onlySuccessSchema(operation: Operation): Schema | null {
  return onlySuccessSchemas(operation)[0] ?? null;
}

/** Returns the schema of each JSON media type of the only success response. */
export function onlySuccessSchemas({ responses }: Operation): readonly Schema[] {
  const [success, ...others] = responses.filter(({ status }) => status.startsWith('2'));
  if (success === undefined || others.length > 0) return [];
  return success.content.filter(({ format }) => format === 'json').map(({ schema }) => schema);
}

/** Returns the schema of the items of the list at the keys; `null` if there is no list. */
export function itemOf(answer: Schema, keys: readonly string[], lookup: ModelLookup): Schema | null {
  const found = schemaAt(answer, keys, lookup);
  const list = found === null ? null : resolveModel(found, lookup);
  return list?.kind === 'array' ? list.items : null;
}

/** Returns the kind of the schema at the keys, ignoring null. */
export function kindAt(schema: Schema, keys: readonly string[], lookup: ModelLookup): Schema['kind'] | null {
  const found = schemaAt(schema, keys, lookup);
  return found === null ? null : resolveModel(found, lookup).kind;
}

/** Returns whether a value of a page can be sent as the parameter: text as text, a number as either. */
export function canCarry(parameter: Parameter, cursor: Schema, lookup: ModelLookup): boolean {
  const to = resolveModel(parameter.schema, lookup);
  const from = resolveModel(cursor, lookup);
  if (to.kind === 'string') return from.kind === 'string' || from.kind === 'number';
  return to.kind === 'number' && from.kind === 'number' && (from.integer || !to.integer);
}
