/** The body and form parameters of a Swagger 2.0 operation → its request body. */
import { isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';
import { schemaOf, styleOf } from './swagger-parameter.ts';
import { dereferenced, without } from './swagger-upgrade.ts';
import type { SwaggerUpgrade } from './swagger-upgrade.ts';

/** A parameter as it is written in a list, and where. */
export interface ListedParameter {
  readonly parameter: JsonObject;
  readonly from: string;
}

export interface BodyRequest {
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
