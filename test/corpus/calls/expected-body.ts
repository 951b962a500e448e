/** A body and its media type → what the standard asks to be sent, in a form that can be compared. */
import { parseMultipart } from '@remix-run/multipart-parser';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';
import type { DescribedContent, DescribedParameter } from './described-operation.ts';
import { isList, normalised, pairsOf, queryPairs, UndefinedByStandard } from './expected-request.ts';

/** A value of a body. Bytes stand where the document has a file. */
export type BodyValue = JsonValue | Blob | { readonly [name: string]: BodyValue } | readonly BodyValue[];

/** A body as text that can be compared: JSON with sorted keys, sorted pairs, or a list of parts. */
export type ComparableBody = string | readonly string[];

export function formatOf(mediaType: string): 'json' | 'lines' | 'form' | 'multipart' | 'text' | 'binary' {
  const [type = ''] = mediaType.toLowerCase().split(';');
  if (/\/(?:x-)?(?:ndjson|jsonl|jsonlines|json-seq|stream\+json)$/.test(type)) return 'lines';
  if (/[/+]json$/.test(type)) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (type.startsWith('multipart/')) return 'multipart';
  return type.startsWith('text/') || /[/+](?:xml|yaml|x-yaml)$/.test(type) ? 'text' : 'binary';
}

export async function expectedBody(content: DescribedContent, value: BodyValue): Promise<ComparableBody> {
  switch (formatOf(content.mediaType)) {
    case 'json':
      return sorted(value as JsonValue); // no bytes are made for JSON
    case 'lines':
      return Array.isArray(value) ? value.map((item) => sorted(item as JsonValue)) : linesOf(String(value));
    case 'form':
      return Object.entries(value as JsonObject)
        .flatMap(([name, each]) => formPairs(content, name, each))
        .toSorted();
    case 'multipart':
      if (Array.isArray(value) && /form-data/.test(content.mediaType))
        throw new UndefinedByStandard('a list as a form');
      if (Array.isArray(value))
        return (
          await Promise.all(value.map((each: BodyValue, index) => listed(content, index, each)))
        ).toSorted();
      return (
        await Promise.all(Object.entries(value as object).map(([name, each]) => parts(content, name, each)))
      )
        .flat()
        .toSorted();
    case 'text':
    case 'binary':
      return value instanceof Blob ? await value.text() : String(value);
  }
}

/** Reads what was sent, in the same form. */
export function comparableBody(mediaType: string, sent: Uint8Array<ArrayBuffer>): ComparableBody {
  const text = new TextDecoder().decode(sent);
  switch (formatOf(mediaType)) {
    case 'json':
      return sorted(JSON.parse(text) as JsonValue); // JSON has no other values
    case 'lines':
      return linesOf(text);
    case 'form':
      return pairsOf(text).toSorted();
    case 'multipart': {
      const boundary = /boundary=("?)([^";]+)\1/.exec(mediaType)?.[2] ?? '';
      return [...parseMultipart(sent, { boundary })]
        .map((part) =>
          partText({
            name: part.name,
            type: part.headers['content-type'] ?? null,
            isFile: part.filename !== undefined,
            text: part.text,
          }),
        )
        .toSorted();
    }
    case 'text':
    case 'binary':
      return text;
  }
}

/** Lines without a schema are any text. */
function linesOf(text: string): readonly string[] {
  return text
    .split(/[\n\u001E]/)
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('{') ? sorted(JSON.parse(line) as JsonValue) : line)); // JSON has no other values
}

function formPairs(
  { encoding, fields }: DescribedContent,
  name: string,
  value: JsonValue,
): readonly string[] {
  const field = fields?.find((each) => each.name === name);
  if (field !== undefined) return queryPairs({ parameter: { ...field, location: 'query' }, value });
  const own = isJsonObject(encoding[name]) ? encoding[name] : {};
  const isStyled = ['style', 'explode', 'allowReserved'].some((key) => own[key] !== undefined);
  if (isStyled) return queryPairs({ parameter: styled(name, own), value });
  const isJson = /json/.test(String(own['contentType'] ?? ''));
  if (isJson && typeof value !== 'string') return [pair(name, JSON.stringify(value))];
  const items = isJsonArray(value) ? value : [value];
  return items.map((item) => pair(name, isList(item) ? JSON.stringify(item) : String(item)));
}

function styled(name: string, own: JsonObject): DescribedParameter {
  const style = typeof own['style'] === 'string' ? own['style'] : 'form';
  return {
    name,
    location: 'query',
    required: false,
    style,
    mediaType: null,
    schema: null,
    explode: typeof own['explode'] === 'boolean' ? own['explode'] : style === 'form',
    allowReserved: own['allowReserved'] === true,
  };
}

function pair(name: string, text: string): string {
  return `${name}=${normalised(encodeURIComponent(text).replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16)}`))}`;
}

interface Part {
  readonly name: string | undefined;
  readonly type: string | null;
  readonly isFile: boolean;
  readonly text: string;
}

/** A text part whose media type is JSON holds what its caller has written, which may be anything. */
function jsonOrText(text: string): string {
  try {
    return sorted(JSON.parse(text) as JsonValue); // JSON has no other values
  } catch {
    return text;
  }
}

/** Text without a media type is `text/plain`, which is the same. */
function partText({ name, type, isFile, text }: Part): string {
  const plain =
    type === null || /^text\/plain(?:$|;\s*charset=utf-8$)/i.test(type) ? 'text/plain' : type.toLowerCase();
  return `${name ?? ''} | ${isFile ? 'file' : 'field'} | ${plain} | ${/json/.test(plain) ? jsonOrText(text) : text}`;
}

async function parts(
  { encoding, fields }: DescribedContent,
  name: string,
  value: BodyValue,
): Promise<readonly string[]> {
  const own = isJsonObject(encoding[name]) ? encoding[name] : {};
  // Generators write `form` and `explode` at every property (docs/decisions/0058-media-types-and-encodings.md).
  const isStyled =
    (own['style'] ?? 'form') !== 'form' || own['allowReserved'] !== undefined || own['explode'] === false;
  const field = fields?.find((each) => each.name === name);
  if (field !== undefined && Array.isArray(value) && !field.explode)
    return joinedPart(field, value as JsonValue);
  if (isStyled && !(value instanceof Blob)) return joinedPart(styled(name, own), value as JsonValue);
  const type = typeof own['contentType'] === 'string' ? own['contentType'] : null;
  const isWhole = Array.isArray(value) && type !== null && /json/.test(type);
  const items: readonly BodyValue[] =
    Array.isArray(value) && !isWhole ? (value as readonly BodyValue[]) : [value];
  return Promise.all(items.map(async (item) => partText(await partOf(name, item, type))));
}

/** Items of a list are parts without a name (OpenAPI 3.2, section 4.14.4.2). */
async function listed(
  { prefixEncoding = [], itemEncoding = {} }: DescribedContent,
  index: number,
  value: BodyValue,
): Promise<string> {
  const own = prefixEncoding[index] ?? itemEncoding;
  const type = isJsonObject(own) && typeof own['contentType'] === 'string' ? own['contentType'] : null;
  return partText(await partOf('', value, type));
}

/** A list in a style is one part, without percent-encoding (RFC 7578, section 2). */
function joinedPart(field: DescribedParameter, value: JsonValue): readonly string[] {
  return queryPairs({ parameter: { ...field, location: 'query' }, value }).map((each) => {
    const [name = '', text = ''] = each.split(/=(.*)/s);
    return partText({ name, type: null, isFile: false, text: decodeURIComponent(text) });
  });
}

async function partOf(name: string, value: BodyValue, given: string | null): Promise<Part> {
  const types = given?.split(',').map((each) => each.trim()) ?? [];
  if (types.length > 1) throw new UndefinedByStandard('a choice of media types for a part');
  const [type] = types;
  if (type?.includes('*') === true) throw new UndefinedByStandard('a range of media types for a part');
  if (value instanceof Blob)
    return {
      name,
      isFile: true,
      type: value.type || (type ?? 'application/octet-stream'),
      text: await value.text(),
    };
  if (typeof value === 'object' && value !== null)
    return { name, isFile: false, type: type ?? 'application/json', text: JSON.stringify(value) };
  return {
    name,
    isFile: false,
    type: type ?? null,
    text:
      type !== undefined && /json/.test(type) && typeof value !== 'string'
        ? JSON.stringify(value)
        : String(value),
  };
}

function sorted(value: JsonValue): string {
  return JSON.stringify(value, (_, each: unknown) =>
    isJsonObject(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
