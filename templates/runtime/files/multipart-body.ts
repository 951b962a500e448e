/** Encodes multipart bodies: forms with files, and parts that are related or independent. */
import type { FieldStyle, RequestBody } from './body.js';
import { applyHeaders, type HeaderOptions } from './headers.js';
import { textOf, type QueryPart } from './parameters.js';

/** Style or media type of parts. `[mediaType]` encodes a list as a single part. */
export type MultipartEncoding = Readonly<
  Record<string, FieldStyle | string | readonly [mediaType: string]>
>;

export interface MultipartOptions {
  /** Default: `multipart/form-data`. */
  readonly mediaType?: string;
  /** Further headers of parts: by name, by position in a list, or `*` for all other items of a list. */
  readonly headers?: Readonly<Record<string, HeaderOptions>>;
}

/**
 * Encodes an object as `multipart/form-data` or a related media type: files and bytes unchanged, one part for
 * each item of a list, objects as JSON.
 *
 * `FormData` can set a media type only on a part with a file name, and servers treat such JSON as a file.
 */
export function multipartBody(
  value: object,
  encoding: MultipartEncoding = {},
  options: MultipartOptions = {},
): RequestBody {
  const encodings = new Map(Object.entries(encoding));
  const headers = new Map(Object.entries(options.headers ?? {}));
  const parts = Object.entries(value).flatMap(([name, member]) =>
    partsOf(name, member, encodings.get(name)).map((part) => ({
      ...part,
      headers: headers.get(name),
    })),
  );
  return encodeParts(parts, options);
}

/** Encodes a list: each item is a part without a name. `types` are those of the first items, `type` that of the others. */
export function multipartList(
  items: readonly unknown[],
  { types = [], type, ...options }: MultipartListOptions,
): RequestBody {
  const headers = new Map(Object.entries(options.headers ?? {}));
  const parts = items.map((value, index) => ({
    name: undefined,
    value,
    mediaType: index < types.length ? types[index] : type,
    headers: headers.get(String(index)) ?? (index < types.length ? undefined : headers.get('*')),
  }));
  return encodeParts(parts, options);
}

export interface MultipartListOptions extends MultipartOptions {
  readonly types?: readonly (string | undefined)[];
  readonly type?: string;
}

interface Part {
  /** `undefined`: the position identifies it. */
  readonly name: string | undefined;
  readonly value: unknown;
  readonly mediaType: string | undefined;
  readonly headers?: HeaderOptions | undefined;
}

function encodeParts(
  parts: readonly Part[],
  { mediaType = 'multipart/form-data' }: MultipartOptions,
): RequestBody {
  const boundary = randomBoundary();
  const isRelated = mediaType.startsWith('multipart/related');
  const contents = (isRelated ? rootFirst(parts) : parts).map((part) => ({
    part,
    content: contentOf(part, mediaType === 'multipart/form-data'),
  }));
  const [root] = contents;
  const lines = contents.flatMap(({ part, content }) => [
    `--${boundary}\r\n${headersOf(part, content, isRelated)}\r\n`,
    content,
    '\r\n',
  ]);
  const related = isRelated && root !== undefined ? relatedTo(root.part, root.content) : '';
  return {
    mediaType: `${mediaType}; boundary=${boundary}${related}`,
    content: new Blob([...lines, `--${boundary}--\r\n`]),
    replayable: true,
  };
}

/** The root of a related body is its first part that is not a file (RFC 2387, section 3.2). */
function rootFirst(parts: readonly Part[]): readonly Part[] {
  const root = parts.find(({ value }) => !isFile(value));
  return root === undefined ? parts : [root, ...parts.filter((part) => part !== root)];
}

function relatedTo({ name }: Part, content: Blob | string): string {
  const type = typeof content === 'string' ? 'text/plain' : content.type.replace(/;.*/s, '');
  const start = name === undefined ? '' : `; start="${contentId(name)}"`;
  return `; type="${type || 'application/octet-stream'}"${start}`;
}

function contentId(name: string): string {
  return `<${encodeURIComponent(name)}>`;
}

function partsOf(
  name: string,
  member: unknown,
  encoding: MultipartEncoding[string] | undefined,
): readonly Part[] {
  if (typeof encoding === 'function') return styledParts(encoding(name, member));
  const isWhole = typeof encoding === 'object';
  const mediaType = isWhole ? encoding[0] : encoding;
  const items: unknown[] = Array.isArray(member) && !isWhole ? member : [member];
  const there = items.filter((item) => item !== undefined);
  return there.map((value) => ({ name, value, mediaType }));
}

/** Turns the pairs of a form into parts, without their percent-encoding. */
function styledParts(pairs: QueryPart): readonly Part[] {
  return pairs.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s).map(decodeURIComponent);
    return pair === '' ? [] : [{ name, value, mediaType: undefined }];
  });
}

/** Returns the header lines of a part. `Blob` rejects line breaks in a media type. */
function headersOf(
  { name, value, headers = {} }: Part,
  content: Blob | string,
  isRelated: boolean,
): string {
  const fileName = isFile(value) ? `; filename="${inQuotes(fileNameOf(value))}"` : '';
  const lines = [];
  if (name !== undefined)
    lines.push(`Content-Disposition: form-data; name="${inQuotes(name)}"${fileName}`);
  else if (fileName !== '') lines.push(`Content-Disposition: attachment${fileName}`);
  if (typeof content !== 'string')
    lines.push(`Content-Type: ${content.type || 'application/octet-stream'}`);
  if (isRelated && name !== undefined) lines.push(`Content-ID: ${contentId(name)}`);
  const further = new Headers();
  applyHeaders(further, headers);
  return [...lines, ...[...further].map(([header, text]) => `${header}: ${text}`), ''].join('\r\n');
}

/** Text in a form has no media type: it is UTF-8 (RFC 7578, section 5.1.2). Elsewhere, it would be ASCII. */
function contentOf(part: Part, isForm: boolean): Blob | string {
  const content = isFile(part.value) ? fileOf(part.value, part.mediaType) : textPartOf(part);
  if (typeof content !== 'string' || isForm) return content;
  return new Blob([content], { type: 'text/plain; charset=utf-8' });
}

/** Returns JSON for objects, and plain text for other values without a media type. */
function textPartOf({ name = 'body', value, mediaType }: Part): Blob | string {
  const isPlain = typeof value !== 'object' || value instanceof Date;
  if (mediaType === undefined && isPlain) return textOf(name, value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return new Blob([text], { type: mediaType ?? 'application/json' });
}

/** Returns a boundary that the author of a part cannot guess. `randomUUID` is missing on pages without TLS. */
function randomBoundary(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Escapes a name as browsers do (HTML Standard, "multipart/form-data encoding algorithm"). */
function inQuotes(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function isFile(value: unknown): value is Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> {
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

function fileOf(
  value: Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>,
  mediaType: string | undefined,
): Blob {
  if (value instanceof Blob && (value.type !== '' || mediaType === undefined)) return value;
  return new Blob([value], { type: mediaType ?? '' });
}

function fileNameOf(value: unknown): string {
  return value instanceof File ? value.name : 'blob';
}
