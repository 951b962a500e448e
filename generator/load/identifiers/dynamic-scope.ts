/** Anchors of dynamic names, and keywords of dialects: both depend on the resource that a schema stands in. */
import { isJsonObject, type JsonObject } from '../../api/json.ts';
import { keywordsThat } from '../../api/keywords.ts';
import { valueAt } from '../references.ts';
import { findTarget, type Link, type Position, type Resource, type Resources } from './resources.ts';

/** Pointers by dynamic name; `null`: the name means two schemas. */
export type DynamicScope = ReadonlyMap<string, string | null>;

/** Only names that are asked for count, so that most scopes are equal. */
export function entering(scope: DynamicScope, resource: Resource, names: ReadonlySet<string>): DynamicScope {
  const added = [...names].flatMap((name): readonly (readonly [string, string | null])[] => {
    const anchor = resource.anchors.get(name);
    return anchor?.isDynamic !== true || scope.has(name) ? [] : [[name, anchor.pointer]];
  });
  return added.length === 0 ? scope : new Map([...scope, ...added]);
}

/** The scope of a schema that is met from its own entry: the one for which it can stay where it is. */
export function scopeInPlace(resource: Resource, names: ReadonlySet<string>): DynamicScope {
  const outer: DynamicScope = resource.parent === null ? new Map() : scopeInPlace(resource.parent, names);
  return entering(outer, resource, names);
}

/** The part of a scope that a schema asks for: it means the same in all others that agree there. */
export function among(scope: DynamicScope, names: ReadonlySet<string>): DynamicScope {
  return new Map([...scope].filter(([name]) => names.has(name)));
}

/** Equal where two scopes mean the same. */
export function scopeKey(scope: DynamicScope): string {
  return JSON.stringify([...scope].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** By the pointer of the outermost schema; whatever lies in it counts as asking for the same. */
export type ReachedNames = ReadonlyMap<string, ReadonlySet<string>>;

export function reachedNames(root: JsonObject, resources: Resources): ReachedNames {
  const reached = new Map<string, Set<string>>();
  const users = new Map<string, Set<string>>();
  const pending: string[] = [];
  for (const link of resources.links) {
    if (link.dynamicName !== null) {
      add(reached, link.entry, link.dynamicName);
      pending.push(link.entry);
    }
    for (const target of targetsOf(link, root, resources)) add(users, target, link.entry);
  }
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    for (const user of users.get(entry) ?? []) {
      const before = reached.get(user)?.size ?? 0;
      for (const name of reached.get(entry) ?? []) add(reached, user, name);
      if ((reached.get(user)?.size ?? 0) > before) pending.push(user);
    }
  }
  return reached;
}

/** The outermost schemas that a link may lead into; a dynamic name may mean any schema that has it. */
function targetsOf(link: Link, root: JsonObject, resources: Resources): readonly string[] {
  const targets = link.references.flatMap((reference) => {
    const target = findTarget(reference, { root, resources, from: link.resource });
    return target === null ? [] : [target.pointer];
  });
  const anchored = link.dynamicName === null ? [] : (resources.dynamicAnchors.get(link.dynamicName) ?? []);
  return [...targets, ...anchored].flatMap((pointer) => positionAt(resources, pointer)?.entry ?? []);
}

/** Of the schema at a pointer, or of the nearest one around it. */
export function positionAt({ positions }: Resources, pointer: string): Position | null {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const position = positions.get(at);
    if (position !== undefined) return position;
  }
  return null;
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(value));
}

const base = 'https://json-schema.org/draft/2020-12/vocab/';

/** The vocabularies of JSON Schema 2020-12 that are read here; formats are checked either way. */
const known: ReadonlySet<string> = new Set(
  [
    'core',
    'applicator',
    'unevaluated',
    'validation',
    'meta-data',
    'format-annotation',
    'format-assertion',
    'content',
  ].map((name) => base + name),
);

/** The keywords of the vocabulary `validation` (JSON Schema Validation, section 6). */
const validation: ReadonlySet<string> = new Set(
  keywordsThat(({ role, versions }) => role === 'assertion' && versions.includes('3.1')),
);

/**
 * The schema with the keywords alone that its dialect knows, and without the name of that dialect.
 *
 * Unchanged if the dialect is the usual one, or is not described in this document. The reader then has
 * the name to tell.
 */
export function inDialect(schema: JsonObject, { dialect }: Position, lookup: Lookup): JsonObject {
  const vocabulary = dialect === null ? null : vocabularyOf(dialect, lookup);
  if (vocabulary === null) return schema;
  const hasValidation = Object.hasOwn(vocabulary, `${base}validation`);
  const entries = Object.entries(schema).filter(
    ([keyword]) => keyword !== '$schema' && (hasValidation || !validation.has(keyword)),
  );
  return Object.fromEntries(entries);
}

interface Lookup {
  readonly root: JsonObject;
  readonly resources: Resources;
}

/** `null`: unknown, or it demands something that is not read here (JSON Schema Core, section 8.1.2). */
function vocabularyOf(url: string, { root, resources }: Lookup): JsonObject | null {
  const dialect = resources.byUrl.get(url);
  const metaschema = dialect === undefined ? undefined : valueAt(root, dialect.pointer);
  const vocabulary = isJsonObject(metaschema) ? metaschema['$vocabulary'] : undefined;
  if (!isJsonObject(vocabulary)) return null;
  const demanded = Object.entries(vocabulary).filter(([, isDemanded]) => isDemanded === true);
  return demanded.every(([url]) => known.has(url)) ? vocabulary : null;
}
