/** What an edit finds in a document, and how it changes it. Documents here are copies that may be changed. */
import { pointerStep } from '../../../generator/api/place.ts';
import type { Random } from './random.ts';

export type Json = null | boolean | number | string | Json[] | JsonMap;
export interface JsonMap {
  [key: string]: Json;
}

export interface FoundSchema {
  readonly schema: JsonMap;
  /** The property that it is the value of, or what else it is called; `null`: nothing names it. */
  readonly name: string | null;
  /** Puts another schema in its place. */
  readonly replace: (schema: Json) => void;
  /** `null`: inside an operation. */
  readonly component: string | null;
}

export interface FoundOperation {
  readonly path: string;
  readonly method: string;
  readonly operation: JsonMap;
}

export interface Found {
  readonly root: JsonMap;
  readonly operations: readonly FoundOperation[];
  /** Inline schemas of objects with properties. */
  readonly objects: readonly FoundSchema[];
  readonly enums: readonly FoundSchema[];
  readonly unions: readonly FoundSchema[];
  /** Components, by name. */
  readonly schemas: JsonMap;
}

/** Keywords whose value is a schema, or a list of schemas. */
const schemaKeys: ReadonlySet<string> = new Set(['items', 'additionalProperties', 'oneOf', 'anyOf', 'allOf']);

const methods = ['get', 'put', 'post', 'delete', 'patch'];

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The map below a key, which is added if it is missing. */
export function mapAt(owner: JsonMap, key: string): JsonMap {
  const value = owner[key];
  if (isMap(value)) return value;
  const added: JsonMap = {};
  owner[key] = added;
  return added;
}

export function listAt(owner: JsonMap, key: string): Json[] {
  const value = owner[key];
  if (Array.isArray(value)) return value;
  const added: Json[] = [];
  owner[key] = added;
  return added;
}

export function find(root: JsonMap): Found {
  const schemas = mapAt(mapAt(root, 'components'), 'schemas');
  const lists = { objects: [] as FoundSchema[], enums: [] as FoundSchema[], unions: [] as FoundSchema[] };
  const operations: FoundOperation[] = [];
  const visit = (value: Json, at: Omit<FoundSchema, 'schema'>): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) =>
        visit(item, { ...at, name: null, replace: (other) => (value[index] = other) }),
      );
      return;
    }
    if (!isMap(value)) return;
    const found = { schema: value, ...at };
    if (isMap(value['properties'])) lists.objects.push(found);
    if (Array.isArray(value['enum']) && value['enum'].every((one) => typeof one === 'string'))
      lists.enums.push(found);
    if (Array.isArray(value['oneOf']) || Array.isArray(value['anyOf'])) lists.unions.push(found);
    for (const [key, child] of Object.entries(value)) {
      if (key === 'properties' && isMap(child)) visitProperties(child, at);
      else if (schemaKeys.has(key)) visit(child, { ...at, replace: (other) => (value[key] = other) });
    }
  };
  const visitProperties = (properties: JsonMap, at: Omit<FoundSchema, 'schema'>): void => {
    for (const [name, property] of Object.entries(properties)) {
      visit(property, { ...at, name, replace: (other) => (properties[name] = other) });
    }
  };
  const visitOwner = (owner: JsonMap): void => {
    const schema = owner['schema'];
    if (schema === undefined) return;
    const name = typeof owner['name'] === 'string' ? owner['name'] : null;
    visit(schema, { name, component: null, replace: (other) => (owner['schema'] = other) });
  };
  for (const [name, schema] of Object.entries(schemas)) {
    visit(schema, { name, component: name, replace: (other) => (schemas[name] = other) });
  }
  for (const [path, item] of Object.entries(mapAt(root, 'paths'))) {
    if (!isMap(item)) continue;
    for (const method of methods) {
      const operation = item[method];
      if (!isMap(operation)) continue;
      operations.push({ path, method, operation });
      schemaOwners(operation).forEach(visitOwner);
    }
  }
  return { root, operations, ...lists, schemas };
}

/** Parameters and media types of an operation: what has a `schema`. */
export function schemaOwners(operation: JsonMap): readonly JsonMap[] {
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].filter(isMap) : [];
  const body = isMap(operation['requestBody']) ? mediaTypes(operation['requestBody']) : [];
  const responses = isMap(operation['responses']) ? Object.values(operation['responses']).filter(isMap) : [];
  return [...parameters, ...body, ...responses.flatMap(mediaTypes)];
}

function mediaTypes(owner: JsonMap): readonly JsonMap[] {
  return isMap(owner['content']) ? Object.values(owner['content']).filter(isMap) : [];
}

/** Puts an entry before all others: the worst place for whatever takes names in order. */
export function putFirst(owner: JsonMap, key: string, value: Json): void {
  const entries = Object.entries(owner).filter(([name]) => name !== key);
  for (const [name] of entries) delete owner[name];
  owner[key] = value;
  for (const [name, entry] of entries) owner[name] = entry;
}

export function copyOf<Value extends Json>(value: Value): Value {
  return structuredClone(value);
}

/** The operation whose document names most: with a response that has a schema. */
export function answeringOperation(found: Found, random: Random): FoundOperation | undefined {
  return random.oneOf(found.operations.filter(({ operation }) => schemaOwners(operation).length > 0));
}

export interface FoundReference {
  /** Key of the component. */
  readonly component: string;
  readonly replace: (schema: Json) => void;
}

/** Returns the references to components from properties, items and media types, outside of combinations. */
export function referencesTo({ root, schemas }: Found): readonly FoundReference[] {
  const found: FoundReference[] = [];
  const visit = (value: Json, key: string | null, replace: (schema: Json) => void): void => {
    if (typeof value !== 'object' || value === null) return;
    const reference = isMap(value) ? value['$ref'] : undefined;
    const [, component] = /^#\/components\/schemas\/([\w.-]+)$/.exec(String(reference)) ?? [];
    if (component !== undefined && key !== null && Object.hasOwn(schemas, component))
      found.push({ component, replace });
    if (!isMap(value)) return;
    for (const [name, child] of Object.entries(value)) {
      if (/^(?:schema|items)$/.test(name) && isMap(child))
        visit(child, name, (other) => (value[name] = other));
      else if (name === 'properties' && isMap(child))
        for (const [own, each] of Object.entries(child)) visit(each, own, (other) => (child[own] = other));
      else if (!/^(?:oneOf|anyOf|allOf|example|examples|default)$/.test(name))
        visit(child, null, () => undefined);
    }
  };
  visit(root, null, () => undefined);
  return found;
}

/** Returns the pointers of all references. */
export function referencesIn(document: JsonMap): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: Json | undefined, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isMap(value) && typeof value['$ref'] === 'string') found.add(pointer);
    for (const [key, inner] of Object.entries(value)) visit(inner, pointer + pointerStep(key));
  };
  visit(document, '');
  return found;
}
