/** Steps from a schema to its children, and the groups of names that lead to each other. No other module knows where each kind keeps its children. */
import { withBody } from './assertions.ts';
import type {
  ObjectSchema,
  PatternProperties,
  Property,
  RefinedSchema,
  Schema,
  SchemaKind,
} from './schema.ts';

/** Position of a schema in its parent. */
export type Step =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'items' | 'rest' | 'keys' | 'values' | 'refined' }
  | { readonly kind: 'item' | 'member'; readonly index: number };

export interface Child {
  readonly step: Step;
  readonly schema: Schema;
}

/**
 * Returns the schemas directly inside `schema`. It does not follow references to models.
 *
 * A refined schema has the children of its body, or the body itself if that is a reference.
 * Schemas in assertions are not part of a type: `assertedSchemas` returns them.
 */
export function childrenOf(schema: Schema): readonly Child[] {
  switch (schema.kind) {
    case 'array':
      return [{ step: { kind: 'items' }, schema: schema.items }];
    case 'tuple':
      return [...indexed('item', schema.items), { step: { kind: 'rest' }, schema: schema.rest }];
    case 'object':
      return [
        ...schema.properties.map(propertyChild),
        ...schema.patterns.map(patternChild),
        ...restChild(schema.rest),
      ];
    case 'record':
      return [
        { step: { kind: 'keys' }, schema: schema.keys },
        { step: { kind: 'values' }, schema: schema.values },
      ];
    case 'union':
    case 'intersection':
      return indexed('member', schema.members);
    case 'refined':
      return schema.schema.kind === 'model'
        ? [{ step: { kind: 'refined' }, schema: schema.schema }]
        : childrenOf(schema.schema);
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
    case 'model':
      return [];
  }
}

/** Returns true if the schema contains no other schema and never gets a name. Walks skip such schemas. */
export function isPlain(schema: Schema): boolean {
  return isPlainKind[schema.kind];
}

const isPlainKind: Readonly<Record<SchemaKind, boolean>> = {
  unknown: true,
  never: true,
  null: true,
  boolean: true,
  number: true,
  string: true,
  literal: true,
  enum: false,
  array: false,
  tuple: false,
  object: false,
  record: false,
  union: false,
  intersection: false,
  refined: false,
  model: true,
};

/** Replaces each direct child. Returns the same object if nothing changed. */
export function mapChildren(schema: Schema, change: (child: Schema, step: Step) => Schema): Schema {
  switch (schema.kind) {
    case 'array': {
      const items = change(schema.items, { kind: 'items' });
      return items === schema.items ? schema : { ...schema, items };
    }
    case 'tuple': {
      const items = mapList('item', schema.items, change);
      const rest = change(schema.rest, { kind: 'rest' });
      return items === schema.items && rest === schema.rest ? schema : { ...schema, items, rest };
    }
    case 'object':
      return mapObject(schema, change);
    case 'record': {
      const keys = change(schema.keys, { kind: 'keys' });
      const values = change(schema.values, { kind: 'values' });
      return keys === schema.keys && values === schema.values ? schema : { ...schema, keys, values };
    }
    case 'union':
    case 'intersection': {
      const members = mapList('member', schema.members, change);
      return members === schema.members ? schema : { ...schema, members };
    }
    case 'refined':
      return mapRefined(schema, change);
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
    case 'model':
      return schema;
  }
}

function mapRefined(schema: RefinedSchema, change: (child: Schema, step: Step) => Schema): Schema {
  const body = schema.schema;
  const changed = body.kind === 'model' ? change(body, { kind: 'refined' }) : mapChildren(body, change);
  return changed === body ? schema : withBody(schema, changed);
}

function propertyChild(property: Property): Child {
  return { step: { kind: 'property', name: property.name }, schema: property.schema };
}

function patternChild({ pattern, schema }: PatternProperties): Child {
  return { step: { kind: 'pattern', pattern }, schema };
}

function restChild(rest: Schema | null): readonly Child[] {
  return rest === null ? [] : [{ step: { kind: 'rest' }, schema: rest }];
}

function indexed(kind: 'item' | 'member', schemas: readonly Schema[]): readonly Child[] {
  return schemas.map((schema, index) => ({ step: { kind, index }, schema }));
}

function mapObject(schema: ObjectSchema, change: (child: Schema, step: Step) => Schema): ObjectSchema {
  const properties = schema.properties.map((property) => {
    const changed = change(property.schema, { kind: 'property', name: property.name });
    return changed === property.schema ? property : { ...property, schema: changed };
  });
  const patterns = schema.patterns.map((entry) => {
    const changed = change(entry.schema, { kind: 'pattern', pattern: entry.pattern });
    return changed === entry.schema ? entry : { ...entry, schema: changed };
  });
  const rest = schema.rest === null ? null : change(schema.rest, { kind: 'rest' });
  const same =
    rest === schema.rest &&
    properties.every((one, index) => one === schema.properties[index]) &&
    patterns.every((one, index) => one === schema.patterns[index]);
  return same ? schema : { ...schema, properties, patterns, rest };
}

function mapList(
  kind: 'item' | 'member',
  schemas: readonly Schema[],
  change: (child: Schema, step: Step) => Schema,
): readonly Schema[] {
  const changed = schemas.map((schema, index) => change(schema, { kind, index }));
  return changed.every((schema, index) => schema === schemas[index]) ? schemas : changed;
}

/**
 * Returns the groups of names that lead to each other. Each group leads only to itself and to earlier groups.
 *
 * Kosaraju's algorithm without recursion: documents may chain thousands of models.
 */
export function referenceGroups(
  references: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const reversed = new Map<string, string[]>();
  for (const [from, targets] of references)
    for (const target of targets) reversed.set(target, [...(reversed.get(target) ?? []), from]);
  const visited = new Set<string>();
  // On the reversed edges, so that the groups come out with the referred ones first.
  const finished = [...references.keys()]
    .flatMap((name) => finishOrder(name, reversed, visited))
    .toReversed();
  const assigned = new Set<string>();
  return finished.flatMap((name) => {
    const group = finishOrder(name, references, assigned);
    return group.length === 0 ? [] : [group];
  });
}

/** Names that are reached from `start` for the first time, each behind those that it leads to. */
function finishOrder(
  start: string,
  edges: ReadonlyMap<string, readonly string[]>,
  visited: Set<string>,
): readonly string[] {
  if (visited.has(start)) return [];
  visited.add(start);
  const finished: string[] = [];
  const path = [{ name: start, next: 0 }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const target = edges.get(top.name)?.[top.next];
    top.next += 1;
    if (target === undefined) {
      finished.push(top.name);
      path.pop();
    } else if (!visited.has(target)) {
      visited.add(target);
      path.push({ name: target, next: 0 });
    }
  }
  return finished;
}
