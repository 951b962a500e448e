/** Applies the actions of an overlay to a tree, and records the parts that the overlay wrote. */
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonArray, JsonObject, JsonValue } from '../../api/json.ts';
import { below, pointerKeys, pointerStep } from '../../api/place.ts';
import type { Place } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import type { Origin, Origins } from '../origins.ts';
import { memberOf, valueAt } from '../references.ts';
import { selectNodes } from './parse-overlay.ts';
import type { OverlayAction } from './parse-overlay.ts';

interface Overlaid {
  readonly root: JsonObject;
  readonly origins: Origins;
}

interface Overlaying {
  readonly origins: Map<string, Origin>;
  readonly diagnostics: DiagnosticCollector;
}

/** In order, each on what the ones before it made; the tree that was given stays as it is. */
export function applyOverlay(
  root: JsonObject,
  actions: readonly OverlayAction[],
  diagnostics: DiagnosticCollector,
): Overlaid {
  const overlaying = { origins: new Map<string, Origin>(), diagnostics };
  const tree = actions.reduce((current, action) => applyAction(overlaying, current, action), root);
  return { root: tree, origins: overlaying.origins };
}

function applyAction(overlaying: Overlaying, root: JsonObject, action: OverlayAction): JsonObject {
  const place = below(action.place, 'target');
  const pointers = select(root, { path: action.target, place }, overlaying.diagnostics);
  if (action.change.kind === 'remove') return remove(overlaying, root, { pointers, place });
  const change = changeOf(root, action, overlaying.diagnostics);
  if (change === null) return root;
  return pointers.reduce((tree, pointer) => {
    const merged = changeAt(tree, pointerKeys(pointer), (target) =>
      mergeValues({ ...overlaying, ...change, target, pointer }),
    );
    if (isJsonObject(merged)) return merged;
    overlaying.diagnostics.report({
      code: 'CW1032',
      message: 'The whole document can only be merged with an object.',
      place,
    });
    return tree;
  }, root);
}

/** The value that is merged in, and where it was written. */
function changeOf(root: JsonObject, { change, place }: OverlayAction, diagnostics: DiagnosticCollector) {
  if (change.kind === 'remove') return null;
  if (change.kind === 'update') return { update: change.value, place: below(place, 'update') };
  const [pointer] = select(root, { path: change.source, place: below(place, 'copy') }, diagnostics);
  const update = pointer === undefined ? undefined : valueAt(root, pointer);
  return update === undefined ? null : { update, place: below(place, 'copy') };
}

interface Selection {
  readonly path: string;
  readonly place: Place;
}

/** Empty where the path is malformed or selects nothing, which is reported. */
function select(
  root: JsonObject,
  { path, place }: Selection,
  diagnostics: DiagnosticCollector,
): readonly string[] {
  const pointers = selectNodes(root, path);
  if (pointers === null)
    diagnostics.report({ code: 'CW1030', message: `"${path}" is not a JSONPath (RFC 9535).`, place });
  else if (pointers.length === 0) {
    diagnostics.report({ code: 'CW1031', message: `"${path}" matches nothing in the document.`, place });
  }
  return pointers ?? [];
}

interface Removal {
  readonly pointers: readonly string[];
  readonly place: Place;
}

/** From the last to the first: removing an element moves only what lies behind it. */
function remove(
  { origins, diagnostics }: Overlaying,
  root: JsonObject,
  { pointers, place }: Removal,
): JsonObject {
  if (pointers.includes('')) {
    diagnostics.report({ code: 'CW1032', message: 'The whole document cannot be removed.', place });
    return root;
  }
  let tree: JsonValue = root;
  for (const pointer of [...pointers].reverse()) {
    const keys = pointerKeys(pointer);
    const owner = { pointer: pointer.slice(0, pointer.lastIndexOf('/')), origins };
    tree = changeAt(tree, keys.slice(0, -1), (value) => withoutMember(value, keys.at(-1) ?? '', owner));
  }
  return isJsonObject(tree) ? tree : root;
}

interface Owner {
  readonly pointer: string;
  readonly origins: Map<string, Origin>;
}

function withoutMember(owner: JsonValue, key: string, { pointer, origins }: Owner): JsonValue {
  if (isJsonArray(owner)) {
    const index = Number(key);
    closeGap(origins, pointer, { index, length: owner.length });
    return owner.filter((_, position) => position !== index);
  }
  if (!isJsonObject(owner)) return owner;
  forget(origins, pointer + pointerStep(key));
  return Object.fromEntries(Object.entries<JsonValue>(owner).filter(([name]) => name !== key));
}

/** A copy in which what `keys` lead to is changed; nothing where they lead nowhere. */
function changeAt(
  tree: JsonValue,
  keys: readonly string[],
  change: (value: JsonValue) => JsonValue,
): JsonValue {
  const [key, ...rest] = keys;
  if (key === undefined) return change(tree);
  const member = memberOf(tree, key);
  if (member === undefined) return tree;
  const changed = changeAt(member, rest, change);
  if (isJsonArray(tree)) return tree.with(Number(key), changed);
  return isJsonObject(tree) ? { ...tree, [key]: changed } : tree;
}

/** Drops what is known of a pointer and of all below it. */
function forget(origins: Map<string, Origin>, pointer: string): void {
  for (const known of [...origins.keys()]) {
    if (known === pointer || known.startsWith(`${pointer}/`)) origins.delete(known);
  }
}

/** The elements behind the removed one move up by one, with all that is known of them. */
function closeGap(
  origins: Map<string, Origin>,
  list: string,
  removed: { index: number; length: number },
): void {
  forget(origins, `${list}/${removed.index}`);
  for (let index = removed.index + 1; index < removed.length; index++) {
    moveEntries(origins, `${list}/${index}`, `${list}/${index - 1}`);
  }
}

function moveEntries(origins: Map<string, Origin>, from: string, to: string): void {
  const own = originOf(origins, from);
  const inner = [...origins].filter(([known]) => known.startsWith(`${from}/`));
  forget(origins, from);
  origins.set(to, own);
  for (const [known, origin] of inner) origins.set(to + known.slice(from.length), origin);
}

/** Without an entry of its own, a pointer takes part in that of its nearest ancestor. */
function originOf(origins: ReadonlyMap<string, Origin>, pointer: string): Origin {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const origin = origins.get(at);
    if (origin === undefined) continue;
    const rest = pointer.slice(at.length);
    return typeof origin === 'string' ? origin + rest : { file: origin.file, pointer: origin.pointer + rest };
  }
  return pointer;
}

interface Merge {
  readonly target: JsonValue;
  readonly update: JsonValue;
  /** Where the target stands. */
  readonly pointer: string;
  /** Where the update was written. */
  readonly place: Place;
  /** Filled with what comes from the overlay. */
  readonly origins: Map<string, Origin>;
}

/** Objects are merged member by member, lists are joined, anything else is replaced. */
function mergeValues(merge: Merge): JsonValue {
  const { target, update, pointer, place, origins } = merge;
  if (isJsonObject(target) && isJsonObject(update)) return mergeObjects(target, update, merge);
  if (isJsonArray(target)) return appendTo(target, update, merge);
  forget(origins, pointer);
  origins.set(pointer, place);
  return update;
}

function mergeObjects(target: JsonObject, update: JsonObject, merge: Merge): JsonObject {
  const added = Object.entries<JsonValue>(update).map(([key, value]): [string, JsonValue] => {
    const pointer = merge.pointer + pointerStep(key);
    const place = below(merge.place, key);
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    if (known !== undefined)
      return [key, mergeValues({ ...merge, target: known, update: value, pointer, place })];
    merge.origins.set(pointer, place);
    return [key, value];
  });
  return Object.fromEntries([...Object.entries<JsonValue>(target), ...added]);
}

/** A list of several is joined, a single value is one more entry. */
function appendTo(target: JsonArray, update: JsonValue, { pointer, place, origins }: Merge): JsonArray {
  const added = isJsonArray(update) ? update : [update];
  added.forEach((_, index) => {
    const origin = isJsonArray(update) ? below(place, index) : place;
    origins.set(`${pointer}/${target.length + index}`, origin);
  });
  return [...target, ...added];
}
