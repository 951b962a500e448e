/** A tree that an overlay changes, with the origin of each of its parts: containers are copied once, when they first change. */
import { isContainer, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';
import type { Origin, Origins } from '../document.ts';
import { memberOf } from '../references.ts';

/** A container of the draft that may be written. */
export type Owned = { [key: string]: JsonValue } | JsonValue[];

export class Draft {
  #root: JsonObject;
  #owned = new WeakSet<object>();

  constructor(root: JsonObject) {
    this.#root = root;
  }

  get root(): JsonObject {
    return this.#root;
  }

  /** A value that will stand in a second place: from now on, both places copy before they change it. */
  share(keys: readonly string[]): JsonValue | undefined {
    this.#owned = new WeakSet();
    return keys.reduce<JsonValue | undefined>(memberOf, this.#root);
  }

  /** The container at a path, ready to be written; `null` where there is none. */
  open(keys: readonly string[]): Owned | null {
    const root = this.#own(this.#root);
    if (root === null || Array.isArray(root)) return null;
    this.#root = root;
    let at: Owned = root;
    for (const key of keys) {
      const inner = this.#openMember(at, key);
      if (inner === null) return null;
      at = inner;
    }
    return at;
  }

  #openMember(owner: Owned, key: string): Owned | null {
    const member = memberOf(owner, key);
    const owned = member === undefined ? null : this.#own(member);
    if (owned !== null && owned !== member) write(owner, key, owned);
    return owned;
  }

  #own(value: JsonValue): Owned | null {
    if (!isContainer(value)) return null;
    // Only copies that this draft has made are in the set.
    if (this.#owned.has(value)) return value as Owned;
    const copy: Owned | null = isJsonArray(value) ? [...value] : isJsonObject(value) ? { ...value } : null;
    if (copy !== null) this.#owned.add(copy);
    return copy;
  }
}

/** Also a key `__proto__`, which an assignment would lose. */
export function write(owner: Owned, key: string, value: JsonValue): void {
  if (Array.isArray(owner)) owner[Number(key)] = value;
  else Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
}

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
