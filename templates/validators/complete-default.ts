/** Completes a default with those of what is inside it, so that it is a whole value of its type. */
import type { JsonObject, JsonValue, RenderContext, Schema } from '../../generator/index.ts';

/** `{}` for a model whose `kind` has the default `"a"` becomes `{ kind: "a" }`. */
export function completeDefault(content: JsonValue, schema: Schema, context: RenderContext): JsonValue {
  switch (schema.kind) {
    case 'model':
      return completeDefault(content, context.model(schema.model).schema, context);
    case 'refined':
      return completeDefault(content, schema.schema, context);
    case 'array':
      return isArray(content) ? content.map((item) => completeDefault(item, schema.items, context)) : content;
    case 'object':
      return isObject(content) ? completeObject(content, schema, context) : content;
    default:
      return content;
  }
}

function completeObject(
  content: JsonObject,
  schema: Extract<Schema, { kind: 'object' }>,
  context: RenderContext,
): JsonObject {
  const given = new Map(Object.entries(content));
  for (const property of schema.properties) {
    const inner = given.get(property.name) ?? (property.required ? undefined : property.default);
    if (inner !== undefined) given.set(property.name, completeDefault(inner, property.schema, context));
  }
  return Object.fromEntries(given);
}

function isArray(content: JsonValue): content is readonly JsonValue[] {
  return Array.isArray(content);
}

function isObject(content: JsonValue): content is JsonObject {
  return typeof content === 'object' && content !== null && !Array.isArray(content);
}
