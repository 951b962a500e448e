/**
 * A document whose references go by URI, anchor or dynamic anchor → the same with plain pointers alone.
 *
 * The target of a `$dynamicRef` depends on the path that led to it: a schema that is reached by another path than from
 * its own place is copied for that way, with the reference bound to what it means there.
 */
import { hashText } from '../../api/hash.ts';
import {
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../api/json.ts';
import { pointerKeys, pointerStep } from '../../api/place.ts';
import { documentSlot, type Slot } from '../grammar.ts';
import type { Origin, Origins } from '../document.ts';
import { mappingEntries, mapTree, referenceIn, valueAt } from '../references.ts';
import {
  among,
  type DynamicScope,
  entering,
  inDialect,
  positionAt,
  reachedNames,
  type ReachedNames,
  scopeInPlace,
  scopeKey,
} from './dynamic-scope.ts';
import {
  findResources,
  findTarget,
  type Position,
  referenceTo,
  type Resource,
  type Resources,
  textOf,
} from './resources.ts';

interface PlainReferences {
  readonly root: JsonObject;
  /** Where copies were taken from. */
  readonly origins: Origins;
}

/** More ways through one document than any real one has; beyond them `$dynamicRef` stays, and is reported. */
const MOST_COPIES = 500;

const schemaSlot: Slot = { shape: 'one', kind: 'schema' };

/** A reference without a target here stays unchanged: a later step may resolve it. */
export function withPlainReferences(root: JsonObject): PlainReferences {
  const resources = findResources(root);
  const reached = reachedNames(root, resources);
  const work: Work = { root, resources, reached, copies: new Map(), pending: [] };
  const inPlace = mapTree(root, { slot: documentSlot, pointer: '' }, (value, slot, pointer) => {
    const position = slot.kind === 'schema' ? resources.positions.get(pointer) : undefined;
    if (position === undefined) return value;
    const scope = scopeInPlace(position.resource, resources.dynamicNames);
    return withReferences(work, value, { position, scope, owner: position.entry });
  });
  const made = makeCopies(work);
  const whole = mapTree(inPlace, { slot: documentSlot, pointer: '' }, (value, _, pointer) => {
    const own = made.get(pointer);
    return own === undefined ? value : { ...value, $defs: { ...objectOf(value['$defs']), ...own } };
  });
  const origins = [...work.copies.values()].map(({ home, source }): [string, Origin] => [home, source]);
  return { root: isJsonObject(whole) ? whole : root, origins: new Map(origins) };
}

interface Work {
  readonly root: JsonObject;
  readonly resources: Resources;
  readonly reached: ReachedNames;
  /** By owner, source and scope. */
  readonly copies: Map<string, Copy>;
  readonly pending: Copy[];
}

/** A schema that is met with another scope than in its place. */
interface Copy {
  readonly source: string;
  readonly scope: DynamicScope;
  /** Pointer of the outermost schema that the copy is made for. */
  readonly owner: string;
  readonly key: string;
  readonly home: string;
}

/** A copy may need others. */
function makeCopies(work: Work): ReadonlyMap<string, JsonObject> {
  const made = new Map<string, JsonObject>();
  for (let copy = work.pending.pop(); copy !== undefined; copy = work.pending.pop()) {
    made.set(copy.owner, { ...made.get(copy.owner), [copy.key]: makeCopy(work, copy) });
  }
  return made;
}

function makeCopy(work: Work, { source, scope, owner }: Copy): JsonValue {
  const { root, resources } = work;
  const start = positionAt(resources, source);
  return mapTree(
    valueAt(root, source) ?? true,
    { slot: schemaSlot, pointer: source },
    (value, slot, pointer) => {
      const position = slot.kind === 'schema' ? resources.positions.get(pointer) : undefined;
      if (position === undefined) return value;
      const inner = scopeBelow(scope, position.resource, { outermost: start?.resource ?? null, resources });
      return withReferences(work, value, { position, scope: inner, owner });
    },
  );
}

interface Below {
  readonly outermost: Resource | null;
  readonly resources: Resources;
}

/** The scope, with the resources that lie between where it holds and `resource`. */
function scopeBelow(scope: DynamicScope, resource: Resource, below: Below): DynamicScope {
  if (resource === below.outermost || resource.parent === null) return scope;
  return entering(scopeBelow(scope, resource.parent, below), resource, below.resources.dynamicNames);
}

interface Here {
  readonly position: Position;
  readonly scope: DynamicScope;
  readonly owner: string;
}

/** The schema with its own references plain; those of the schemas in it are seen to on their own. */
function withReferences(work: Work, written: JsonObject, here: Here): JsonObject {
  const schema = inDialect(written, here.position, work);
  const reference = textOf(schema, '$ref');
  const plain = reference === null ? null : plainReference(work, reference, here);
  const referred = plain === null ? schema : { ...schema, $ref: plain };
  const dynamic = textOf(schema, '$dynamicRef');
  const bound = dynamic === null ? null : boundReference(work, dynamic, here);
  if (bound === null) return referred;
  const { $dynamicRef: _, ...others } = referred;
  if (reference === null) return { ...others, $ref: bound };
  return { ...others, allOf: [...listOf(others['allOf']), { $ref: bound }] };
}

function plainReference(work: Work, reference: string, here: Here): string | null {
  const { root, resources } = work;
  const target = findTarget(reference, { root, resources, from: here.position.resource });
  return target === null ? null : referenceFrom(work, target.pointer, here);
}

/** Bound to the outermost anchor of its name, if it leads to a dynamic one at all (JSON Schema Core, section 8.2.3.2). */
function boundReference(work: Work, reference: string, here: Here): string | null {
  const { root, resources } = work;
  const target = findTarget(reference, { root, resources, from: here.position.resource });
  if (target === null) return null;
  if (target.dynamicName === null) return referenceFrom(work, target.pointer, here);
  if (!resources.dynamicNames.has(target.dynamicName)) return null;
  const known = here.scope.get(target.dynamicName);
  const pointer = known === undefined ? target.pointer : known;
  return pointer === null ? null : referenceFrom(work, pointer, here);
}

/** To the schema in its place, or to a copy where it means something else from here; `null`: too many copies. */
function referenceFrom(work: Work, source: string, here: Here): string | null {
  const { resources, copies } = work;
  const position = positionAt(resources, source);
  if (position === null) return referenceTo(source);
  const names = work.reached.get(position.entry) ?? new Set();
  const scope = among(entering(here.scope, position.resource, names), names);
  if (scopeKey(scope) === scopeKey(scopeInPlace(position.resource, names))) return referenceTo(source);
  const id = JSON.stringify([here.owner, source, scopeKey(scope)]);
  const known = copies.get(id);
  if (known !== undefined) return referenceTo(known.home);
  if (copies.size >= MOST_COPIES) return null;
  const key = `${pointerKeys(source).at(-1) ?? 'document'} ${hashText(id).slice(0, 6)}`;
  const copy: Copy = {
    source,
    scope,
    owner: here.owner,
    key,
    home: `${here.owner}/$defs${pointerStep(key)}`,
  };
  copies.set(id, copy);
  work.pending.push(copy);
  return referenceTo(copy.home);
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: JsonValue | undefined): JsonArray {
  return isJsonArray(value) ? value : [];
}

interface Addresses {
  /** Address that relative references resolve against. */
  readonly base: string;
  /** Files of documents, by the addresses that they give themselves. */
  readonly files: ReadonlyMap<string, string>;
}

/** Returns the address that a document gives itself; `null` if it gives none. */
export function selfOf(root: JsonObject, url: string): string | null {
  const { $self } = root;
  const self = typeof $self === 'string' ? URL.parse($self, url) : null;
  if (self === null) return null;
  self.hash = '';
  return self.href;
}

/**
 * Rewrites references that resolve against `$self`: to the document itself, or to a file beside it. `$self` is
 * where the document is published, and its neighbours there are its neighbours here. Other addresses become absolute.
 */
export function withoutSelf(
  root: JsonObject,
  url: string,
  files: ReadonlyMap<string, string> = new Map(),
): JsonObject {
  const self = selfOf(root, url);
  if (self === null && files.size === 0) return root;
  const addresses: Addresses = { base: self ?? url, files };
  const changed: JsonValue = mapTree(root, { slot: documentSlot, pointer: '' }, (value, slot) =>
    slot.kind === 'discriminator' ? withMapping(value, addresses) : withReference(value, addresses),
  );
  return isJsonObject(changed) ? changed : root;
}

function withReference(value: JsonObject, addresses: Addresses): JsonObject {
  const reference = referenceIn(value);
  const moved = reference === null ? null : moveReference(reference, addresses);
  return moved === null || moved === reference ? value : { ...value, $ref: moved };
}

function withMapping(value: JsonObject, addresses: Addresses): JsonObject {
  const moved = mappingEntries(value).map(([key, target]) => [
    key,
    moveReference(target, addresses) ?? target,
  ]);
  const { mapping } = value;
  return moved.length === 0 || !isJsonObject(mapping)
    ? value
    : { ...value, mapping: { ...mapping, ...Object.fromEntries(moved) } };
}

/** `null` where the text is no URI reference. */
function moveReference(reference: string, { base, files }: Addresses): string | null {
  if (reference.startsWith('#')) return reference;
  const target = URL.parse(reference, base);
  if (target === null) return null;
  const fragment = target.hash;
  target.hash = '';
  if (target.href === base) return fragment === '' ? '#' : fragment;
  const file = files.get(target.href);
  if (file !== undefined) return file + fragment;
  const folder = new URL('.', base).href;
  if (!target.href.startsWith(folder)) return target.href + fragment;
  return `./${target.href.slice(folder.length)}${fragment}`;
}
