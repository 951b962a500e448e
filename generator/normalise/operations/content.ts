/** Turns the `content` of a body or response into one entry for each media type, and that of a stream into the schema of an item. */
import type { Content, ContentFormat, Operation } from '../../api/api.ts';
import { unrefined } from '../../api/assertions.ts';
import { noDocs } from '../../api/place.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import type { Schema } from '../../api/schema.ts';
import { readExamples } from '../docs.ts';
import { followReferences, placeOf, quote, report, reportAt, type Scope } from '../scope.ts';
import { pointerOfModel, resolveSchema } from '../schema/model-reference.ts';
import { buildSchema } from '../schema/schema.ts';
import { unknownAt } from '../schema/union.ts';
import { childOf, entriesOf, hasKey, memberOf, type Source, sourceAt, textAt } from '../source.ts';
import { readEncodings } from './encodings.ts';

/** Media types are sorted by name. */
export function readContent(scope: Scope, source: Source): readonly Content[] {
  const entries = entriesOf(source).filter(([mediaType]) => !mediaType.startsWith('x-'));
  return entries.map(([mediaType, value]) => readMediaType(scope, mediaType, value));
}

/** The format does not depend on parameters (`; charset=…`) or case. */
function formatOf(mediaType: string): ContentFormat {
  const essence = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  if (linesTypes.has(essence)) return 'lines';
  if (/[/+]json$/.test(essence)) return 'json';
  if (essence === 'text/event-stream') return 'events';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence.startsWith('multipart/')) return 'multipart';
  const isText = essence.startsWith('text/') || /[/+](xml|yaml|x-yaml|graphql|javascript)$/.test(essence);
  return isText ? 'text' : 'binary';
}

const linesTypes: ReadonlySet<string> = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonl',
  'application/jsonlines',
  'application/x-jsonlines',
  'application/stream+json',
  'application/json-seq',
]);

/** A media type may be a reference to one of `components/mediaTypes` (OpenAPI 3.2). */
function readMediaType(scope: Scope, mediaType: string, given: Source): Content {
  const source = followReferences(scope, given) ?? { ...given, value: {} };
  const written = formatOf(mediaType);
  reportItemSchema(scope, source, written);
  const schema = readContentSchema(scope, source, written);
  const examples = readExamples(source);
  return {
    mediaType,
    format: resolveFormat(scope, mediaType, schema),
    schema,
    ...readEncodings(scope, source, written),
    hasFiles: false,
    sentinel: readSentinel(scope, source, written),
    ...(examples.length === 0 ? {} : { examples }),
    place: placeOf(scope, source),
  };
}

/** Where a body is a stream, a client works with its items. */
function readContentSchema(scope: Scope, source: Source, format: ContentFormat): Schema {
  const item = isStream(format) ? readItemSchema(scope, source, format) : null;
  if (item !== null) return item;
  if (format === 'multipart' && hasKey(source, 'itemSchema')) return readItemList(scope, source);
  if (!isStream(format) && hasKey(source, 'schema')) return buildSchema(scope, childOf(source, 'schema'));
  const place = placeOf(scope, source);
  if (format === 'binary') return { kind: 'string', format: 'binary', limits: {}, docs: noDocs, place };
  if (format === 'text') return { kind: 'string', format: null, limits: {}, docs: noDocs, place };
  return unknownAt(place);
}

/** Each part of a sequential multipart body has this schema; a client has them as a list. */
function readItemList(scope: Scope, source: Source): Schema {
  const items = buildSchema(scope, childOf(source, 'itemSchema'));
  return { kind: 'array', items, limits: {}, docs: noDocs, place: placeOf(scope, source) };
}

function reportItemSchema(scope: Scope, source: Source, format: ContentFormat): void {
  const item = childOf(source, 'itemSchema');
  if (item.value === undefined || isStream(format) || format === 'multipart') return;
  const message = '`itemSchema` describes the items of a stream, and this media type is none.';
  report(scope, item, { code: 'CW2002', message });
}

function isStream(format: ContentFormat): boolean {
  return format === 'events' || format === 'lines';
}

/** No standard has a name for it: this one is ours, the other that of Speakeasy. */
function readSentinel(scope: Scope, source: Source, format: ContentFormat): string | null {
  const end = childOf(source, 'x-stream-end');
  const text = textAt(source, 'x-stream-end');
  const isFitting = text !== null && format === 'events';
  if (end.value !== undefined && end.value !== false && !isFitting) {
    const message =
      'Expected the data of an event, or false. x-stream-end is only valid for text/event-stream.';
    report(scope, end, { code: 'CW2002', message });
  }
  return format === 'events' ? (text ?? textAt(source, 'x-speakeasy-sse-sentinel')) : null;
}

/** A range that allows JSON: the schema describes JSON, unless it describes bytes or text. */
function resolveFormat(scope: Scope, mediaType: string, schema: Schema): ContentFormat {
  const [range = ''] = mediaType.split(';');
  if (!/^(?:\*|application)\/\*$/.test(range.trim().toLowerCase())) return formatOf(mediaType);
  const body = bodyIn(scope, unrefined(schema));
  if (body.kind === 'unknown') return 'binary';
  if (body.kind !== 'string') return 'json';
  return body.format === 'binary' || range.trim() !== '*/*' ? 'binary' : 'text';
}

/** The schema of a component in place of its name. */
function bodyIn(scope: Scope, schema: Schema): Schema {
  if (schema.kind !== 'model') return schema;
  const source = sourceAt(scope.document.root, pointerOfModel(schema.model));
  return memberOf(source.value, 'type') === 'string' ? unrefined(buildSchema(scope, source)) : schema;
}

/** Once for each media type, at the first: a document in XML has them everywhere. */
export function reportDescribedTexts(scope: Scope, operations: readonly Operation[]): void {
  const texts = operations
    .flatMap(({ requestBody, responses }) => [
      // A client receives events, and sends them as text.
      (requestBody?.content ?? []).map((each) =>
        each.format === 'events' ? ({ ...each, format: 'text' } as const) : each,
      ),
      ...responses.map(({ content }) => content),
    ])
    .filter((contents) => !contents.some(({ format }) => format === 'json'))
    .flatMap((contents) => contents.filter((content) => isDescribed(scope, content)));
  for (const [mediaType, [first, ...others]] of Map.groupBy(texts, (content) => content.mediaType)) {
    if (first === undefined) continue;
    const count = others.length === 0 ? 'A body' : `${others.length + 1} bodies`;
    const message = `${count} of ${quote(mediaType)} ${others.length === 0 ? 'is a string' : 'are strings'}: the schema is ignored.`;
    reportAt(scope, first.schema.place, { code: 'CW2037', message });
  }
}

function isDescribed(scope: Scope, { format, schema }: Content): boolean {
  return format === 'text' && !isPlainText(scope, schema);
}

/** Returns true for the schema of a text, and for none. Also by way of a component, of which an alias of an alias is none. */
export function isPlainText(scope: Scope, written: Schema): boolean {
  const schema = unrefined(written);
  const { built } = scope.schemas;
  const meant =
    schema.kind === 'model' ? unrefined(built.get(schema.model.replace(/^#/, '')) ?? schema) : schema;
  return meant.kind === 'string' || meant.kind === 'unknown';
}

/** Returns `null` where the media type does not describe its items. */
function readItemSchema(scope: Scope, mediaType: Source, format: ContentFormat): Schema | null {
  const source = itemSource(scope, mediaType);
  if (source.value === undefined) return null;
  return buildSchema(scope, format === 'events' ? withDecodedData(source) : source);
}

/**
 * `itemSchema` (OpenAPI 3.2) is the schema of an item. `schema` describes the list of all items in 3.2, and
 * one item in 3.1 and earlier: a list in it is always the list of all items.
 */
function itemSource(scope: Scope, mediaType: Source): Source {
  if (hasKey(mediaType, 'itemSchema')) return childOf(mediaType, 'itemSchema');
  const whole = childOf(mediaType, 'schema');
  const target = resolved(scope, whole);
  return memberOf(target.value, 'type') === 'array' ? childOf(target, 'items') : whole;
}

function resolved(scope: Scope, source: Source): Source {
  const reference = textAt(source, '$ref');
  if (reference === null) return source;
  const target = resolveSchema(scope, reference);
  switch (target.kind) {
    case 'nothing':
      return source;
    case 'inline':
      return target.source;
    case 'model':
      return sourceAt(scope.document.root, target.id.slice(1));
  }
}

/**
 * Replaces the schema of `data` by its `contentSchema`: the client decodes the text. Only inline schemas
 * change; a component stays as written.
 */
function withDecodedData(source: Source): Source {
  return isJsonObject(source.value) ? { ...source, value: decoded(source.value, undefined) } : source;
}

/** A union of events may declare shared properties beside its members. Then its `data` applies to members without one. */
function decoded(event: JsonObject, shared: JsonValue | undefined): JsonObject {
  const properties = memberOf(event, 'properties');
  const { data = shared, ...fields } = isJsonObject(properties) ? properties : {};
  for (const union of ['oneOf', 'anyOf']) {
    const members = memberOf(event, union);
    if (isJsonArray(members) && members.some(hasContentSchema)) {
      const each = members.map((member) => (isEvent(member) ? decoded(member, data) : member));
      return { ...event, ...(properties === undefined ? {} : { properties: fields }), [union]: each };
    }
  }
  if (data === undefined) return event;
  return { ...event, properties: { ...fields, data: contentOf(data) ?? data } };
}

function isEvent(member: JsonValue): member is JsonObject {
  return isJsonObject(member) && memberOf(member, '$ref') === undefined;
}

function hasContentSchema(member: JsonValue): boolean {
  return contentOf(memberOf(memberOf(member, 'properties'), 'data')) !== undefined;
}

function contentOf(data: JsonValue | undefined): JsonValue | undefined {
  const mediaType = memberOf(data, 'contentMediaType') ?? 'application/json';
  const isJson = typeof mediaType === 'string' && /[/+]json\b/.test(mediaType);
  return isJson ? memberOf(data, 'contentSchema') : undefined;
}
