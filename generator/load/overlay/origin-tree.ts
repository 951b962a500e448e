/** Origins of the parts of a tree that changes: entries move and disappear with what they describe. */
import { pointerStep } from '../../api/place.ts';
import type { Origin, Origins } from '../origins.ts';

/** `null`: the origin of the nearest ancestor, continued. */
interface OriginNode {
  origin: Origin | null;
  readonly children: Map<string, OriginNode>;
}

export class OriginTree {
  readonly #root: OriginNode = { origin: null, children: new Map() };

  set(keys: readonly string[], origin: Origin): void {
    const node = this.#nodeAt(keys, true);
    if (node === null) return;
    node.origin = origin;
    node.children.clear();
  }

  /** Forgets a member of an object, and all below it. */
  remove(keys: readonly string[]): void {
    this.#nodeAt(keys.slice(0, -1), false)?.children.delete(keys.at(-1) ?? '');
  }

  /** Elements of a list move up. `kept`: the old indices, in order. */
  keepElements(keys: readonly string[], kept: readonly number[]): void {
    const list = this.#nodeAt(keys, true);
    if (list === null) return;
    const moved = kept.flatMap((before, after): readonly (readonly [string, OriginNode])[] => {
      const known = list.children.get(String(before));
      if (before === after && known === undefined) return [];
      const origin = known?.origin ?? this.#originOf([...keys, String(before)]);
      return [[String(after), { origin, children: known?.children ?? new Map() }]];
    });
    list.children.clear();
    for (const [key, node] of moved) list.children.set(key, node);
  }

  /** By pointer. */
  entries(): Origins {
    const entries = new Map<string, Origin>();
    const open: (readonly [string, OriginNode])[] = [['', this.#root]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [pointer, { origin, children }] = next;
      if (origin !== null) entries.set(pointer, origin);
      for (const [key, child] of children) open.push([pointer + pointerStep(key), child]);
    }
    return entries;
  }

  #nodeAt(keys: readonly string[], create: boolean): OriginNode | null {
    let node = this.#root;
    for (const key of keys) {
      const child = node.children.get(key) ?? (create ? { origin: null, children: new Map() } : null);
      if (child === null) return null;
      node.children.set(key, child);
      node = child;
    }
    return node;
  }

  #originOf(keys: readonly string[]): Origin {
    let [origin, length]: readonly [Origin, number] = ['', 0];
    let node: OriginNode | undefined = this.#root;
    for (const [index, key] of keys.entries()) {
      node = node?.children.get(key);
      if (node === undefined) break;
      if (node.origin !== null) [origin, length] = [node.origin, index + 1];
    }
    const rest = keys.slice(length).map(pointerStep).join('');
    return typeof origin === 'string' ? origin + rest : { ...origin, pointer: origin.pointer + rest };
  }
}
