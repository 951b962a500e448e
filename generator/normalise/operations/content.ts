/** Turns the `content` of a body or response into one entry for each media type. */
import { unrefined } from '../../api/assertions.ts';
import type { Content, ContentFormat } from '../../api/api.ts';
import { noDocs } from '../../api/docs.ts';
import type { Schema } from '../../api/schema.ts';
import { readExamples } from '../docs.ts';
import { followReferences } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf, report } from '../scope.ts';
import { pointerOfModel } from '../schema/model-reference.ts';
import { buildSchema } from '../schema/schema.ts';
import { unknownAt } from '../schema/union.ts';
import type { Source } from '../source.ts';
import { childOf, entriesOf, hasKey, memberOf, sourceAt, textAt } from '../source.ts';
import { readEncodings } from './encodings.ts';
import { readItemSchema } from './item-schema.ts';

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
