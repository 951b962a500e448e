/** Answers the calls of an operation with streams of events and lines, and compares each item with the verdict of ajv. */
import { isJsonObject, type JsonValue } from '../../../generator/api/json.ts';
import {
  answeredWith,
  compareVerdicts,
  isError,
  refusal,
  samplesOf,
  type Answered,
  type Found,
} from './answered.ts';
import { changedValues } from './changed-values.ts';
import { followed, membersOf, type DescribedDocument, type Located } from './described-document.ts';
import type { Policy } from './policy-keywords.ts';

/** How the document describes events: their data as JSON, all of their fields, or nothing. */
type Shape = 'data' | 'whole, with text' | 'whole, with JSON' | 'raw' | 'unclear';

export async function triedStream(answered: Answered): Promise<void> {
  const { trial, described, content } = answered;
  if (isError(answered)) return;
  const item = itemOf(trial.document, described.schema);
  const shape = content.format === 'lines' ? 'data' : shapeOf(trial.document, item);
  if (shape === 'unclear')
    return trial.report.undecided('stream: a schema that may be of events, or of data');
  if (shape === 'raw') return triedEvents(answered, item);
  for (const value of samplesOf(answered, item?.pointer ?? null)) {
    const all = [{ change: 'as sampled', value }, ...changedValues(value, trial.changes)];
    for (const each of all)
      for (const policy of ['open', 'exact'] as const)
        await judged(answered, { ...each, policy, item, shape });
  }
}

/** `itemSchema`, or the items of a list in `schema`. */
function itemOf(document: DescribedDocument, schema: Located | null): Located | null {
  if (schema === null || schema.pointer.endsWith('/itemSchema')) return schema;
  const target = followed(document, schema);
  const isList = isJsonObject(target?.value) && target.value['type'] === 'array';
  if (target === undefined || !isList || !isJsonObject(target.value)) return schema;
  const pointer = `${target.pointer}/items`;
  return { value: target.value['items'] ?? true, pointer };
}

const fields: ReadonlySet<string> = new Set(['data', 'event', 'id', 'retry']);

function shapeOf(document: DescribedDocument, item: Located | null): Shape {
  const members = item === null ? [] : alternatives(document, item, 8);
  if (members.some(({ value }) => isJsonObject(value) && (value['allOf'] ?? value['not']) !== undefined))
    return 'unclear';
  if (members.every(({ value }) => isTextOrAnything(value))) return 'raw';
  const data = members.map((member) => dataOf(document, member));
  if (data.includes(null)) return 'data';
  const leaves = data.flatMap((each) => (each === null ? [] : alternatives(document, each, 8)));
  const texts = leaves.filter(({ value }) => isJsonObject(value) && value['type'] === 'string');
  const isParsed = texts.some(({ value }) => isJsonObject(value) && value['contentSchema'] !== undefined);
  if (isParsed || (texts.length > 0 && texts.length < leaves.length)) return 'unclear';
  return texts.length > 0 ? 'whole, with text' : 'whole, with JSON';
}

function alternatives(document: DescribedDocument, located: Located, depth: number): readonly Located[] {
  const target = followed(document, located) ?? located;
  if (!isJsonObject(target.value) || depth === 0) return [target];
  const keyword = ['oneOf', 'anyOf'].find((each) => isJsonObject(target.value) && each in target.value);
  if (keyword === undefined) return [target];
  const list = { value: target.value[keyword] ?? [], pointer: `${target.pointer}/${keyword}` };
  return membersOf(document, list).flatMap(([, each]) => alternatives(document, each, depth - 1));
}

function isTextOrAnything(value: JsonValue): boolean {
  if (!isJsonObject(value)) return true;
  const keys = Object.keys(value).filter(
    (key) =>
      !key.startsWith('x-') && !/^(?:title|description|examples?|default|format|contentMediaType)$/.test(key),
  );
  return value['type'] === 'string' || keys.length === 0;
}

/** The schema of `data`, where an object has no properties but those of an event. */
function dataOf(document: DescribedDocument, { value, pointer }: Located): Located | null {
  const properties = isJsonObject(value) ? value['properties'] : undefined;
  if (!isJsonObject(properties) || !Object.keys(properties).every((name) => fields.has(name))) return null;
  const data = properties['data'];
  if (data === undefined) return null;
  return followed(document, { value: data, pointer: `${pointer}/properties/data` }) ?? null;
}

interface JudgedItem {
  readonly change: string;
  readonly value: JsonValue;
  readonly policy: Policy;
  readonly item: Located | null;
  readonly shape: Exclude<Shape, 'raw' | 'unclear'>;
}

async function judged(answered: Answered, judgedItem: JudgedItem): Promise<void> {
  const { trial, content } = answered;
  const { change, value, policy, item, shape } = judgedItem;
  const text = content.format === 'lines' ? lineOf(content.mediaType, value) : eventOf(value, shape);
  if (text === null) return;
  const verdict = item === null ? { accepted: true, detail: '' } : trial.judge(item.pointer, value, policy);
  if ('unread' in verdict) return trial.report.undecided(`stream: ${verdict.unread}`);
  const outcome = await answeredWith(answered, { body: text + endOf(answered) }, policy);
  if (outcome === null) return;
  const found = outcome.error === undefined ? await itemsOf(outcome.value) : String(outcome.error);
  compareVerdicts(answered, typeof found === 'string' ? found : verdictOn(found), {
    change,
    value,
    policy,
    verdict,
  });
}

interface ReadItems {
  readonly items: readonly unknown[];
  readonly error: unknown;
}

function verdictOn({ items, error }: ReadItems): Found | string {
  if (error === undefined)
    return items.length === 1 ? { accepted: true, detail: '' } : `${items.length} items`;
  return Reflect.get(Object(error), 'name') === 'ApiResponseError' ? refusal(error) : String(error);
}

async function itemsOf(stream: unknown): Promise<ReadItems | string> {
  if (typeof stream !== 'object' || stream === null || !(Symbol.asyncIterator in stream))
    return 'not a stream';
  const items: unknown[] = [];
  try {
    for await (const item of stream as AsyncIterable<unknown>) items.push(item); // it has an iterator
    return { items, error: undefined };
  } catch (error) {
    return { items, error };
  }
}

/** RFC 7464 has a record separator in front of each value. */
function lineOf(mediaType: string, value: JsonValue): string {
  return `${mediaType.includes('json-seq') ? '\u001e' : ''}${JSON.stringify(value)}\n`;
}

/** HTML Standard, section 9.2.6. `null`: no event has these fields. */
function eventOf(value: JsonValue, shape: JudgedItem['shape']): string | null {
  if (shape === 'data') return `: a comment\r\nevent: item\r\ndata: ${JSON.stringify(value)}\r\n\r\n`;
  if (!isJsonObject(value)) return null;
  const { data, event, id, retry, ...rest } = value;
  const isText = shape === 'whole, with text';
  const isEvent =
    data !== undefined &&
    (!isText || typeof data === 'string') &&
    Object.keys(rest).length === 0 &&
    [event, id].every((each) => each === undefined || (typeof each === 'string' && !/[\r\n]/.test(each))) &&
    (retry === undefined || (Number.isInteger(retry) && Number(retry) >= 0));
  if (!isEvent || event === '') return null;
  const lines = isText ? String(data).split(/\r\n|\r|\n/) : [JSON.stringify(data)];
  return [
    ...(event === undefined ? [] : [`event: ${String(event)}`]),
    ...(id === undefined ? [] : [`id: ${String(id)}`]),
    ...(retry === undefined ? [] : [`retry: ${String(retry)}`]),
    ...lines.map((line) => `data: ${line}`),
    '\n',
  ].join('\n');
}

/** The event that ends the stream, where the document has one. */
function endOf({ content: { sentinel } }: Answered): string {
  return sentinel === null ? '' : `data: ${sentinel}\n\n`;
}

const events =
  ': hello\nid: 7\nevent: first\ndata: one\ndata:two\n\nretry: 10\ndata\n\nid\r\ndata: é\r\rdata: no end';

const eventItems: readonly object[] = [
  { id: '7', event: 'first', data: 'one\ntwo' },
  { retry: 10, data: '' },
  { id: '', data: 'é' },
];

/** Events of which the document describes nothing arrive with the fields that were sent. */
async function triedEvents(answered: Answered, item: Located | null): Promise<void> {
  const { trial, content } = answered;
  if (content.format === 'lines') return;
  const outcome = await answeredWith(answered, { body: events }, 'open');
  if (outcome === null || content.sentinel !== null) return;
  trial.report.response();
  const found = outcome.error === undefined ? await itemsOf(outcome.value) : String(outcome.error);
  const items = typeof found === 'string' ? found : (found.error ?? found.items);
  const [a, b] = [items, eventItems].map((each) => JSON.stringify(each, sortedKeys));
  if (a !== b)
    trial.report.disagree('events', `${item?.pointer ?? ''}: ${String(a ?? items)} instead of ${b ?? ''}`);
}

function sortedKeys(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;
}
