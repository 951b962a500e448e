/** A part of one file → the same part as it stands in the bundled tree, its references local or put in place. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import { fragmentOf, type Place, pointerStep } from '../../api/place.ts';
import { settle, type Slot, slotWithin } from '../grammar.ts';
import { maximumNodes, maximumPlaced } from '../read/measure.ts';
import { isReferenceText, referenceIn } from '../references.ts';
import {
  type BundleFiles,
  findTarget,
  type Found,
  homeSection,
  placeIn,
  referenceToEntry,
  type Target,
  targetId,
} from './bundle-discover.ts';
import type { ComponentPointers } from './bundle-names.ts';
import type { Unresolved } from './unresolved.ts';

export interface Rewriting {
  readonly files: BundleFiles;
  readonly swagger: boolean;
  readonly componentPointers: ComponentPointers;
  /** Filled with where everything came from that was not in the entry file. */
  readonly origins: Map<string, Place>;
  readonly unresolved: Unresolved;
  /** Objects written so far. */
  count: number;
  /** References replaced by what they name so far. */
  placed: number;
}

export interface At {
  readonly rewriting: Rewriting;
  /** The file that the value was written in. */
  readonly url: string;
  /** Where it was written. */
  readonly source: string;
  /** Where it comes to stand. */
  readonly out: string;
  readonly slot: Slot;
  /** Targets that are being inlined. Inlining one of them again would never end. */
  readonly inlined: readonly string[];
}

/** Recursion is bounded by the depth of each file and by what may be put in place. */
export function rewrite(value: JsonValue, at: At): JsonValue {
  const slot = settle(at.slot, value);
  if (isJsonArray(value)) return slot.shape === 'list' ? rewriteList(value, at) : value;
  if (!isJsonObject(value)) return value;
  const reference = referenceIn(value);
  if (reference !== null) return rewriteReference(value, reference, { ...at, slot });
  return Object.fromEntries(rewriteMembers(value, { ...at, slot }));
}

function rewriteList(value: readonly JsonValue[], at: At): JsonValue {
  const slot: Slot = { ...settle(at.slot, value), shape: 'one' };
  return value.map((item, index) => rewrite(item, within({ ...at, slot }, index)));
}

function rewriteMembers(value: JsonObject, at: At): [string, JsonValue][] {
  at.rewriting.count += 1;
  return Object.entries<JsonValue>(value).map(([key, member]) => {
    const isMapping = at.slot.kind === 'discriminator' && key === 'mapping';
    if (isMapping) return [key, rewriteMapping(member, at)];
    const slot = slotWithin(at.slot, key);
    return [key, slot === null ? member : rewrite(member, within({ ...at, slot }, key))];
  });
}

function rewriteMapping(mapping: JsonValue, at: At): JsonValue {
  if (!isJsonObject(mapping)) return mapping;
  const slot: Slot = { shape: 'one', kind: 'schema' };
  return Object.fromEntries(
    Object.entries<JsonValue>(mapping).map(([key, target]) => {
      if (typeof target !== 'string' || !isReferenceText(target)) return [key, target];
      return [key, localReference(target, { ...within(within(at, 'mapping'), key), slot })];
    }),
  );
}

function rewriteReference(value: JsonObject, reference: string, at: At): JsonValue {
  const { files, unresolved, count, placed } = at.rewriting;
  const toEntry = referenceToEntry(files, reference, at.url);
  const found = toEntry === null ? findTarget(files, reference, at.url) : null;
  if (found === null || !isPutInPlace(found, at)) {
    const others = rewriteMembers(value, at).filter(([key]) => key !== '$ref');
    return Object.fromEntries([['$ref', localReference(reference, at)], ...others]);
  }
  const id = targetId(found, at.slot);
  const place = placeIn(files, at.url, at.source);
  if (at.inlined.includes(id)) unresolved.endless(place, reference);
  else if (count > maximumNodes || placed > maximumPlaced) unresolved.tooLarge(place);
  else return putInPlace(value, found, { ...at, inlined: [...at.inlined, id] });
  return value;
}

/** Returns true if no section has objects of its kind, or if the target becomes this component. */
function isPutInPlace(found: Found, at: At): boolean {
  const { componentPointers, swagger } = at.rewriting;
  const section = homeSection({ slot: at.slot, holder: null }, swagger);
  return section === null || componentPointers.get(targetId(found, at.slot)) === at.out;
}

/** Members beside the reference override those of its target. */
function putInPlace(value: JsonObject, found: Found, at: At): JsonValue {
  const { files, origins } = at.rewriting;
  at.rewriting.placed += 1;
  origins.set(at.out, placeIn(files, found.url, found.pointer));
  const content = rewrite(found.value, { ...at, url: found.url, source: found.pointer });
  const siblings = rewriteMembers(value, at).filter(([key]) => key !== '$ref');
  if (siblings.length === 0 || !isJsonObject(content)) return content;
  for (const [key] of siblings) {
    origins.set(at.out + pointerStep(key), placeIn(files, at.url, at.source + pointerStep(key)));
  }
  return Object.fromEntries([...Object.entries(content), ...siblings]);
}

/** The reference as it has to read in the bundled tree; one that leads nowhere is never left to match by chance. */
function localReference(reference: string, at: At): string {
  const { files, componentPointers, unresolved } = at.rewriting;
  const toEntry = referenceToEntry(files, reference, at.url);
  if (toEntry !== null) return toEntry;
  const found = findTarget(files, reference, at.url);
  const componentPointer = found === null ? undefined : componentPointers.get(targetId(found, at.slot));
  if (componentPointer !== undefined) return fragmentOf(componentPointer);
  unresolved.add(placeIn(files, at.url, at.source), reference, at.url);
  return reference.startsWith('#') ? `${placeIn(files, at.url, '').file}${reference}` : reference;
}

/** Rewrites a target as the component at `componentPointer`. */
export function rewriteTarget(rewriting: Rewriting, target: Target, componentPointer: string): JsonValue {
  const { url, pointer, slot, value } = target;
  rewriting.origins.set(componentPointer, placeIn(rewriting.files, url, pointer));
  return rewrite(value, { rewriting, url, source: pointer, out: componentPointer, slot, inlined: [] });
}

function within(at: At, key: string | number): At {
  const step = pointerStep(key);
  return { ...at, source: at.source + step, out: at.out + step };
}
