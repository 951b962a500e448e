/** The function that turns the argument of a call into the parts of a request. */
import {
  array,
  call,
  code,
  key,
  literal,
  object,
  options,
  ownMember,
  property,
  runtimeValue,
  sentContent,
  type CallProperty,
  type Code,
  type Content,
  type Entry,
  type Operation,
  type Parameter,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import {
  cookieWriter,
  decoded,
  needsExactText,
  type PathPair,
  pathOf,
  pathWriter,
  plainSchema,
  queryOf,
  queryWriter,
  sentValue,
  writerOf,
  writtenValue,
} from './representations.ts';
import { callProperties } from './arguments.ts';
import { formEncoding, queryEncoding } from './field-encoding.ts';
import { sentType } from './contents.ts';
import { multipartCall } from './multipart-call.ts';

/** `(parameters) => ({ path: { id: parameters.id } })` */
export function requestParts(operation: Operation, context: RenderContext): Code {
  const properties = callProperties(operation, context);
  const argument = properties.length === 0 ? null : code`parameters`;
  const parts = [...parameterParts(operation, context), ...bodyPart(operation, context)];
  return code`(${argument}) => ${partsObject(parts)}`;
}

/** The same without the body, whose media type a call chooses; `null`: there is nothing else. */
export function partsWithoutBody(operation: Operation, context: RenderContext): Code | null {
  const parts = parameterParts(operation, context);
  if (parts.length === 0) return null;
  const isPlain = callProperties(operation, context).every(
    ({ parameter }) => parameter === null || parameter.part !== undefined,
  );
  return code`(${isPlain ? null : code`parameters`}) => ${partsObject(parts)}`;
}

/** `(parameters) => jsonBody(parameters.body)`: encodes the body as one of its media types. */
export function bodyFunction(operation: Operation, content: Content, context: RenderContext): Code {
  const body = bodyCall(operation, content, context);
  const isOptional = operation.requestBody?.required !== true && content.isDefault === true;
  return isOptional && content.format !== 'json'
    ? code`(parameters) => parameters.body === undefined ? undefined : ${body}`
    : code`(parameters) => ${body}`;
}

function partsObject(parts: readonly Code[]): Code {
  return code`(${object(parts)})`;
}

function parameterParts(operation: Operation, context: RenderContext): readonly Code[] {
  const properties = callProperties(operation, context);
  const at = (location: Parameter['location']): readonly WithParameter[] =>
    properties.flatMap((property) =>
      property.parameter?.location === location ? [{ ...property, parameter: property.parameter }] : [],
    );
  const isOwn = (pair: PathPair): boolean => at('query').some(({ parameter }) => overrides(parameter, pair));
  const pairs = queryOf(operation).filter((pair) => !isOwn(pair));
  const inQuery = pairs.map(({ text, variable }) => {
    const property = at('path').find(({ parameter }) => parameter.name === variable);
    return property === undefined
      ? literal(text)
      : call(runtimeValue('pair', context), [
          literal(text),
          contentText(property, context) ?? given(property, context),
        ]);
  });
  const path = pathOf(operation);
  const parts = [
    keyed(
      'path',
      at('path')
        .filter(({ parameter }) => path.includes(`{${parameter.name}}`))
        .map((property) => entry(property, pathValue(property, context))),
    ),
    listed('query', [
      ...inQuery,
      ...at('querystring').map((property) => queryString(property, context)),
      ...at('query').map((property) => pairOrFixed(operation, property, context)),
    ]),
    keyed(
      'headers',
      at('header')
        .filter((property) => !isCookies(property))
        .map((property) => entry(property, headerValue(property, context))),
    ),
    listed(
      'cookies',
      [...at('header').filter(isCookies), ...at('cookie')].map((property) => headerValue(property, context)),
    ),
  ];
  return parts.filter((part) => part !== null);
}

type WithParameter = CallProperty & { readonly parameter: Parameter };

function keyed(name: string, entries: readonly Code[]): Entry {
  return entries.length === 0 ? null : property(name, object(entries));
}

function listed(name: string, items: readonly Code[]): Entry {
  return items.length === 0 ? null : property(name, array(items));
}

function entry({ parameter }: WithParameter, content: Code): Code {
  return code`${key(parameter.name)}: ${content}`;
}

function given({ name, schema }: CallProperty, context: RenderContext): Code {
  return writtenValue(schema, ownMember(code`parameters`, name, context), context);
}

function pathValue(property: WithParameter, context: RenderContext): Code {
  const { parameter } = property;
  const content = contentText(property, context);
  if (content !== null) return content;
  const item = given(property, context);
  const style = pathWriter(parameter.style);
  if (style === 'list' && !parameter.allowReserved && !isComposed(parameter.schema, context)) return item;
  const explode = parameter.explode ? code`true` : null;
  const encoded = call(runtimeValue(style, context), [literal(parameter.name), item, explode]);
  return parameter.allowReserved ? call(runtimeValue('reserved', context), [encoded]) : encoded;
}

/** `form('view', parameters.view) || 'view=all'` where the path has the pair: without a value, the path decides. */
function pairOrFixed(operation: Operation, property: WithParameter, context: RenderContext): Code {
  const part = queryPart(property, context);
  const fixed = queryOf(operation).filter((pair) => overrides(property.parameter, pair));
  return fixed.length === 0 ? part : code`${part} || ${literal(fixed.map(({ text }) => text).join('&'))}`;
}

/** Returns true for a pair of the path that has the name of a query parameter. */
function overrides({ name }: Parameter, { text, variable }: PathPair): boolean {
  return variable === null && decoded(text.split('=')[0] ?? '') === name;
}

function queryPart(property: WithParameter, context: RenderContext): Code {
  const { parameter } = property;
  const name = literal(parameter.name);
  if (isJson(parameter)) return jsonPart(property, context);
  const { name: style, explode } = queryWriter(parameter.style);
  if (style === 'form' && !parameter.allowReserved && !isComposed(parameter.schema, context))
    return call(runtimeValue('pair', context), [name, given(property, context)]);
  const isUsual = explode === null || parameter.explode === explode;
  const more = options([
    isUsual ? null : code`explode: ${literal(parameter.explode)}`,
    parameter.allowReserved ? code`allowReserved: true` : null,
  ]);
  return call(runtimeValue(style, context), [name, given(property, context), more]);
}

function jsonPart(property: WithParameter, context: RenderContext): Code {
  const { name, schema } = property.parameter;
  const part = needsExactText(schema, context)
    ? ({ write: 'pair', value: contentText(property, context) ?? code`undefined` } as const)
    : ({ write: 'jsonQuery', value: jsonValue(property, context) } as const);
  return call(runtimeValue(part.write, context), [literal(name), part.value]);
}

/** The JSON text of a parameter with `content`; `null`: it has another form. Digits that a number cannot hold need a writer. */
function contentText(property: WithParameter, context: RenderContext): Code | null {
  const { parameter } = property;
  if (!isJson(parameter)) return null;
  const item = ownMember(code`parameters`, property.name, context);
  if (!needsExactText(parameter.schema, context))
    return call(runtimeValue('jsonText', context), [jsonValue(property, context)]);
  const write = writerOf(parameter.schema, context);
  const text = call(runtimeValue('exactText', context), [item, write]);
  return code`${item} === undefined ? undefined : ${text}`;
}

function jsonValue({ name, schema }: CallProperty, context: RenderContext): Code {
  return sentValue(schema, ownMember(code`parameters`, name, context), context);
}

/** The whole query: a form, or a text that is percent-encoded (OpenAPI 3.2, section 4.12.2.3). */
function queryString(property: WithParameter, context: RenderContext): Code {
  const { parameter } = property;
  const name = literal(parameter.name);
  const content = contentText(property, context);
  if (content !== null) return call(runtimeValue('wholeQuery', context), [name, content]);
  const value = given(property, context);
  if (!/^application\/x-www-form-urlencoded\b/i.test(parameter.mediaType ?? ''))
    return call(runtimeValue('wholeQuery', context), [name, value]);
  const encoding = queryEncoding(property, context);
  return call(runtimeValue('formText', context), [value, ...(encoding === null ? [] : [encoding])]);
}

/** Text and XML have no JSON form: such a parameter is written as a string is. */
function isJson({ mediaType }: Parameter): boolean {
  if (mediaType === null) return false;
  const [essence = ''] = mediaType.toLowerCase().split(';');
  return /[/+]json$/.test(essence.trim()) || essence.trim() === '*/*';
}

/** Headers and cookies carry text; `simple` joins what has several values by commas (RFC 6570). */
function headerValue(property: WithParameter, context: RenderContext): Code {
  const { parameter } = property;
  const explode = parameter.explode ? code`true` : null;
  const content = contentText(property, context);
  if (content !== null) {
    return parameter.location === 'cookie'
      ? call(runtimeValue('cookie', context), [literal(parameter.name), content])
      : content;
  }
  const written = parameter.location === 'cookie' ? cookieWriter(parameter) : 'headerText';
  return call(runtimeValue(written, context), [literal(parameter.name), given(property, context), explode]);
}

/** Returns true for the header `Cookie`: its text is sent beside the other cookies, which it would replace as a header. */
function isCookies({ parameter }: WithParameter): boolean {
  return parameter.name.toLowerCase() === 'cookie';
}

function isComposed(schema: Schema, context: RenderContext): boolean {
  const plain = plainSchema(schema, context);
  switch (plain.kind) {
    case 'union':
    case 'intersection':
      return plain.members.some((part) => isComposed(part, context));
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
      return false;
    case 'unknown':
    case 'never':
    case 'null':
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
    case 'refined':
    case 'model':
      return true;
  }
}

function bodyPart(operation: Operation, context: RenderContext): readonly Code[] {
  const content = sentContent(operation);
  if (content === null || operation.requestBody === null) return [];
  if (operation.method === 'get' || operation.method === 'head')
    return [code`body: ${runtimeValue('noBody', context)}(${literal(operation.id)}, parameters.body)`];
  const body = bodyCall(operation, content, context);
  if (operation.requestBody.required || content.format === 'json') return [code`body: ${body}`];
  return [code`body: parameters.body === undefined ? undefined : ${body}`];
}

function bodyCall(operation: Operation, content: Content, context: RenderContext): Code {
  const mediaType = sentType(content);
  const body = bodyOf(content, context);
  const unusual = (usual: string): Entry => (mediaType === usual ? null : literal(mediaType));
  switch (content.format) {
    case 'json':
      if (needsExactText(content.schema, context)) return exactBodyCall(content, mediaType, context);
      return call(runtimeValue('jsonBody', context), [jsonOf(content, context), unusual('application/json')]);
    case 'form':
      return formCall(content, body, context);
    case 'multipart':
      return multipartCall({ operation, content, body, context });
    case 'lines':
      if (content.schema.kind === 'array') return linesCall(content, content.schema.items, context);
      return call(runtimeValue('textBody', context), [code`parameters.body`, literal(mediaType)]);
    case 'text':
    case 'events':
      return call(runtimeValue('textBody', context), [code`parameters.body`, unusual('text/plain')]);
    case 'binary':
      return call(runtimeValue('binaryBody', context), [
        code`parameters.body`,
        unusual('application/octet-stream'),
      ]);
  }
}

/** The value of a JSON body, without what only the server sends. */
function jsonOf({ schema }: Content, context: RenderContext): Code {
  return sentValue(schema, code`parameters.body`, context);
}

/** The members of a form. */
function bodyOf({ schema }: Content, context: RenderContext): Code {
  return writtenValue(schema, code`parameters.body`, context);
}

function exactBodyCall({ schema }: Content, mediaType: string, context: RenderContext): Code {
  const type = mediaType === 'application/json' ? null : literal(mediaType);
  return call(runtimeValue('exactBody', context), [code`parameters.body`, type, writerOf(schema, context)]);
}

/** `linesBody(parameters.body, 'application/jsonl')`: a text for each item. */
function linesCall(content: Content, items: Schema, context: RenderContext): Code {
  const write = needsExactText(items, context)
    ? code`(item) => ${call(runtimeValue('exactText', context), [code`item`, writerOf(items, context)])}`
    : null;
  return call(runtimeValue('linesBody', context), [
    jsonOf(content, context),
    literal(sentType(content)),
    write,
  ]);
}

function formCall(content: Content, body: Code, context: RenderContext): Code {
  const mediaType = sentType(content);
  const type = mediaType === 'application/x-www-form-urlencoded' ? null : literal(mediaType);
  return call(runtimeValue('formBody', context), [body, formEncoding(content, context), type]);
}
