/** Applies the actions of an overlay to a tree, and records the parts that the overlay wrote. */
import {
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../api/json.ts';
import { below, type Place } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import type { Origins } from '../document.ts';
import { countValues } from '../read/measure.ts';
import { memberOf } from '../references.ts';
import { Draft, OriginTree, type Owned, write } from './draft.ts';
import { type OverlayAction, type OverlayChange, selectNodes } from './parse-overlay.ts';

interface Overlaid {
  readonly root: JsonObject;
  readonly origins: Origins;
}

interface Overlaying {
  readonly draft: Draft;
  readonly origins: OriginTree;
  readonly diagnostics: DiagnosticCollector;
  /** Values that the remaining actions may add, and steps to those that they may select. */
  budget: number;
}

/** Each action may multiply what the one before has made. All descriptions of GitHub's 13 MB are a third of it. */
const mostWork = 1_000_000;

/** In order, each on what the ones before it made; the tree that was given stays as it is. */
export function applyOverlay(
  root: JsonObject,
  actions: readonly OverlayAction[],
  diagnostics: DiagnosticCollector,
): Overlaid {
  const overlaying: Overlaying = {
    draft: new Draft(root),
    origins: new OriginTree(),
    diagnostics,
    budget: mostWork,
  };
  for (const action of actions) {
    applyAction(overlaying, action);
    if (overlaying.budget < 0) {
      const message = `The overlay selects or adds too much: more than ${mostWork.toLocaleString('en')} values.`;
      diagnostics.report({ code: 'CW1006', message, place: below(action.place, 'target') });
      break;
    }
  }
  return { root: overlaying.draft.root, origins: overlaying.origins.entries() };
}

function applyAction(overlaying: Overlaying, action: OverlayAction): void {
  const place = below(action.place, 'target');
  const paths = select(overlaying, { path: action.target, place });
  if (action.change.kind === 'remove') return remove(overlaying, paths, place);
  const change = updateOf(overlaying, action.change, action.place);
  if (change === null) return;
  const size = countValues(change.update);
  for (const keys of paths) {
    overlaying.budget -= size;
    if (overlaying.budget < 0) return;
    if (keys.length > 0 || isJsonObject(change.update)) update(overlaying, keys, change);
    else {
      const message = 'The whole document can only be merged with an object.';
      overlaying.diagnostics.report({ code: 'CW1032', message, place });
    }
  }
}

interface Update {
  readonly update: JsonValue;
  /** Where the update was written. */
  readonly place: Place;
}

function updateOf(
  overlaying: Overlaying,
  change: Exclude<OverlayChange, { kind: 'remove' }>,
  place: Place,
): Update | null {
  if (change.kind === 'update') return { update: change.value, place: below(place, 'update') };
  const [keys] = select(overlaying, { path: change.source, place: below(place, 'copy') });
  const value = keys === undefined ? undefined : overlaying.draft.share(keys);
  return value === undefined ? null : { update: value, place: below(place, 'copy') };
}

interface Selection {
  readonly path: string;
  readonly place: Place;
}

/** Paths of the selected values. Empty if the path is malformed, selects nothing or too much, which is reported. */
function select(overlaying: Overlaying, { path, place }: Selection): readonly (readonly string[])[] {
  const { diagnostics, draft } = overlaying;
  const paths = selectNodes(draft.root, path, overlaying.budget);
  if (paths === 'malformed') {
    diagnostics.report({ code: 'CW1030', message: `"${path}" is not a JSONPath (RFC 9535).`, place });
    return [];
  }
  overlaying.budget = paths === 'too many' ? -1 : overlaying.budget - paths.flat().length;
  if (paths === 'too many') return [];
  if (paths.length === 0) {
    diagnostics.report({ code: 'CW1031', message: `"${path}" matches nothing in the document.`, place });
  }
  return paths;
}

/** Deeper values first: their paths do not change when a list above them gets shorter. */
function remove(
  { draft, origins, diagnostics }: Overlaying,
  paths: readonly (readonly string[])[],
  place: Place,
): void {
  if (paths.some((keys) => keys.length === 0)) {
    diagnostics.report({ code: 'CW1032', message: 'The whole document cannot be removed.', place });
    return;
  }
  const byOwner = Map.groupBy(paths, (keys) => JSON.stringify(keys.slice(0, -1)));
  const groups = [...byOwner.values()].toSorted(([a = []], [b = []]) => b.length - a.length);
  for (const group of groups) {
    const keys = group[0]?.slice(0, -1) ?? [];
    const owner = draft.open(keys);
    const members = group.map((path) => path.at(-1) ?? '');
    if (Array.isArray(owner)) removeElements(owner, members, (kept) => origins.keepElements(keys, kept));
    else if (owner !== null) {
      for (const member of members) {
        Reflect.deleteProperty(owner, member);
        origins.remove([...keys, member]);
      }
    }
  }
}

function removeElements(
  list: JsonValue[],
  members: readonly string[],
  onKept: (indices: readonly number[]) => void,
): void {
  const removed = new Set(members.map(Number));
  const kept = [...list.keys()].filter((index) => !removed.has(index));
  onKept(kept);
  kept.forEach((before, after) => {
    const value = list[before];
    if (value !== undefined) list[after] = value;
  });
  list.length = kept.length;
}

/** Objects are merged member by member, lists are joined, anything else is replaced. */
function update(overlaying: Overlaying, keys: readonly string[], change: Update): void {
  const { draft, origins } = overlaying;
  const target = draft.open(keys);
  if (Array.isArray(target)) return appendTo(target, keys, { ...change, origins });
  if (target !== null && isJsonObject(change.update)) {
    return mergeInto(overlaying, { target, keys, update: change.update, place: change.place });
  }
  const owner = draft.open(keys.slice(0, -1));
  const key = keys.at(-1) ?? '';
  // The same action may have replaced a value above.
  if (owner === null || memberOf(owner, key) === undefined) return;
  write(owner, key, change.update);
  origins.set(keys, change.place);
}

interface Merge {
  readonly target: Exclude<Owned, JsonValue[]>;
  readonly keys: readonly string[];
  readonly update: JsonObject;
  readonly place: Place;
}

function mergeInto(overlaying: Overlaying, { target, keys, update: added, place }: Merge): void {
  for (const [key, value] of Object.entries<JsonValue>(added)) {
    const inner = [...keys, key];
    if (Object.hasOwn(target, key)) update(overlaying, inner, { update: value, place: below(place, key) });
    else {
      write(target, key, value);
      overlaying.origins.set(inner, below(place, key));
    }
  }
}

/** A list of several is joined, a single value is one more entry. */
function appendTo(
  target: JsonValue[],
  keys: readonly string[],
  { update: added, place, origins }: Update & { readonly origins: OriginTree },
): void {
  const values: JsonArray = isJsonArray(added) ? added : [added];
  values.forEach((value, index) => {
    origins.set([...keys, String(target.length)], isJsonArray(added) ? below(place, index) : place);
    target.push(value);
  });
}
