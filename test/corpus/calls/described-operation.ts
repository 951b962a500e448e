/** A document → its operations: what is sent, where, and in which style. From the standard alone, of every version. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';
import {
  atPointer,
  memberOf,
  membersOf,
  stepOf,
  type DescribedDocument,
  type Located,
} from './described-document.ts';
import { bodyOfForms, styleOfCollection } from './swagger-parameters.ts';

export interface DescribedOperation {
  readonly method: string;
  /** The key in `paths`. */
  readonly path: string;
  readonly pointer: string;
  readonly parameters: readonly DescribedParameter[];
  readonly bodies: readonly DescribedContent[];
  readonly isBodyRequired: boolean;
  /** By status, as the document writes it. */
  readonly responses: ReadonlyMap<string, readonly DescribedContent[]>;
  /** Alternatives: each is a list of schemes by name. */
  readonly security: readonly (readonly string[])[];
}

export interface DescribedParameter {
  readonly name: string;
  readonly location: string;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** `content` instead of `schema`. */
  readonly mediaType: string | null;
  readonly schema: Located | null;
}

export interface DescribedContent {
  readonly mediaType: string;
  /** Schema of the whole, or of one item of a stream. */
  readonly schema: Located | null;
  readonly encoding: JsonObject;
  /** OpenAPI 3.2: encodings of the first items of a list, and of the others. */
  readonly prefixEncoding?: readonly JsonValue[];
  readonly itemEncoding?: JsonValue;
  /** Fields of a form of OpenAPI 2.0, in place of a schema. */
  readonly fields?: readonly DescribedParameter[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'query'];

export function describedOperations(document: DescribedDocument): readonly DescribedOperation[] {
  const paths = atPointer(document.root, '/paths');
  if (paths === undefined) return [];
  return membersOf(document, paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = memberOf(document, item, method);
      return operation === undefined ? [] : [operationAt(document, { path, method, item, operation })];
    }),
  );
}

interface Found {
  readonly path: string;
  readonly method: string;
  readonly item: Located;
  readonly operation: Located;
}

function operationAt(document: DescribedDocument, found: Found): DescribedOperation {
  const { path, method, operation } = found;
  const all = parametersOf(document, found);
  const isSwagger = document.dialect === '2.0';
  const body = isSwagger ? undefined : memberOf(document, operation, 'requestBody');
  return {
    method,
    path,
    pointer: `/paths/${stepOf(path)}/${method}`,
    parameters: withVariables(
      path,
      all
        .filter(({ value }) => !/^(?:body|formData)$/.test(String(value['in'])))
        .map((each) => parameterOf(document, each)),
    ),
    bodies: isSwagger ? swaggerBodies(document, operation, all) : contentsOf(document, body),
    isBodyRequired: isSwagger
      ? all.some(({ value }) => value['in'] === 'body' && value['required'] === true)
      : isJsonObject(body?.value) && body.value['required'] === true,
    responses: responsesOf(document, operation),
    security: securityOf(document, operation),
  };
}

/** Variables of the path that the document does not describe are text. */
function withVariables(
  path: string,
  parameters: readonly DescribedParameter[],
): readonly DescribedParameter[] {
  const described = new Set(parameters.flatMap(({ location, name }) => (location === 'path' ? [name] : [])));
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name = '']) =>
    described.has(name) ? [] : [name],
  );
  const usual = { location: 'path', required: true, style: 'simple', explode: false, allowReserved: false };
  return [...parameters, ...names.map((name) => ({ ...usual, name, mediaType: null, schema: null }))];
}

interface LocatedObject {
  readonly value: JsonObject;
  readonly pointer: string;
}

/** Parameters of the operation override those of its path. */
function parametersOf(document: DescribedDocument, { item, operation }: Found): readonly LocatedObject[] {
  const byKey = new Map<string, LocatedObject>();
  for (const owner of [item, operation]) {
    const list = memberOf(document, owner, 'parameters');
    for (const [, { value, pointer }] of list === undefined ? [] : membersOf(document, list)) {
      if (isJsonObject(value))
        byKey.set(`${String(value['in'])}:${String(value['name'])}`, { value, pointer });
    }
  }
  return [...byKey.values()];
}

const usualStyles: Readonly<Record<string, string>> = {
  path: 'simple',
  header: 'simple',
  query: 'form',
  cookie: 'form',
};

export function parameterOf(document: DescribedDocument, located: LocatedObject): DescribedParameter {
  const { value, pointer } = located;
  const location = String(value['in']);
  const base = {
    name: String(value['name']),
    location,
    required: value['required'] === true || location === 'path',
    allowReserved: value['allowReserved'] === true,
  };
  if (document.dialect === '2.0')
    return { ...base, ...styleOfCollection(value), mediaType: null, schema: located };
  const style = typeof value['style'] === 'string' ? value['style'] : (usualStyles[location] ?? 'form');
  const content = memberOf(document, located, 'content');
  const [media] = content === undefined ? [] : membersOf(document, content);
  const schema = memberOf(document, media?.[1] ?? located, 'schema') ?? null;
  return {
    ...base,
    style,
    // OpenAPI: `form` explodes by default, and every other style does not; `cookie` of 3.2 does.
    explode: typeof value['explode'] === 'boolean' ? value['explode'] : /^(?:form|cookie)$/.test(style),
    mediaType: media?.[0] ?? null,
    schema: schema === null ? null : { ...schema, pointer: pointerOfSchema(located, media?.[1], pointer) },
  };
}

/** Where the schema is written, before its reference is followed: what stands beside the reference counts. */
function pointerOfSchema(parameter: LocatedObject, media: Located | undefined, pointer: string): string {
  return `${media?.pointer ?? (pointer || parameter.pointer)}/schema`;
}

export function contentsOf(
  document: DescribedDocument,
  owner: Located | undefined,
): readonly DescribedContent[] {
  const content = owner === undefined ? undefined : memberOf(document, owner, 'content');
  if (content === undefined) return [];
  return membersOf(document, content).map(([mediaType, media]) => {
    const isStream = isJsonObject(media.value) && media.value['itemSchema'] !== undefined;
    const key = isStream ? 'itemSchema' : 'schema';
    const schema = memberOf(document, media, key);
    const encoding = isJsonObject(media.value) ? media.value['encoding'] : undefined;
    return {
      mediaType,
      schema: schema === undefined ? null : { value: schema.value, pointer: `${media.pointer}/${key}` },
      encoding: isJsonObject(encoding) ? encoding : {},
      ...positionsOf(media.value),
    };
  });
}

function positionsOf(media: JsonValue): Pick<DescribedContent, 'prefixEncoding' | 'itemEncoding'> {
  const { prefixEncoding, itemEncoding } = isJsonObject(media) ? media : {};
  return {
    ...(isJsonArray(prefixEncoding) ? { prefixEncoding } : {}),
    ...(itemEncoding === undefined ? {} : { itemEncoding }),
  };
}

function swaggerBodies(
  document: DescribedDocument,
  operation: Located,
  parameters: readonly LocatedObject[],
): readonly DescribedContent[] {
  const types = mediaTypesOf(document, operation, 'consumes');
  const body = parameters.find(({ value }) => value['in'] === 'body');
  if (body !== undefined) {
    const schema = memberOf(document, body, 'schema');
    return (types.length === 0 ? ['application/json'] : types).map((mediaType) => ({
      mediaType,
      schema: schema === undefined ? null : { value: schema.value, pointer: `${body.pointer}/schema` },
      encoding: {},
    }));
  }
  const fields = parameters
    .filter(({ value }) => value['in'] === 'formData')
    .map((each) => parameterOf(document, each));
  return bodyOfForms(fields, types);
}

function mediaTypesOf(document: DescribedDocument, operation: Located, key: string): readonly string[] {
  const own = isJsonObject(operation.value) ? operation.value[key] : undefined;
  const list = own ?? document.root[key];
  return isJsonArray(list) ? list.filter((each) => typeof each === 'string') : [];
}

function responsesOf(
  document: DescribedDocument,
  operation: Located,
): ReadonlyMap<string, readonly DescribedContent[]> {
  const responses = memberOf(document, operation, 'responses');
  if (responses === undefined) return new Map();
  return new Map(
    membersOf(document, responses).map(([status, response]) => [
      status,
      document.dialect === '2.0'
        ? swaggerContents(document, operation, response)
        : contentsOf(document, response),
    ]),
  );
}

function swaggerContents(
  document: DescribedDocument,
  operation: Located,
  response: Located,
): readonly DescribedContent[] {
  const schema = memberOf(document, response, 'schema');
  if (schema === undefined) return [];
  const types = mediaTypesOf(document, operation, 'produces');
  return (types.length === 0 ? ['application/json'] : types).map((mediaType) => ({
    mediaType,
    schema: { value: schema.value, pointer: `${response.pointer}/schema` },
    encoding: {},
  }));
}

function securityOf(document: DescribedDocument, operation: Located): readonly (readonly string[])[] {
  const own = isJsonObject(operation.value) ? operation.value['security'] : undefined;
  const list: JsonValue | undefined = own ?? document.root['security'];
  return isJsonArray(list) ? list.map((each) => (isJsonObject(each) ? Object.keys(each) : [])) : [];
}
