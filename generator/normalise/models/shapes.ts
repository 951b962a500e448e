/**
 * Finds schemas of the same shape: no path through their properties leads to a difference.
 *
 * Names of models are ignored, so a reference and its inline twin are equal, also where models refer to
 * themselves.
 */
import { shapeText } from '../../api/hash.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf, isPlain } from '../../api/walk.ts';
import type { ModelSchemas } from './components.ts';

/** Decides whether an inline schema gets its own name. */
export type IsPromoted = (schema: Schema) => boolean;

export interface Shapes {
  /** The class of an inline schema that is promoted. */
  readonly ofSchema: (schema: Schema) => number;
  /** The class of a model. */
  readonly ofModel: (id: string) => number | undefined;
  /** All inline schemas that are promoted, each object once. */
  readonly promoted: readonly Schema[];
}

export function findShapes(roots: readonly Schema[], models: ModelSchemas, isPromoted: IsPromoted): Shapes {
  const promoted = collectPromoted([...models.values(), ...roots], isPromoted);
  const nodes = new Map<Schema | string, PartitionNode<Schema | string>>();
  for (const [id, schema] of models) nodes.set(id, nodeOf(schema, isPromoted));
  for (const schema of promoted) nodes.set(schema, nodeOf(schema, isPromoted));
  const classes = refinePartition(nodes);
  return {
    ofSchema: (schema) => classes.get(schema) ?? -1,
    ofModel: (id) => classes.get(id),
    promoted,
  };
}

/** A promoted schema or a model inside another is one of its children; everything else is its text. */
function nodeOf(schema: Schema, isPromoted: IsPromoted): PartitionNode<Schema | string> {
  const children: (Schema | string)[] = [];
  const text = shapeText(schema, (child) => {
    const isModel = child.kind === 'model';
    if (!isModel && !isPromoted(child)) return null;
    children.push(isModel ? child.model : child);
    return '#';
  });
  if (schema.kind === 'model') return { text: '#', children: [schema.model] };
  return { text, children };
}

function collectPromoted(roots: readonly Schema[], isPromoted: IsPromoted): readonly Schema[] {
  const seen = new Set<Schema>();
  const pending = [...roots];
  const promoted: Schema[] = [];
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (seen.has(schema)) continue;
    seen.add(schema);
    if (isPromoted(schema)) promoted.push(schema);
    for (const child of childrenOf(schema)) {
      if (!isPlain(child.schema)) pending.push(child.schema);
    }
  }
  return promoted;
}

/**
 * Returns whether schemas of this shape become one model wherever they are.
 *
 * An object of one property or a single constant often equals another by chance.
 */
export function isDistinctive(schema: Schema): boolean {
  if (schema.kind === 'refined') return isDistinctive(schema.schema);
  if (schema.kind === 'object') return schema.properties.length >= 2;
  return schema.kind === 'enum' || schema.kind === 'union';
}

/** Returns whether a shape is so large that equal ones become one model also under different names. */
export function isLarge(schema: Schema): boolean {
  if (schema.kind === 'refined') return isLarge(schema.schema);
  if (schema.kind === 'object') return schema.properties.length >= 4;
  if (schema.kind === 'enum') return schema.members.length >= 8;
  return schema.kind === 'union';
}

export interface PartitionNode<Key> {
  /** Nodes with different texts differ. */
  readonly text: string;
  /** In order. A child that is no node of the graph is compared as text. */
  readonly children: readonly Key[];
}

type Graph<Key> = ReadonlyMap<Key, PartitionNode<Key>>;

/** Returns the class of each node. Nodes of one class have equal texts, and children of equal classes. */
export function refinePartition<Key>(nodes: Graph<Key>): ReadonlyMap<Key, number> {
  const partition = new Partition(nodes);
  const parents = parentsOf(nodes);
  let changed: readonly Key[] = [...nodes.keys()];
  while (changed.length > 0) {
    const moved = partition.split(changed);
    changed = [...new Set(moved.flatMap((key) => parents.get(key) ?? []))];
  }
  return partition.classes;
}

function parentsOf<Key>(nodes: Graph<Key>): ReadonlyMap<Key, readonly Key[]> {
  const parents = new Map<Key, Key[]>();
  for (const [key, { children }] of nodes) {
    for (const child of children) {
      const known = parents.get(child);
      if (known === undefined) parents.set(child, [key]);
      else known.push(key);
    }
  }
  return parents;
}

class Partition<Key> {
  readonly classes = new Map<Key, number>();
  readonly #nodes: Graph<Key>;
  readonly #members: Set<Key>[] = [];

  constructor(nodes: Graph<Key>) {
    this.#nodes = nodes;
    for (const [, keys] of Map.groupBy(nodes.keys(), (key) => nodes.get(key)?.text)) this.#addClass(keys);
  }

  /** Separates nodes whose children changed: from each other, and from the rest of their class. Returns those with a new class. */
  split(changed: readonly Key[]): readonly Key[] {
    // All signatures are of the classes before this round.
    const signatures = new Map(changed.map((key) => [key, this.#signatureOf(key)]));
    const groups = Map.groupBy(changed, (key) => this.classes.get(key));
    return [...groups].flatMap(([index = 0, keys]) => {
      const parts = Map.groupBy(keys, (key) => signatures.get(key));
      return this.#splitClass(this.#members[index] ?? new Set(), [...parts.values()]);
    });
  }

  #signatureOf(key: Key): string {
    const children = this.#nodes.get(key)?.children ?? [];
    return children.map((child) => this.classes.get(child) ?? String(child)).join(' ');
  }

  #splitClass(members: Set<Key>, changedParts: readonly (readonly Key[])[]): readonly Key[] {
    const changed = new Set(changedParts.flat());
    const [largest = []] = changedParts.toSorted((left, right) => right.length - left.length);
    const unchangedCount = members.size - changed.size;
    const keepsUnchanged = unchangedCount >= largest.length;
    const unchanged = keepsUnchanged ? [] : [...members].filter((key) => !changed.has(key));
    const leaving = [...changedParts.filter((part) => keepsUnchanged || part !== largest), unchanged];
    for (const part of leaving) {
      for (const key of part) members.delete(key);
      if (part.length > 0) this.#addClass(part);
    }
    return leaving.flat();
  }

  #addClass(keys: readonly Key[]): void {
    for (const key of keys) this.classes.set(key, this.#members.length);
    this.#members.push(new Set(keys));
  }
}
