/** Reads what an extension says of an operation: numbers, words and pointers, and the schema of a value in its answers. */
import type { Model, Operation, Parameter } from '../../api/api.ts';
import { unrefined } from '../../api/assertions.ts';
import { isJsonArray } from '../../api/json.ts';
import { pointerKeys } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import { withoutNull } from '../schema/union.ts';
import { report, type Scope } from '../scope.ts';
import { childOf, hasKey, type Source, textAt } from '../source.ts';

export interface Extension {
  readonly scope: Scope;
  readonly source: Source;
  readonly code: DiagnosticCode;
}

/** Reports at the value of `key` where it exists, else at the whole extension. */
export function reportExtension({ scope, source, code }: Extension, message: string, key?: string): void {
  report(scope, key === undefined || !hasKey(source, key) ? source : childOf(source, key), { code, message });
}

/** Returns the same extension, at one of its parts. */
export function partOf(extension: Extension, source: Source): Extension {
  return { ...extension, source };
}

/** Reads milliseconds under `key`; returns `fallback` where it is absent or invalid. */
export function milliseconds<Fallback>(
  extension: Extension,
  key: string,
  fallback: Fallback,
): number | Fallback {
  return wholeNumber(extension, key, { fallback, least: 0, of: ' of milliseconds' });
}

interface NumberRule<Fallback> {
  /** Returned where the value is absent or invalid. */
  readonly fallback: Fallback;
  readonly least: number;
  /** Its unit in the message, such as ` of milliseconds`. */
  readonly of: string;
}

/** Reads a whole number under `key`; reports an invalid one. */
export function wholeNumber<Fallback>(
  extension: Extension,
  key: string,
  { fallback, least, of }: NumberRule<Fallback>,
): number | Fallback {
  const { value } = childOf(extension.source, key);
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  const from = least === 0 ? '' : ` from ${least}`;
  reportExtension(extension, `${key} must be a whole number${of}${from}.`, key);
  return fallback;
}

/** Reads one of several words under `key`; returns the first where it is absent, or invalid and reported. */
export function wordAt<Word extends string>(
  extension: Extension,
  key: string,
  words: readonly [Word, ...Word[]],
): Word {
  const { value } = childOf(extension.source, key);
  const word = words.find((one) => one === value);
  if (word === undefined && value !== undefined)
    reportExtension(extension, `${key} must be one of ${words.join(', ')}.`, key);
  return word ?? words[0];
}

/** Reads a pointer into the response, `/error` or `$response.body#/error`; returns `null` where it is absent or invalid. */
export function pointerAt(extension: Extension, key: string): readonly string[] | null {
  const text = textAt(extension.source, key)?.replace(/^\$response\.body#/, '');
  if (text?.startsWith('/') === true) return pointerKeys(text);
  if (hasKey(extension.source, key))
    reportExtension(extension, `${key} must be a JSON pointer like "/status".`, key);
  return null;
}

/** Reads a list of strings, each once; reports anything else. */
export function textsAt(extension: Extension, key: string): readonly string[] {
  const { value = [] } = childOf(extension.source, key);
  const texts = isJsonArray(value) ? value.filter((text) => typeof text === 'string') : [];
  if (!isJsonArray(value) || texts.length < value.length)
    reportExtension(extension, `${key} must be a list of strings.`, key);
  return [...new Set(texts)];
}

/** Reports unknown keys: a misspelled one would silently do nothing. */
export function reportOtherKeys(extension: Extension, known: readonly string[]): void {
  const { value } = extension.source;
  for (const key of Object.keys(typeof value === 'object' && value !== null ? value : {})) {
    if (!known.includes(key) && !key.startsWith('x-'))
      reportExtension(extension, `Unknown key ${JSON.stringify(key)} in this extension.`, key);
  }
}

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
