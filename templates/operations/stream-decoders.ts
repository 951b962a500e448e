/** The decoders of responses that come item by item, and the types that come out of them. */
import {
  call,
  code,
  literal,
  options,
  runtimeValue,
  type,
  type Code,
  type Content,
  type EventShape,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { acceptedType, essenceOf } from './media-types.ts';
import { isText, plainSchema } from './plain-schema.ts';

/** Returns true if a response arrives item by item. */
export function isStream({ format }: Content): boolean {
  return format === 'events' || format === 'lines';
}

/**
 * `EventStream<Item>` or `ItemStream<Item>`.
 *
 * Where the document says of events no more than that they are text, the items are the events as they came.
 */
export function streamType(content: Content, item: Code, context: RenderContext): Code {
  const { name } = context.slots.runtime;
  if (content.format === 'lines') return code`${type(name('ItemStream'))}<${item}>`;
  const isRaw = shapeOf(content, context) === 'raw';
  return code`${type(name('EventStream'))}<${isRaw ? type(name('ServerSentEvent')) : item}>`;
}

/** `events(Item, { end: '[DONE]' })`, `wholeEvents(Event)`, `lines(Item)`. `validator`: `null` where any item will do. */
export function streamDecoder(content: Content, validator: Code | null, context: RenderContext): Code {
  if (content.format === 'lines') return lineDecoder(content, validator, context);
  const shape = shapeOf(content, context);
  const end = content.sentinel === null ? null : code`end: ${literal(content.sentinel)}`;
  if (shape === 'data') return call(runtimeValue('events', context), [validator, options([end])]);
  const data = shape === 'raw' || shape === 'json' ? null : code`data: ${literal(shape)}`;
  const given = shape === 'raw' ? null : validator;
  return call(runtimeValue('wholeEvents', context), [given, options([data, end])]);
}

function lineDecoder(content: Content, validator: Code | null, context: RenderContext): Code {
  const range = acceptedType(content);
  if (essenceOf(content) === 'application/json-seq')
    return call(runtimeValue('records', context), [validator]);
  const mediaType = range === 'application/jsonl' ? null : literal(range);
  return call(runtimeValue('lines', context), [validator, mediaType]);
}

/** The fields of an event (HTML Standard, section 9.2.6). */
const eventFields: ReadonlySet<string> = new Set(['data', 'event', 'id', 'retry']);

/** The part of an event that the schema describes. */
export function shapeOf({ schema }: Content, context: RenderContext): EventShape {
  const members = membersOf(schema, context);
  if (members.every(({ kind }) => kind === 'unknown' || kind === 'string')) return 'raw';
  const data = members.map((member) => dataOfEvent(member));
  if (data.includes(null)) return 'data';
  const leaves = data.flatMap((each) => (each === null ? [] : membersOf(each, context)));
  const texts = leaves.filter(isText);
  if (texts.length === 0) return 'json';
  return texts.length === leaves.length ? 'text' : 'either';
}

/** The schema of `data`, where the object has no properties but those of an event; `null`: it is no event. */
function dataOfEvent(schema: Schema): Schema | null {
  if (schema.kind !== 'object' || !schema.properties.every(({ name }) => eventFields.has(name))) return null;
  return schema.properties.find(({ name }) => name === 'data')?.schema ?? null;
}

/** The members of unions in unions; a union that holds itself holds nothing new. */
function membersOf(
  schema: Schema,
  context: RenderContext,
  within: ReadonlySet<Schema> = new Set(),
): readonly Schema[] {
  const plain = plainSchema(schema, context);
  if (plain.kind !== 'union' || within.has(plain)) return [plain];
  return plain.members.flatMap((member) => membersOf(member, context, new Set([...within, plain])));
}
