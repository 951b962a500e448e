/** Values of parameters → the parts of a request that the standard asks for (OpenAPI, "Style Values"; RFC 6570). */
import { parseTemplate, type PrimitiveValue } from 'url-template';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../generator/api/json.ts';
import type { DescribedOperation, DescribedParameter } from './described-operation.ts';

/** A value of a parameter that a call sends. */
export interface SentParameter {
  readonly parameter: DescribedParameter;
  readonly value: JsonValue;
}

export interface ExpectedRequest {
  readonly method: string;
  readonly path: string;
  /** `name=value` with the name decoded and the value encoded. */
  readonly query: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  readonly cookies: readonly string[];
}

/** Thrown where the standard does not define how a value is written. */
export class UndefinedByStandard extends Error {}

export function expectedRequest(
  { method, path, parameters }: DescribedOperation,
  sent: readonly SentParameter[],
): ExpectedRequest {
  const at = (location: string): readonly SentParameter[] =>
    sent.filter(({ parameter }) => parameter.location === location);
  // A fragment is not sent.
  const [template = '', query = ''] = path.replace(/#.*/s, '').split(/\?(.*)/s);
  const given = at('query').map((each) => ({ name: each.parameter.name, pairs: queryPairs(each) }));
  const own = given.flatMap(({ pairs }) => pairs);
  const sentNames = new Set(given.flatMap(({ name, pairs }) => (pairs.length === 0 ? [] : [name])));
  // A pair of a parameter that the document declares in the query is that parameter; without a value, it stays.
  const fixed = query.split('&').filter((pair) => {
    const [name = '', value = ''] = pair.split('=');
    const isVariable = /^\{[^{}]+\}$/.test(value) && isDeclared(parameters, name);
    return !isVariable && !sentNames.has(decodeURIComponent(name));
  });
  return {
    method: method.toUpperCase(),
    path: normalised(
      template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
        const found = at('path').find(({ parameter }) => parameter.name === name);
        if (found === undefined && parameters.some((each) => each.name === name)) return whole;
        return found === undefined ? whole : pathText(found);
      }),
    ),
    query: [...pairsOf(fixed.map((pair) => withVariable(pair, at('path'))).join('&')), ...own].toSorted(),
    headers: new Map(at('header').map((each) => [each.parameter.name.toLowerCase(), headerText(each)])),
    cookies: [
      ...at('header').flatMap((each) => (isCookieHeader(each) ? headerText(each).split('; ') : [])),
      ...at('cookie').flatMap((each) => cookiePairs(each)),
    ].toSorted(),
  };
}

/** A parameter in the header `Cookie` has whole cookies, beside those of parameters. */
function isCookieHeader({ parameter }: SentParameter): boolean {
  return parameter.name.toLowerCase() === 'cookie';
}

/** `key={id}`: a variable of the path in its query. */
function withVariable(pair: string, variables: readonly SentParameter[]): string {
  return pair.replace(/=\{([^{}]+)\}$/, (whole, name: string) => {
    const found = variables.find(({ parameter }) => parameter.name === name);
    return found === undefined ? whole : `=${pathText(found)}`;
  });
}

function isDeclared(parameters: DescribedOperation['parameters'], key: string): boolean {
  return parameters.some(({ location, name }) => location === 'query' && name === key);
}

function pathText({ parameter, value }: SentParameter): string {
  // Characters of JSON may be written by their numbers (RFC 8259, section 7), as in headers.
  if (parameter.mediaType !== null)
    return expanded('{v}', escapedJson(contentText(parameter.mediaType, value)));
  const operators: Readonly<Record<string, string>> = { simple: '', label: '.', matrix: ';' };
  const operator = operators[parameter.style];
  if (operator === undefined) throw new UndefinedByStandard(`style ${parameter.style} in a path`);
  const reserved = parameter.allowReserved && operator === '' ? '+' : operator;
  const text = expanded(`{${reserved}v${parameter.explode ? '*' : ''}}`, flat(value));
  // They would end the path (docs/decisions/0044-openapi-3.2.md).
  if (reserved === '+') return text.replaceAll('?', '%3F').replaceAll('#', '%23');
  return operator === ';' ? text.replaceAll(/;v(?==)/g, `;${encoded(parameter.name)}`) : text;
}

/** Pairs of a query, which the form of a body has as well. */
export function queryPairs({ parameter, value }: SentParameter): readonly string[] {
  const { name, style, explode, allowReserved, mediaType } = parameter;
  if (mediaType !== null) return [`${name}=${normalised(encoded(contentText(mediaType, value)))}`];
  const text = (each: PrimitiveValue): string =>
    allowReserved ? withoutEnds(expanded('{+v}', each)) : expanded('{v}', each);
  const flatValue = flat(value);
  if (style === 'deepObject') {
    if (!isJsonObject(value)) throw new UndefinedByStandard('deepObject of a value that is not an object');
    return Object.entries(value).map(([key, each]) => `${name}[${key}]=${text(primitive(each))}`);
  }
  if (explode || !isList(value)) {
    const pairs: readonly (readonly [string, PrimitiveValue])[] = isJsonArray(value)
      ? value.map((each) => [name, primitive(each)])
      : isJsonObject(value) && explode
        ? Object.entries(value).map(([key, each]) => [key, primitive(each)])
        : isJsonObject(value)
          ? []
          : [[name, primitive(value)]];
    if (explode || !isJsonObject(value))
      return pairs.map(([key, each]) => `${key}=${normalised(text(each))}`);
  }
  const delimiters: Readonly<Record<string, string>> = {
    form: ',',
    spaceDelimited: '%20',
    pipeDelimited: '%7C',
    tabDelimited: '%09',
  };
  const delimiter = delimiters[style];
  if (delimiter === undefined) throw new UndefinedByStandard(`style ${style} in a query`);
  if (allowReserved) throw new UndefinedByStandard('delimiters beside reserved characters');
  const texts = expanded('{v}', flatValue)
    .split(',')
    .filter((each) => each !== '');
  return texts.length === 0 ? [] : [`${name}=${normalised(texts.join(delimiter))}`];
}

/** They would end the query, or change the value (docs/decisions/0044-openapi-3.2.md). */
function withoutEnds(text: string): string {
  return text.replaceAll('#', '%23').replaceAll('&', '%26').replaceAll('+', '%2B');
}

/** Percent-encoding is not applied to headers (OpenAPI 3.1.1, Appendix D). */
function headerText({ parameter, value }: SentParameter): string {
  if (parameter.mediaType !== null) return contentText(parameter.mediaType, value);
  if (isJsonArray(value)) return value.map((each) => String(primitive(each))).join(',');
  if (!isJsonObject(value)) return String(value);
  const between = parameter.explode ? '=' : ',';
  return Object.entries(value)
    .map(([key, each]) => `${key}${between}${String(primitive(each))}`)
    .join(',');
}

function cookiePairs({ parameter, value }: SentParameter): readonly string[] {
  if (parameter.mediaType !== null)
    return [`${parameter.name}=${encoded(contentText(parameter.mediaType, value))}`];
  if (isList(value))
    throw new UndefinedByStandard('several values in one cookie (OpenAPI 3.1.1, Appendix D)');
  return [`${parameter.name}=${parameter.style === 'cookie' ? String(value) : encoded(String(value))}`];
}

function contentText(mediaType: string, value: JsonValue): string {
  const isJson = /[/+]json\b/i.test(mediaType);
  return isJson || typeof value !== 'string' ? JSON.stringify(value) : value;
}

function escapedJson(text: string): string {
  return text.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function isList(value: JsonValue): value is JsonValue & object {
  return typeof value === 'object' && value !== null;
}

type Flat = PrimitiveValue | PrimitiveValue[] | Record<string, PrimitiveValue>;

function flat(value: JsonValue): Flat {
  if (isJsonArray(value)) return value.map((each) => primitive(each));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, primitive(each)]));
  return value;
}

function primitive(value: JsonValue): PrimitiveValue {
  if (isList(value)) throw new UndefinedByStandard('values in values');
  if (value === null) throw new UndefinedByStandard('null');
  return value;
}

function expanded(template: string, value: Flat): string {
  // The library leaves out what RFC 6570 calls undefined, and no other value.
  return normalised(
    parseTemplate(template).expand({
      v: typeof value === 'boolean' || typeof value === 'number' ? String(value) : textual(value),
    }),
  );
}

function textual(value: Flat): Flat {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]));
  return value;
}

function encoded(text: string): string {
  return expanded('{v}', text);
}

/** Unreserved characters are the same with and without percent-encoding (RFC 3986, section 6.2.2). */
export function normalised(text: string): string {
  return text
    .replaceAll(/%[\da-f]{2}/gi, (triple) => triple.toUpperCase())
    .replaceAll(/%(?:4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]|3\d|2D|2E|5F|7E)/g, (triple) =>
      decodeURIComponent(triple),
    );
}

/** Pairs of a query as it is sent: the name decoded, the value normalised. */
export function pairsOf(query: string): readonly string[] {
  return query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', value] = pair.split(/=(.*)/s);
      return value === undefined
        ? decodeURIComponent(name)
        : `${decodeURIComponent(name)}=${normalised(value)}`;
    });
}
