/** The decoders of responses that come in parts: forms, and streams that come item by item. */
import {
  call,
  code,
  type Code,
  type Content,
  type Encoding,
  type EventShape,
  key,
  literal,
  object,
  type ObjectSchema,
  options,
  type RenderContext,
  runtimeValue,
  type Schema,
  type,
} from '../../generator/index.ts';
import { acceptedType, essenceOf } from './contents.ts';
import { alternativesOf, isText, type PartContent, partContent, plainSchema } from './representations.ts';

/** Returns true if the parts are properties of an object. Every other multipart body is bytes. */
export function isForm(content: Content, context: RenderContext): boolean {
  return (
    essenceOf(content) === 'multipart/form-data' && plainSchema(content.schema, context).kind === 'object'
  );
}

/** `multipart(PhotoSet, { json: ['about'], lists: ['pictures'] })` */
export function formDecoder(content: Content, validator: Code, context: RenderContext): Code {
  const schema = plainSchema(content.schema, context);
  const properties = schema.kind === 'object' ? schema.properties : [];
  const arrays = named(properties, (each) => plainSchema(each, context).kind === 'array');
  const whole = content.encoding.filter(isJson).map(({ property }) => property);
  const lists = arrays.filter((name) => !whole.includes(name));
  // Text and files are parts as they arrive; an unknown part is not known to be JSON.
  const contents = properties.map(({ name, schema: each }) => ({
    name,
    content:
      whole.includes(name) && arrays.includes(name) ? 'json' : partContent(itemOf(each, context), context),
  }));
  const namesOf = (wanted: PartContent): readonly string[] =>
    contents.filter(({ content }) => content === wanted).map(({ name }) => name);
  const [json, either] = [namesOf('json'), namesOf('either')];
  const delimiters = content.encoding.flatMap((encoding) => {
    const delimiter = lists.includes(encoding.property) ? delimiterOf(encoding) : null;
    return delimiter === null ? [] : [code`${key(encoding.property)}: ${literal(delimiter)}`];
  });
  const members = [
    json.length === 0 ? null : code`json: ${literal(json)}`,
    either.length === 0 ? null : code`either: ${literal(either)}`,
    lists.length === 0 ? null : code`lists: ${literal(lists)}`,
    delimiters.length === 0 ? null : code`delimiters: ${object(delimiters)}`,
  ];
  return call(runtimeValue('multipart', context), [validator, options(members)]);
}

/** A list whose media type is JSON is one part, unless it has a style. */
function isJson({ mediaType, style, explode }: Encoding): boolean {
  return style === null && explode === null && /[/+]json\b/i.test(mediaType ?? '');
}

/** Text between the items of a list in one part; `null`: each item is a part. */
function delimiterOf({ style, explode }: Encoding): string | null {
  if (style === 'spaceDelimited' && explode !== true) return ' ';
  if (style === 'pipeDelimited' && explode !== true) return '|';
  return explode === false ? ',' : null;
}

function named(
  properties: ObjectSchema['properties'],
  isOne: (schema: Schema) => boolean,
): readonly string[] {
  return properties.filter(({ schema }) => isOne(schema)).map(({ name }) => name);
}

function itemOf(schema: Schema, context: RenderContext): Schema {
  const list = plainSchema(schema, context);
  return list.kind === 'array' ? plainSchema(list.items, context) : list;
}

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
  const members = alternativesOf(schema, context);
  if (members.every(({ kind }) => kind === 'unknown' || kind === 'string')) return 'raw';
  const data = members.map((member) => dataOfEvent(member));
  if (data.includes(null)) return 'data';
  const leaves = data.flatMap((each) => (each === null ? [] : alternativesOf(each, context)));
  const texts = leaves.filter((each) => isText(each, context));
  if (texts.length === 0) return 'json';
  return texts.length === leaves.length ? 'text' : 'either';
}

/** The schema of `data`, where the object has no properties but those of an event; `null`: it is no event. */
function dataOfEvent(schema: Schema): Schema | null {
  if (schema.kind !== 'object' || !schema.properties.every(({ name }) => eventFields.has(name))) return null;
  return schema.properties.find(({ name }) => name === 'data')?.schema ?? null;
}
