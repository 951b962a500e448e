/** A value at a known position of a document: the references in it, never those in examples or other data, and the same value with some objects replaced. */
import { isContainer, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../api/json.ts';
import { pointerKeys, pointerStep } from '../api/place.ts';
import { settle, type Slot, slotWithin } from './grammar.ts';

export interface ReferenceSite {
  readonly reference: string;
  /** Kind of object that the position of the reference allows. */
  readonly slot: Slot;
  /** Of the object that holds the reference; of the entry itself in a discriminator's mapping. */
  readonly pointer: string;
  /** The object that has `$ref`; `null` in a discriminator's mapping. */
  readonly holder: JsonObject | null;
}

interface Visit {
  readonly value: JsonValue | undefined;
  readonly slot: Slot;
  readonly pointer: string;
  readonly onReference: (site: ReferenceSite) => void;
}

/** Recursion is bounded by the depth that parsing lets through. */
export function visitReferences({ value, slot, pointer, onReference }: Visit): void {
  if (isJsonArray(value)) {
    const settled = settle(slot, value);
    if (settled.shape !== 'list') return;
    value.forEach((item, index) =>
      visitReferences({ value: item, slot: elementOf(settled), pointer: `${pointer}/${index}`, onReference }),
    );
    return;
  }
  if (!isJsonObject(value)) return;
  const here = settle(slot, value);
  const reference = referenceIn(value);
  if (reference !== null) onReference({ reference, slot: here, pointer, holder: value });
  if (here.kind === 'discriminator') visitMapping({ value, slot: here, pointer, onReference });
  for (const [key, member] of Object.entries<JsonValue>(value)) {
    const inner = slotWithin(here, key);
    if (inner === null || !isContainer(member)) continue;
    visitReferences({ value: member, slot: inner, pointer: pointer + pointerStep(key), onReference });
  }
}

function elementOf(slot: Slot): Slot {
  return { ...slot, shape: 'one' };
}

/** The text of an object's own `$ref`; a property that happens to be called `$ref` holds a schema, no text. */
export function referenceIn(value: JsonObject): string | null {
  if (!Object.hasOwn(value, '$ref')) return null;
  const { $ref } = value;
  return typeof $ref === 'string' ? $ref : null;
}

function visitMapping({ value, pointer, onReference }: Visit): void {
  for (const [key, target] of mappingEntries(value)) {
    const at = `${pointer}/mapping${pointerStep(key)}`;
    onReference({ reference: target, slot: { shape: 'one', kind: 'schema' }, pointer: at, holder: null });
  }
}

/** The entries of a discriminator's mapping that are references; the others are names of schemas (OpenAPI 3.0, 4.7.25). */
export function mappingEntries(discriminator: JsonValue | undefined): readonly [string, string][] {
  const mapping = isJsonObject(discriminator) ? discriminator['mapping'] : undefined;
  if (!isJsonObject(mapping)) return [];
  return Object.entries<JsonValue>(mapping).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isReferenceText(entry[1]),
  );
}

/** A mapping's value is a name unless it can only be a reference. */
export function isReferenceText(text: string): boolean {
  return /[#/]|\.(?:json|ya?ml)$/i.test(text);
}

interface ReferenceTarget {
  readonly url: string;
  /** `null` where the fragment is no JSON pointer. */
  readonly pointer: string | null;
}

/** `null` where the text is no URI reference. */
export function resolveReference(reference: string, base: string): ReferenceTarget | null {
  const hash = reference.indexOf('#');
  const path = hash === -1 ? reference : reference.slice(0, hash);
  const url = path === '' ? base : URL.parse(path, base)?.href;
  return url === undefined ? null : { url, pointer: pointerOf(hash === -1 ? '' : reference.slice(hash + 1)) };
}

/** The pointer that a fragment holds percent-encoded (RFC 6901, section 6). */
function pointerOf(fragment: string): string | null {
  try {
    const pointer = decodeURIComponent(fragment);
    return pointer === '' || pointer.startsWith('/') ? pointer : null;
  } catch {
    return fragment.startsWith('/') ? fragment : null;
  }
}

/** Only own members are found: `#/constructor` is not. */
export function valueAt(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of pointerKeys(pointer)) value = memberOf(value, key);
  return value;
}

/** An own member of an object, or an element of an array. */
export function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (isJsonArray(value)) return /^(?:0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Answers what stands for `value`, whose members are done already; the same object: nothing to change. */
export type Change = (value: JsonObject, slot: Slot, pointer: string) => JsonObject;

interface TreePosition {
  readonly slot: Slot;
  readonly pointer: string;
}

/** From the leaves up; opaque parts are never entered. */
export function mapTree(value: JsonValue, { slot, pointer }: TreePosition, change: Change): JsonValue {
  const settled = settle(slot, value);
  if (isJsonArray(value)) {
    return settled.shape === 'list' ? mapList(value, { slot: settled, pointer }, change) : value;
  }
  return isJsonObject(value) ? mapObject(value, { slot: settled, pointer }, change) : value;
}

function mapList(value: readonly JsonValue[], { slot, pointer }: TreePosition, change: Change): JsonValue {
  const single: Slot = { ...slot, shape: 'one' };
  const mapped = value.map((item, index) =>
    mapTree(item, { slot: single, pointer: `${pointer}/${index}` }, change),
  );
  return mapped.some((item, index) => item !== value[index]) ? mapped : value;
}

function mapObject(value: JsonObject, at: TreePosition, change: Change): JsonObject {
  let changed = false;
  const entries = Object.entries<JsonValue>(value).map(([key, member]): [string, JsonValue] => {
    const slot = typeof member === 'object' ? slotWithin(at.slot, key) : null;
    const mapped =
      slot === null ? member : mapTree(member, { slot, pointer: at.pointer + pointerStep(key) }, change);
    changed ||= mapped !== member;
    return [key, mapped];
  });
  const whole = changed ? Object.fromEntries(entries) : value;
  return at.slot.shape === 'one' ? change(whole, at.slot, at.pointer) : whole;
}
