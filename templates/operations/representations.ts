/** How an operation reads and writes values that callers have as something else than JSON. */
import {
  code,
  join,
  reaches,
  runtimeValue,
  value,
  type Code,
  type RenderContext,
  type Representation,
  type Schema,
} from '../../generator/index.ts';
import { conversionOf, replacement } from '../validators/conversions.ts';

/** Whether a value of the operation may hold one of these. */
function holds(schema: Schema, wanted: readonly Representation[], context: RenderContext): boolean {
  return context.api.types !== undefined && reaches(schema, wanted, context);
}

/** `json`, or the reader that loses no digits. */
export function jsonReader(schema: Schema, context: RenderContext): string {
  return holds(schema, ['text', 'bigint'], context) ? 'exactJson' : 'json';
}

/** Whether JSON cannot write such values by itself. */
export function holdsBigInt(schema: Schema, context: RenderContext): boolean {
  return holds(schema, ['bigint'], context);
}

/** Where text is written, of what the platform has for points in time itself only a `Date` is known. */
export function writtenValue(schema: Schema, given: Code, context: RenderContext): Code {
  return holds(schema, ['instant'], context) ? code`${runtimeValue('written', context)}(${given})` : given;
}

/** Whether JSON of such values is written by `exactText` and its like. */
export function needsExactText(schema: Schema, context: RenderContext): boolean {
  return holds(schema, ['text', 'bigint'], context);
}

/** What turns the digits in a copy of what is sent into numbers; `null`: there are none. */
export function writerOf(schema: Schema, context: RenderContext): Code | null {
  if (!holds(schema, ['text'], context)) return null;
  if (schema.kind === 'model') {
    const write = context.slots.validator.write?.(context.model(schema.model)) ?? null;
    if (write !== null) return value(write);
  }
  const inner = conversionOf(schema, 'request', context);
  const replaced = replacement(schema, code`value`, { way: 'request', context });
  if (inner.length === 0) return replaced === null ? null : code`(value) => ${replaced}`;
  const result = replaced === null ? code`` : code` return ${replaced};`;
  return code`(value) => { ${join(inner, code` `)}${result} }`;
}
