/** The parameters of Swagger 2.0: those of a body become a request body, others get a schema and a style. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import { keywordsThat } from '../../api/keywords.ts';
import { pointerStep } from '../../api/place.ts';
import { referenceIn } from '../references.ts';
import { dereferenced, type Move, type SwaggerUpgrade, without } from './swagger-upgrade.ts';

/** A parameter as it is written in a list, and where. */
export interface ListedParameter {
  readonly parameter: JsonObject;
  readonly from: string;
}

interface BodyRequest {
  readonly parts: readonly ListedParameter[];
  readonly consumes: readonly string[];
  /** Where the request body comes to stand. */
  readonly to: string;
}

/** In a body or a form, also when it is a reference to such a parameter. */
export function isBodyPart(root: JsonObject, { parameter, from }: ListedParameter): boolean {
  const { value } = dereferenced(root, parameter, from);
  return value['in'] === 'body' || value['in'] === 'formData';
}

/** `null` where the operation has none. A shared body parameter stays shared, a form field never is. */
export function bodyOf(swagger: SwaggerUpgrade, { parts, consumes, to }: BodyRequest): JsonObject | null {
  const [body] = parts.filter(
    ({ parameter, from }) => dereferenced(swagger.root, parameter, from).value['in'] === 'body',
  );
  if (body !== undefined) return wholeBody(swagger, body, { parts, consumes, to });
  return parts.length === 0 ? null : formBody(swagger, { parts, consumes, to });
}

const bodyKeys = new Set(['name', 'in', 'schema', 'x-example', 'x-examples']);

function wholeBody(
  swagger: SwaggerUpgrade,
  body: ListedParameter,
  { consumes, to }: BodyRequest,
): JsonObject {
  const { value, from } = dereferenced(swagger.root, body.parameter, body.from);
  swagger.origins.set(to, from);
  const types = consumes.length === 0 ? ['application/json'] : consumes;
  const schema = isJsonObject(value['schema']) ? value['schema'] : {};
  const content = types.map((type): [string, JsonValue] => {
    swagger.origins.set(`${to}/content${pointerStep(type)}/schema`, `${from}/schema`);
    return [type, { schema, ...exampleFor(value, type) }];
  });
  return { ...without(value, bodyKeys), content: Object.fromEntries(content) };
}

/** `x-example: { 'application/json': … }`, as some editors write it. */
function exampleFor(body: JsonObject, type: string): JsonObject {
  const examples = body['x-example'] ?? body['x-examples'];
  const example = isJsonObject(examples) && Object.hasOwn(examples, type) ? examples[type] : undefined;
  return example === undefined ? {} : { example };
}

function formBody(swagger: SwaggerUpgrade, { parts, consumes, to }: BodyRequest): JsonObject {
  const fields = parts.map(({ parameter, from }) => dereferenced(swagger.root, parameter, from));
  const types = formTypes(
    fields.map(({ value }) => value),
    consumes,
  );
  const content = types.map((type): [string, JsonValue] => {
    return [type, formContent(swagger, fields, `${to}/content${pointerStep(type)}/schema`)];
  });
  const required = fields.some(({ value }) => value['required'] === true);
  return { content: Object.fromEntries(content), ...(required ? { required } : {}) };
}

const multipart = 'multipart/form-data';
const urlEncoded = 'application/x-www-form-urlencoded';

/** Files can only be sent as multipart (Swagger 2.0, Parameter Object, `type`). */
function formTypes(fields: readonly JsonObject[], consumes: readonly string[]): readonly string[] {
  if (fields.some(({ type }) => type === 'file')) return [multipart];
  const types = consumes.filter((type) => type === multipart || type === urlEncoded);
  return types.length === 0 ? [urlEncoded] : types;
}

interface Field {
  readonly value: JsonObject;
  readonly from: string;
}

function formContent(swagger: SwaggerUpgrade, fields: readonly Field[], to: string): JsonObject {
  const properties = fields.map(({ value, from }): [string, JsonValue] => {
    const name = String(value['name']);
    const target = `${to}/properties${pointerStep(name)}`;
    const schema = schemaOf(value);
    swagger.spread.set(target, from);
    const { description } = value;
    return [name, description === undefined ? schema : { ...schema, description }];
  });
  const required = fields
    .filter(({ value }) => value['required'] === true)
    .map(({ value }) => String(value['name']));
  const schema = { type: 'object', properties: Object.fromEntries(properties) };
  const lists = fields.filter(({ value }) => value['type'] === 'array');
  const encoding = lists.map(({ value, from }): [string, JsonValue] => [
    String(value['name']),
    styleOf(swagger, value, { from, to }),
  ]);
  return {
    schema: required.length === 0 ? schema : { ...schema, required },
    ...(encoding.length === 0 ? {} : { encoding: Object.fromEntries(encoding) }),
  };
}

/** Swagger 2.0, Parameter Object: keywords of any type but an object's, whose `required` is the parameter's own. */
const schemaKeys = new Set([
  ...keywordsThat(
    ({ role, type, versions }) => role === 'assertion' && type !== 'object' && versions.includes('2.0'),
  ),
  'format',
  'items',
  'default',
  'x-nullable',
]);

const movedKeys = new Set([...schemaKeys, 'collectionFormat', 'x-example']);

/** For query, path and header parameters; bodies and forms become request bodies. */
export function upgradeParameter(swagger: SwaggerUpgrade, parameter: JsonObject, move: Move): JsonObject {
  if (referenceIn(parameter) !== null) return parameter;
  swagger.spread.set(`${move.to}/schema`, move.from);
  const example = parameter['x-example'];
  return {
    ...without(parameter, movedKeys),
    ...styleOf(swagger, parameter, move),
    ...(example === undefined ? {} : { example }),
    schema: schemaOf(parameter),
  };
}

/** A response header: the same, without a style to choose. */
export function upgradeHeader({ spread }: SwaggerUpgrade, header: JsonObject, move: Move): JsonObject {
  if (referenceIn(header) !== null) return header;
  spread.set(`${move.to}/schema`, move.from);
  return { ...without(header, movedKeys), schema: schemaOf(header) };
}

/** The schema that the parameter's own keywords make; 2.0 allows `schema` only in bodies, but it is met elsewhere. */
function schemaOf(parameter: JsonObject): JsonObject {
  const { schema } = parameter;
  if (isJsonObject(schema)) return schema;
  return itemSchema(
    Object.fromEntries(Object.entries<JsonValue>(parameter).filter(([key]) => schemaKeys.has(key))),
  );
}

/** `collectionFormat` of inner lists has no counterpart, and is no keyword of a schema. */
function itemSchema(schema: JsonObject): JsonObject {
  const { items } = schema;
  const plain = without(schema, new Set(['collectionFormat']));
  return isJsonObject(items) ? { ...plain, items: itemSchema(items) } : plain;
}

/** `collectionFormat` as `style` and `explode`. Fields of a form are written as those of a query. */
function styleOf(swagger: SwaggerUpgrade, parameter: JsonObject, move: Move): JsonObject {
  if (parameter['type'] !== 'array') return {};
  const format = parameter['collectionFormat'] ?? 'csv';
  const inQuery = parameter['in'] === 'query' || parameter['in'] === 'formData';
  if (format === 'csv') return { style: inQuery ? 'form' : 'simple', explode: false };
  if (!inQuery) return lost(swagger, format, move);
  if (format === 'multi') return { style: 'form', explode: true };
  if (format === 'ssv') return { style: 'spaceDelimited', explode: false };
  if (format === 'pipes') return { style: 'pipeDelimited', explode: false };
  return lost(swagger, format, move);
}

function lost({ placeOf, diagnostics }: SwaggerUpgrade, format: JsonValue, { from }: Move): JsonObject {
  diagnostics.report({
    code: 'CW1040',
    message: `OpenAPI 3.1 has no equivalent of "collectionFormat: ${String(format).slice(0, 20)}" here: values are joined by commas.`,
    place: placeOf(`${from}/collectionFormat`),
  });
  return { explode: false };
}
