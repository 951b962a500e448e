/** A parameter or header of Swagger 2.0, a schema in disguise → one with a schema, a style, and the rest. */
import { isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { keywordsThat } from '../../api/keywords.ts';
import type { Move, SwaggerUpgrade } from './swagger-upgrade.ts';
import { without } from './swagger-upgrade.ts';
import { referenceIn } from '../references.ts';

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
export function schemaOf(parameter: JsonObject): JsonObject {
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
export function styleOf(swagger: SwaggerUpgrade, parameter: JsonObject, move: Move): JsonObject {
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
