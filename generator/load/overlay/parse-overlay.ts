/** Parses an overlay file into actions, and evaluates their JSONPath. */
import { exec } from 'jsonpath-rfc9535';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import { below, type Place, pointerStep } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';

export interface OverlayAction {
  /** A JSONPath (RFC 9535). */
  readonly target: string;
  readonly change: OverlayChange;
  readonly place: Place;
}

/** `copy` came with Overlay 1.1: the value of the one node that its JSONPath selects. */
export type OverlayChange =
  | { readonly kind: 'remove' }
  | { readonly kind: 'update'; readonly value: JsonValue }
  | { readonly kind: 'copy'; readonly source: string };

/** `null` after an error was reported. */
export function parseOverlay(
  value: JsonValue,
  file: string,
  diagnostics: DiagnosticCollector,
): readonly OverlayAction[] | null {
  const root = { file, pointer: '' };
  const fault = faultOf(value, root);
  if (fault !== null) {
    diagnostics.report({ code: 'CW1030', ...fault });
    return null;
  }
  const actions = isJsonObject(value) && isJsonArray(value['actions']) ? value['actions'] : [];
  const parsed = actions.map((action, index) =>
    parseAction(action, below(root, 'actions', index), diagnostics),
  );
  return parsed.every((action) => action !== null) ? parsed : null;
}

interface Fault {
  readonly message: string;
  readonly place: Place;
}

function faultOf(value: JsonValue, place: Place): Fault | null {
  if (!isJsonObject(value)) return { message: 'An overlay must be an object.', place };
  const { overlay, actions } = value;
  if (overlay === undefined)
    return { message: 'An overlay must have "overlay: 1.0.0" at the top level.', place };
  if (!/^1\.[01](?:\.\d+)?$/.test(versionText(overlay))) {
    return {
      message: 'This version of the Overlay Specification is not supported. Use 1.0 or 1.1.',
      place: below(place, 'overlay'),
    };
  }
  if (isJsonArray(actions) && actions.length > 0) return null;
  return { message: 'An overlay must have a list of at least one action.', place: below(place, 'actions') };
}

/** YAML reads an unquoted `1.0` as the number 1. */
function versionText(version: JsonValue): string {
  return version === 1 ? '1.0' : String(version);
}

function parseAction(
  action: JsonValue,
  place: Place,
  diagnostics: DiagnosticCollector,
): OverlayAction | null {
  if (!isJsonObject(action) || typeof action['target'] !== 'string') {
    diagnostics.report({
      code: 'CW1030',
      message: 'An action must be an object with a "target" in JSONPath.',
      place,
    });
    return null;
  }
  const change = changeOf(action);
  if (change !== null) return { target: action['target'], change, place };
  const message = 'An action must have an "update", a "copy", or "remove: true".';
  diagnostics.report({ code: 'CW1030', message, place });
  return null;
}

/** `remove` goes before the others (Overlay 1.0, Action Object, `update`). */
function changeOf(action: JsonObject): OverlayChange | null {
  const { copy, remove, update } = action;
  if (remove === true) return { kind: 'remove' };
  if (update !== undefined) return { kind: 'update', value: update };
  return typeof copy === 'string' ? { kind: 'copy', source: copy } : null;
}

/**
 * Paths in document order, each with its keys. `limit`: the most keys of all paths together, as a path
 * such as `$..*..*` selects a value many times.
 */
export function selectNodes(
  root: JsonObject,
  path: string,
  limit: number,
): readonly (readonly string[])[] | 'malformed' | 'too many' {
  const paths = new Map<string, readonly string[]>();
  let left = limit;
  try {
    // The library only reads; its type of a JSON value is merely not written as `readonly`.
    exec(root as Parameters<typeof exec>[0], path, (_, keys) => {
      left -= keys.length;
      if (left < 0) throw new RangeError('too many');
      const steps = keys.map((key) => (typeof key === 'string' ? unescapeKey(key) : String(key)));
      paths.set(steps.map(pointerStep).join(''), steps);
    });
  } catch {
    return left < 0 ? 'too many' : 'malformed';
  }
  return [...paths.values()];
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Keys arrive as they stand in a normalized path (RFC 9535, section 2.7). */
function unescapeKey(key: string): string {
  return key.replaceAll(/\\(?:u([0-9a-f]{4})|(.))/gs, (_, code: string | undefined, character: string) =>
    code === undefined
      ? (escapes.get(character) ?? character)
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
