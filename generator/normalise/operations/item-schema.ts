/** Turns the media type of a stream into the schema of one of its items: an event, or a value. */
import type { ContentFormat } from '../../api/api.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { Schema } from '../../api/schema.ts';
import { resolveSchema } from '../schema/model-reference.ts';
import { buildSchema } from '../schema/schema.ts';
import type { Scope } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, hasKey, memberOf, sourceAt, textAt } from '../source.ts';

/** Returns `null` where the media type does not describe its items. */
export function readItemSchema(scope: Scope, mediaType: Source, format: ContentFormat): Schema | null {
  const source = itemSource(scope, mediaType);
  if (source.value === undefined) return null;
  return buildSchema(scope, format === 'events' ? withDecodedData(source) : source);
}

/**
 * `itemSchema` (OpenAPI 3.2) is the schema of an item. `schema` describes the list of all items in 3.2, and
 * one item in 3.1 and earlier: a list in it is always the list of all items.
 */
function itemSource(scope: Scope, mediaType: Source): Source {
  if (hasKey(mediaType, 'itemSchema')) return childOf(mediaType, 'itemSchema');
  const whole = childOf(mediaType, 'schema');
  const target = resolved(scope, whole);
  return memberOf(target.value, 'type') === 'array' ? childOf(target, 'items') : whole;
}

function resolved(scope: Scope, source: Source): Source {
  const reference = textAt(source, '$ref');
  if (reference === null) return source;
  const target = resolveSchema(scope, reference);
  switch (target.kind) {
    case 'nothing':
      return source;
    case 'inline':
      return target.source;
    case 'model':
      return sourceAt(scope.document.root, target.id.slice(1));
  }
}

/**
 * Replaces the schema of `data` by its `contentSchema`: the client decodes the text. Only inline schemas
 * change; a component stays as written.
 */
function withDecodedData(source: Source): Source {
  return isJsonObject(source.value) ? { ...source, value: decoded(source.value, undefined) } : source;
}

/** A union of events may declare shared properties beside its members. Then its `data` applies to members without one. */
function decoded(event: JsonObject, shared: JsonValue | undefined): JsonObject {
  const properties = memberOf(event, 'properties');
  const { data = shared, ...fields } = isJsonObject(properties) ? properties : {};
  for (const union of ['oneOf', 'anyOf']) {
    const members = memberOf(event, union);
    if (isJsonArray(members) && members.some(hasContentSchema)) {
      const each = members.map((member) => (isEvent(member) ? decoded(member, data) : member));
      return { ...event, ...(properties === undefined ? {} : { properties: fields }), [union]: each };
    }
  }
  if (data === undefined) return event;
  return { ...event, properties: { ...fields, data: contentOf(data) ?? data } };
}

function isEvent(member: JsonValue): member is JsonObject {
  return isJsonObject(member) && memberOf(member, '$ref') === undefined;
}

function hasContentSchema(member: JsonValue): boolean {
  return contentOf(memberOf(memberOf(member, 'properties'), 'data')) !== undefined;
}

function contentOf(data: JsonValue | undefined): JsonValue | undefined {
  const mediaType = memberOf(data, 'contentMediaType') ?? 'application/json';
  const isJson = typeof mediaType === 'string' && /[/+]json\b/.test(mediaType);
  return isJson ? memberOf(data, 'contentSchema') : undefined;
}
