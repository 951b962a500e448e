/** A tree that an overlay changes: containers are copied once, when they first change. */
import { isContainer, isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
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
