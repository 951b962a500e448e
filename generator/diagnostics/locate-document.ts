/** Finds the position of a JSON pointer in the text of a document: JSON by scanning, YAML through its syntax tree. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import type { JsonValue } from '../api/json.ts';
import { pointerKeys, type Position } from '../api/place.ts';
import { type JsonMember, members, skipBlank } from './json-text.ts';
import { type Offsets, positionIndex, type SourceText } from './source.ts';

/** Returns the position of the key that `pointer` names, or of its nearest ancestor that exists. */
export function locate(text: string, format: SourceText['format'], pointer: string): Position | null {
  return createLocator({ text, format })(pointer);
}

/** `locate` for many pointers into one file. The locator caches what pointers have in common. */
export function createLocator(source: SourceText): (pointer: string) => Position | null {
  const find = locatorOf(source);
  return (pointer) => find(pointerKeys(pointer));
}

type FindPosition = (keys: readonly string[]) => Position | null;

function locatorOf({ text, format, offsets }: SourceText): FindPosition {
  if (format === 'json') return jsonLocator(text);
  return offsets === undefined ? yamlLocator(text) : knownLocator(text, offsets);
}

/** Follows the value that the text was parsed to. */
function knownLocator(text: string, { root, start, inside }: Offsets): FindPosition {
  const positionOf = positionIndex(text);
  return (keys) => {
    let value: JsonValue | undefined = root;
    let offset = start;
    for (const key of keys) {
      if (typeof value !== 'object' || value === null) break;
      const index = Object.keys(value).indexOf(key);
      if (index < 0) break;
      offset = inside.get(value)?.[index] ?? offset;
      value = Object.values<JsonValue>(value)[index];
    }
    return positionOf(offset);
  };
}

type Members = ReadonlyMap<string, JsonMember>;

/**
 * Caches the members of every container on the path: the pointers of a run share their first steps, and one scan of
 * a document of 13 MB takes 50 ms.
 */
function jsonLocator(text: string): FindPosition {
  const containers = new Map<number, Members>();
  const positionOf = positionIndex(text);
  const membersAt = (container: number): Members => {
    const known = containers.get(container) ?? lastMembers(text, container);
    containers.set(container, known);
    return known;
  };
  return (keys) => {
    let start = skipBlank(text, 0);
    if (start === text.length) return null;
    let value = start;
    for (const key of keys) {
      const member = membersAt(value).get(key);
      if (member === undefined) break;
      ({ start, value } = member);
    }
    return positionOf(start);
  };
}

/** Of two equal keys the last one counts, as in `JSON.parse`. */
function lastMembers(text: string, container: number): Members {
  const found = new Map<string, JsonMember>();
  for (const member of members(text, container)) found.set(member.key, member);
  return found;
}

interface Step {
  readonly offset: number;
  readonly value: unknown;
}

/** A document, and the target node of each alias. */
interface Parsed {
  readonly contents: unknown;
  readonly targets: ReadonlyMap<unknown, Node>;
}

/** Parses the text at the first call. */
function yamlLocator(text: string): FindPosition {
  const positionOf = positionIndex(text);
  let parsed: Parsed | null | undefined;
  return (keys) => {
    parsed ??= parseOrNull(text);
    return parsed?.contents ? positionOf(offsetOf(parsed, keys)) : null;
  };
}

/** Returns `null` for text that is not YAML, or is nested so deep that the parser's recursion fails. */
function parseOrNull(text: string): Parsed | null {
  try {
    const options = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', merge: true } as const;
    const document = parseDocument(text, options);
    return { contents: document.contents, targets: aliasTargets(document) };
  } catch {
    return null;
  }
}

/** Maps each alias to the last node before it with its anchor. `Alias.resolve` would walk the document each time. */
function aliasTargets(document: Document): ReadonlyMap<unknown, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<unknown, Node>();
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return;
      }
      const target = anchors.get(node.source);
      if (target !== undefined) targets.set(node, target);
    },
  });
  return targets;
}

function offsetOf(parsed: Parsed, keys: readonly string[]): number {
  let at: Step | null = { offset: startOf(parsed.contents) ?? 0, value: parsed.contents };
  let offset = at.offset;
  for (const key of keys) {
    at = stepInto(parsed, at.value, key);
    if (at === null) break;
    offset = at.offset;
  }
  return offset;
}

function stepInto(parsed: Parsed, container: unknown, key: string): Step | null {
  const target = behindAlias(parsed, container);
  if (isSeq(target)) {
    const item = /^\d+$/.test(key) ? target.items[Number(key)] : undefined;
    return item === undefined ? null : stepTo(item, item);
  }
  if (!isMap(target)) return null;
  const pair = target.items.findLast((item) => keyText(item.key) === key);
  return pair === undefined ? stepIntoMerged(parsed, target.items, key) : stepTo(pair.key, pair.value);
}

/** Finds a key that comes from a merge, such as `<<: *base`. */
function stepIntoMerged(parsed: Parsed, pairs: readonly Pair[], key: string): Step | null {
  const merge = pairs.find((pair) => keyText(pair.key) === '<<')?.value;
  const sources = isSeq(merge) ? merge.items : merge === undefined ? [] : [merge];
  for (const source of sources) {
    const target = behindAlias(parsed, source);
    const pair = isMap(target) ? target.items.find((item) => keyText(item.key) === key) : undefined;
    if (pair !== undefined) return stepTo(pair.key, pair.value);
  }
  return null;
}

function behindAlias({ targets }: Parsed, node: unknown): unknown {
  return isAlias(node) ? targets.get(node) : node;
}

function stepTo(named: unknown, value: unknown): Step {
  return { offset: startOf(named) ?? startOf(value) ?? 0, value };
}

function startOf(node: unknown): number | null {
  return isRanged(node) ? node.range[0] : null;
}

function isRanged(node: unknown): node is Node & { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

/** Returns a key as it appears in a pointer: `200` and `"200"` are equal. */
function keyText(key: unknown): string | null {
  if (!isScalar(key)) return null;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}
