/** How an operation reads and writes values that callers have as something else than JSON. */
import {
  call,
  type Code,
  reaches,
  type RenderContext,
  type Representation,
  runtimeValue,
  type RuntimeValueName,
  type Schema,
  unrefined,
  withoutNull,
} from '../../generator/index.ts';

/** Returns true if a value of the operation may contain one of these. */
function holds(schema: Schema, wanted: readonly Representation[], context: RenderContext): boolean {
  return context.api.types !== undefined && reaches(schema, wanted, context);
}

/** `json`, or the reader that loses no digits. */
export function jsonReader(schema: Schema, context: RenderContext): RuntimeValueName {
  return holds(schema, ['text', 'bigint'], context) ? 'exactJson' : 'json';
}

/** Returns true if `JSON.stringify` cannot write such values. */
export function holdsBigInt(schema: Schema, context: RenderContext): boolean {
  return holds(schema, ['bigint'], context);
}

/** Where text is written, of what the platform has for points in time itself only a `Date` is known. */
export function writtenValue(schema: Schema, given: Code, context: RenderContext): Code {
  const sent = sentValue(schema, given, context);
  return holds(schema, ['instant'], context) ? call(runtimeValue('timesAsText', context), [sent]) : sent;
}

/** `written(parameters.body, writePet)`, or the value itself where all of it is sent. */
export function sentValue(schema: Schema, given: Code, context: RenderContext): Code {
  const write = needsExactText(schema, context) ? null : writerOf(schema, context);
  return write === null ? given : call(runtimeValue('written', context), [given, write]);
}

/** Returns true if the JSON of such values is written by `exactText` and similar functions. */
export function needsExactText(schema: Schema, context: RenderContext): boolean {
  return holds(schema, ['text', 'bigint'], context);
}

/** Function that changes a copy of the value to what is sent; `null`: all of it is sent as it is. */
export function writerOf(schema: Schema, context: RenderContext): Code | null {
  return context.slots.validator.encode?.(schema, context) ?? null;
}

/** No name leads back to itself: normalising has broken such circles. */
export function plainSchema(schema: Schema, context: RenderContext): Schema {
  const bare = unrefined(withoutNull(unrefined(schema)).schema);
  return bare.kind === 'model' ? plainSchema(context.model(bare.model).schema, context) : bare;
}

/** Returns true if a value arrives as plain text. A value without a description does. */
export function isText(schema: Schema): boolean {
  if (schema.kind === 'literal') return typeof schema.value === 'string';
  if (schema.kind === 'enum') return schema.members.every(({ value }) => typeof value === 'string');
  return schema.kind === 'string' || schema.kind === 'unknown';
}
