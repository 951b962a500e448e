/** A tree and the actions of an overlay → the tree that they make of it, and what of it the overlay wrote. */
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { below, pointerKeys, pointerStep } from '../../api/place.ts';
import type { Place } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import { mergeValues } from './merge-values.ts';
import type { Origin, Origins } from '../origins.ts';
import { closeGap, forget } from './overlay-origins.ts';
import type { OverlayAction } from './parse-overlay.ts';
import { memberOf, valueAt } from '../references.ts';
import { selectNodes } from './select-nodes.ts';

export interface Overlaid {
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
