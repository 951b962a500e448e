/** Makes references relative to the file of a document whose `$self` names another address (OpenAPI 3.2, section 4.2.4). */
import { isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { documentSlot } from '../grammar.ts';
import { mappingEntries, referenceIn } from '../references.ts';
import { mapTree } from '../upgrade/map-tree.ts';

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
