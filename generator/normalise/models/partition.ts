/**
 * Partition refinement: separates nodes of a graph that differ, directly or anywhere below them.
 *
 * Each round looks only at nodes above those that changed their class, and the largest part of a class
 * keeps its number. A node changes its class `log n` times at most, so a chain of thousands of nodes
 * takes no longer than as many separate ones.
 */

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
