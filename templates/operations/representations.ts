/** How values are written: representations that are not JSON, and the styles of parameters and form fields. */
import {
  call,
  type Code,
  type Operation,
  type Parameter,
  type ParameterStyle,
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

/** How a value arrives in a part of a form: `text` is not JSON, `either` may be both. */
export type PartContent = 'text' | 'json' | 'either';

/** A value without a description arrives as text. */
export function partContent(schema: Schema, context: RenderContext): PartContent {
  const contents = new Set(
    alternativesOf(schema, context).map((each) => (isTextKind(each) ? 'text' : 'json')),
  );
  const [content = 'text'] = contents;
  return contents.size > 1 ? 'either' : content;
}

/** Returns true if a value is written and arrives as plain text. */
export function isText(schema: Schema, context: RenderContext): boolean {
  return partContent(schema, context) === 'text';
}

function isTextKind(schema: Schema): boolean {
  if (schema.kind === 'literal') return typeof schema.value === 'string';
  if (schema.kind === 'enum') return schema.members.every(({ value }) => typeof value === 'string');
  return schema.kind === 'string' || schema.kind === 'unknown';
}

/** Function that writes one parameter of a query, or one field of a form. */
interface QueryWriter {
  readonly name: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  /** Value of `explode` that the function assumes; `null`: the style has one form only. */
  readonly explode: boolean | null;
}

export function queryWriter(style: ParameterStyle): QueryWriter {
  switch (style) {
    case 'spaceDelimited':
    case 'pipeDelimited':
      return { name: style, explode: false };
    case 'deepObject':
      return { name: style, explode: null };
    // Normalising allows the styles of paths only in paths and headers.
    case 'form':
    case 'simple':
    case 'label':
    case 'matrix':
    case 'cookie':
      return { name: 'form', explode: true };
  }
}

/** Returns the function that writes one parameter of a path. */
export function pathWriter(style: ParameterStyle): 'list' | 'label' | 'matrix' {
  switch (style) {
    case 'label':
    case 'matrix':
      return style;
    // Normalising allows the styles of queries only in queries and cookies.
    case 'simple':
    case 'form':
    case 'spaceDelimited':
    case 'pipeDelimited':
    case 'deepObject':
    case 'cookie':
      return 'list';
  }
}

/** Returns the function that writes one cookie. Style `cookie` escapes nothing (OpenAPI 3.2). */
export function cookieWriter({
  style,
  allowReserved,
}: Parameter): 'cookie' | 'plainCookie' | 'reservedCookie' {
  if (style === 'cookie') return 'plainCookie';
  return allowReserved ? 'reservedCookie' : 'cookie';
}

/** One pair of the query; `variable`: the path parameter that is its value. */
export interface PathPair {
  readonly text: string;
  readonly variable: string | null;
}

/** The path without its query. */
export function pathOf({ url }: Operation): string {
  return split(url).path;
}

/** The pairs of its query, as they are sent. */
export function queryOf({ url }: Operation): readonly PathPair[] {
  const { query } = split(url);
  if (query === '') return [];
  return query.split('&').map((pair) => {
    const [, name = '', variable = null] = /^([^=]+)=\{([^{}]+)\}$/.exec(pair) ?? [];
    return { text: variable === null ? pair : name, variable };
  });
}

/** The first `?` outside of braces: names of variables may have one. */
function split(url: string): { readonly path: string; readonly query: string } {
  const [path = ''] = /^(?:[^?{]|\{[^{}]*\}|\{)*/.exec(url) ?? [];
  return { path, query: url.slice(path.length + 1) };
}

/** A name in a query, without percent-encoding; as it is written if that is invalid. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The members of unions in unions, without names and null; a union that contains itself contains nothing new. */
export function alternativesOf(
  schema: Schema,
  context: RenderContext,
  within: ReadonlySet<Schema> = new Set(),
): readonly Schema[] {
  const plain = plainSchema(schema, context);
  if (plain.kind !== 'union' || within.has(plain)) return [plain];
  return plain.members.flatMap((member) => alternativesOf(member, context, new Set([...within, plain])));
}
