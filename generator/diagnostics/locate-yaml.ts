/** The keys of a pointer → their position in a YAML text, through its syntax tree. */
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair } from 'yaml';
import type { Position } from '../api/place.ts';
import { positionAt } from './text-position.ts';

interface Step {
  readonly offset: number;
  readonly value: unknown;
}

/** Parses at the first call, once for all pointers. */
export function yamlLocator(text: string): (keys: readonly string[]) => Position | null {
  let parsed: Document | null | undefined;
  return (keys) => {
    parsed ??= parseOrNull(text);
    const offset = parsed?.contents ? offsetOf(parsed, keys) : null;
    return offset === null ? null : positionAt(text, offset);
  };
}

/** `null`: nested so deep that the parser's recursion gives up, or not YAML at all. */
function parseOrNull(text: string): Document | null {
  try {
    return parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', merge: true });
  } catch {
    return null;
  }
}

function offsetOf(document: Document, keys: readonly string[]): number | null {
  let at: Step | null = { offset: startOf(document.contents) ?? 0, value: document.contents };
  let offset = at.offset;
  for (const key of keys) {
    at = stepInto(document, at.value, key);
    if (at === null) break;
    offset = at.offset;
  }
  return offset;
}

function stepInto(document: Document, container: unknown, key: string): Step | null {
  const target = isAlias(container) ? container.resolve(document) : container;
  if (isSeq(target)) {
    const item = /^\d+$/.test(key) ? target.items[Number(key)] : undefined;
    return item === undefined ? null : stepTo(item, item);
  }
  if (!isMap(target)) return null;
  const pair = target.items.findLast((item) => keyText(item.key) === key);
  return pair === undefined ? stepIntoMerged(document, target.items, key) : stepTo(pair.key, pair.value);
}

/** `<<: *base`: a key that is not written here may be written there. */
function stepIntoMerged(document: Document, pairs: readonly Pair[], key: string): Step | null {
  const merge = pairs.find((pair) => keyText(pair.key) === '<<')?.value;
  const sources = isSeq(merge) ? merge.items : merge === undefined ? [] : [merge];
  for (const source of sources) {
    const target = isAlias(source) ? source.resolve(document) : source;
    const pair = isMap(target) ? target.items.find((item) => keyText(item.key) === key) : undefined;
    if (pair !== undefined) return stepTo(pair.key, pair.value);
  }
  return null;
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

/** A key as it is in a pointer: `200` and `"200"` are one. */
function keyText(key: unknown): string | null {
  if (!isScalar(key)) return null;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}
