/** Turns an example of the document into a sample of a schema: undeclared keys are left out, defaults filled in. */
import {
  isRepresented,
  isTagged,
  unrefined,
  type JsonObject,
  type JsonValue,
  type ObjectSchema,
  type Property,
  type Schema,
  type UnionSchema,
} from '../../generator/index.ts';
import { accepts, isList, isObject, memberOf, taggedMember, type Acceptance } from './accepts.ts';
import {
  bytesSample,
  convertedSample,
  jsonSample,
  listSample,
  objectSample,
  type Sample,
  type SampleMember,
} from './sample.ts';

/** The value is not validated: the caller tests the sample. */
export function sampleOfExample(schema: Schema, json: JsonValue, by: Acceptance): Sample {
  const inner = (each: Schema, value: JsonValue): Sample => sampleOfExample(each, value, by);
  switch (schema.kind) {
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'literal':
    case 'enum':
      return jsonSample(json);
    case 'number':
    case 'string':
      if (schema.kind === 'string' && schema.format === 'binary') return bytesSample();
      if (!isRepresented(schema) || (typeof json !== 'string' && typeof json !== 'number'))
        return jsonSample(json);
      return convertedSample(schema, json);
    case 'array':
      return isList(json) ? listSample(json.map((item) => inner(schema.items, item))) : jsonSample(json);
    case 'tuple':
      return isList(json)
        ? listSample(json.map((item, index) => inner(schema.items[index] ?? schema.rest, item)))
        : jsonSample(json);
    case 'object':
      return isObject(json) ? objectOfExample(schema, json, by) : jsonSample(json);
    case 'record':
      return isObject(json)
        ? objectSample(Object.entries(json).map(([name, value]) => [name, inner(schema.values, value)]))
        : jsonSample(json);
    case 'union':
      return inner(matchingMember(schema, json, by), json);
    case 'intersection': {
      const merged = mergedObject(schema.members, by);
      return merged !== null && isObject(json) ? objectOfExample(merged, json, by) : jsonSample(json);
    }
    case 'refined':
      return inner(schema.schema, json);
    case 'model':
      return inner(by.source.model(schema.model).schema, json);
  }
}

function objectOfExample(schema: ObjectSchema, json: JsonObject, by: Acceptance): Sample {
  const { properties, patterns, rest } = schema;
  const excluded = by.direction === 'request' ? 'read' : 'write';
  const declared = new Map(properties.map((property) => [property.name, property]));
  const members = Object.entries(json).flatMap(([name, value]): readonly SampleMember[] => {
    const property = declared.get(name);
    if (property?.access === excluded) return [];
    if (property !== undefined) return [[name, sampleOfExample(property.schema, value, by)]];
    // A key that the type does not have is an error in an object literal.
    if (rest === null && patterns.length === 0) return [];
    return [[name, rest === null ? jsonSample(value) : sampleOfExample(rest, value, by)]];
  });
  const filled = properties.flatMap((property) => filledMember(property, json, by));
  return objectSample([...members, ...filled]);
}

function filledMember(
  { name, schema, access, default: missing }: Property,
  json: JsonObject,
  by: Acceptance,
): readonly SampleMember[] {
  if (by.direction === 'request' || access === 'write') return [];
  if (missing === undefined || memberOf(json, name) !== undefined) return [];
  return [[name, sampleOfExample(schema, missing, by)]];
}

function matchingMember(schema: UnionSchema, json: JsonValue, by: Acceptance): Schema {
  const tagged = isTagged(schema) ? taggedMember(schema, json) : undefined;
  return tagged ?? schema.members.find((member) => accepts(member, json, by)) ?? unknownSchema(schema);
}

function unknownSchema({ docs, place }: Schema): Schema {
  return { kind: 'unknown', docs, place };
}

/** The properties of all members; `null`: a member is no object. */
function mergedObject(members: readonly Schema[], by: Acceptance): ObjectSchema | null {
  const objects = members.map((member): ObjectSchema | null => {
    const body = unrefined(member);
    if (body.kind === 'object') return body;
    if (body.kind === 'model') return mergedObject([by.source.model(body.model).schema], by);
    return body.kind === 'intersection' ? mergedObject(body.members, by) : null;
  });
  const [first] = objects;
  if (first === undefined || first === null || objects.includes(null)) return null;
  const all = objects.filter((each) => each !== null);
  return {
    ...first,
    properties: all.flatMap(({ properties }) => properties),
    patterns: all.flatMap(({ patterns }) => patterns),
    rest: all.find(({ rest }) => rest !== null)?.rest ?? null,
  };
}
