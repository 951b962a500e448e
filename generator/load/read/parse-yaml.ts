/** YAML text → its value as JSON has it, with every fault of the text as a located diagnostic. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
} from 'yaml';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import { type Offsets, positionAt } from '../../diagnostics/source.ts';
import { maximumDepth, maximumNodes } from './measure.ts';
import type { NamedText } from './read-text.ts';

/** YAML 1.2, core schema, and the merge keys of 1.1, which real documents use; `undefined` after an error. */
export function parseYaml(source: NamedText, diagnostics: DiagnosticCollector): Offsets | undefined {
  const place = { file: source.file, pointer: '' };
  try {
    const document = readDocument(source.text);
    const fault = document.errors[0];
    // The parser recurses, and tells of its exhausted stack as of any syntax error.
    if (fault?.message.includes('call stack')) throw new RangeError(fault.message);
    if (fault === undefined) return convert(document, source, diagnostics);
    const position = positionAt(source.text, Math.min(fault.pos[0], source.text.length));
    const message = `${source.file} is not YAML: ${describe(fault.message)}`;
    diagnostics.report({ code: 'CW1004', message, place: { ...place, position } });
  } catch (error) {
    reportLimit(error, source, diagnostics);
  }
  return undefined;
}

function readDocument(text: string): Document.Parsed {
  // Two equal keys are a warning of ours, not an error; positions are computed only for what is reported.
  return parseDocument(text, {
    version: '1.2',
    merge: true,
    uniqueKeys: false,
    prettyErrors: false,
  });
}

function convert(document: Document.Parsed, source: NamedText, diagnostics: DiagnosticCollector): Offsets {
  for (const { message, pos } of document.warnings) {
    const position = positionAt(source.text, pos[0]);
    diagnostics.report({ code: 'CW1008', message, place: { file: source.file, pointer: '', position } });
  }
  return convertYaml(document, ({ code, message, pointer, offset }) => {
    const position = positionAt(source.text, offset);
    diagnostics.report({ code, message, place: { file: source.file, pointer, position } });
  });
}

/** Deep nesting shows as an exhausted stack; anything else is a fault of ours. */
function reportLimit(error: unknown, { file, text }: NamedText, diagnostics: DiagnosticCollector): void {
  if (error instanceof YamlLimitError) {
    const place = { file, pointer: error.pointer, position: positionAt(text, error.offset) };
    diagnostics.report({ code: error.code, message: error.message, place });
    return;
  }
  if (!(error instanceof RangeError)) throw error;
  const message = `More than ${maximumDepth} nested objects and arrays.`;
  diagnostics.report({ code: 'CW1005', message, place: { file, pointer: '' } });
}

/** The first sentence of the parser's message, as the end of one of ours. */
function describe(message: string): string {
  const [first = ''] = message.split('\n');
  const sentence = first.slice(0, 1).toLowerCase() + first.slice(1);
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

interface YamlRemark {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly pointer: string;
  readonly offset: number;
}

type Remark = (remark: YamlRemark) => void;

/** Thrown past all levels of a tree that is too deep or too large; never leaves this folder. */
class YamlLimitError extends Error {
  readonly code: DiagnosticCode;
  readonly pointer: string;
  readonly offset: number;

  constructor({ code, message, pointer, offset }: YamlRemark) {
    super(message);
    this.code = code;
    this.pointer = pointer;
    this.offset = offset;
  }
}

interface Conversion {
  readonly remark: Remark;
  /** An alias means the nearest anchor of its name before it, so names are bound on the way. */
  readonly anchors: Map<string, Anchored>;
  readonly inside: Offsets['inside'];
  count: number;
}

interface Anchored {
  /** `undefined` while the anchored node itself is being converted: an alias to it would never end. */
  value: JsonValue | undefined;
  /** How many values it expands to. */
  count: number;
}

interface At {
  readonly pointer: string;
  readonly depth: number;
}

/**
 * Aliases share the value of their anchor, so that a bomb costs no memory; what they would expand to is
 * counted all the same, so that every later walk over the value ends.
 */
function convertYaml(document: Document, remark: Remark): Offsets {
  const conversion: Conversion = { remark, anchors: new Map(), inside: new WeakMap(), count: 0 };
  const root = valueOf(conversion, document.contents, { pointer: '', depth: 0 });
  return { root, start: offsetOf(document.contents), inside: conversion.inside };
}

function valueOf(conversion: Conversion, node: unknown, at: At): JsonValue {
  conversion.count += 1;
  assertWithinLimits(conversion, node, at);
  if (isAlias(node)) return aliasValue(conversion, node, at);
  if (!isNode(node)) return null;
  const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : null;
  return anchor === null ? plainValue(conversion, node, at) : anchoredValue({ conversion, node, at, anchor });
}

interface AnchoredNode {
  readonly conversion: Conversion;
  readonly node: Node;
  readonly at: At;
  readonly anchor: string;
}

function anchoredValue({ conversion, node, at, anchor }: AnchoredNode): JsonValue {
  const before = conversion.count;
  const entry: Anchored = { value: undefined, count: 0 };
  conversion.anchors.set(anchor, entry);
  const value = plainValue(conversion, node, at);
  entry.value = value;
  entry.count = conversion.count - before;
  return value;
}

function plainValue(conversion: Conversion, node: Node, at: At): JsonValue {
  if (isScalar(node)) return scalarValue(conversion, node, at);
  if (isMap(node)) return objectOf(conversion, node.items, at);
  if (!isSeq(node)) return null;
  const list = node.items.map((item, index) => valueOf(conversion, itemNode(item), inside(at, index)));
  conversion.inside.set(
    list,
    Int32Array.from(node.items, (item) => offsetOf(item)),
  );
  return list;
}

function aliasValue(conversion: Conversion, node: Alias, at: At): JsonValue {
  const anchored = conversion.anchors.get(node.source);
  if (anchored?.value === undefined) {
    const fault = anchored === undefined ? 'names no anchor before it' : 'lies within its own anchor';
    throw new YamlLimitError({
      code: 'CW1006',
      message: `The alias *${node.source} ${fault}.`,
      pointer: at.pointer,
      offset: offsetOf(node),
    });
  }
  conversion.count += anchored.count;
  assertWithinLimits(conversion, node, at);
  return anchored.value;
}

/** `[a: 1]` is a list of a map of one pair. */
function itemNode(item: unknown): unknown {
  return isPair(item) ? item.value : item;
}

function assertWithinLimits({ count }: Conversion, node: unknown, { pointer, depth }: At): void {
  const offset = offsetOf(node);
  if (depth > maximumDepth) {
    const message = `More than ${maximumDepth} nested objects and arrays.`;
    throw new YamlLimitError({ code: 'CW1005', message, pointer: pointer.split('/', 6).join('/'), offset });
  }
  if (count > maximumNodes) {
    const message = `Its aliases expand to more than ${maximumNodes} values.`;
    throw new YamlLimitError({ code: 'CW1006', message, pointer, offset });
  }
}

interface Member {
  readonly value: JsonValue;
  readonly offset: number;
}

/** Later entries win; `Object.fromEntries` defines even `__proto__` as an ordinary member. */
function objectOf(conversion: Conversion, pairs: readonly Pair[], at: At): JsonObject {
  const members = membersOf(conversion, pairs, at);
  const object = Object.fromEntries([...members].map(([key, { value }]) => [key, value]));
  const offsets = Object.keys(object).map((key) => members.get(key)?.offset ?? 0);
  conversion.inside.set(object, Int32Array.from(offsets));
  return object;
}

function membersOf(conversion: Conversion, pairs: readonly Pair[], at: At): ReadonlyMap<string, Member> {
  const own = new Map<string, Member>();
  const merged = new Map<string, Member>();
  for (const pair of pairs) {
    const key = keyOf(conversion, pair, at);
    const value = valueOf(conversion, pair.value, inside(at, key));
    if (isMergeKey(pair.key)) mergeInto(conversion, merged, value);
    else {
      if (own.has(key)) conversion.remark(duplicateOf(key, pair, at));
      own.set(key, { value, offset: offsetOf(pair.key) });
    }
  }
  return new Map([...merged, ...own]);
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && (typeof key.value === 'symbol' || (key.value === '<<' && key.type === 'PLAIN'));
}

/** Merges maps, and ignores other values. An earlier map wins (YAML 1.1, merge type). */
function mergeInto({ inside }: Conversion, merged: Map<string, Member>, value: JsonValue): void {
  for (const source of isJsonArray(value) ? value : [value]) {
    if (!isJsonObject(source)) continue;
    const offsets = inside.get(source);
    for (const [index, [key, member]] of Object.entries(source).entries())
      if (!merged.has(key)) merged.set(key, { value: member, offset: offsets?.[index] ?? 0 });
  }
}

function duplicateOf(key: string, pair: Pair, at: At): YamlRemark {
  const message = `Duplicate key "${key}": the last one is used.`;
  return { code: 'CW1007', message, pointer: at.pointer + pointerStep(key), offset: offsetOf(pair.key) };
}

/** Keys are text in JSON: `200:` is "200", as it is written. */
function keyOf({ remark }: Conversion, { key }: Pair, at: At): string {
  if (isScalar(key)) return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
  const text = String(key);
  const message = `A key that is not a string was read as "${text}".`;
  remark({ code: 'CW1008', message, pointer: at.pointer, offset: offsetOf(key) });
  return text;
}

function scalarValue({ remark }: Conversion, node: Scalar, { pointer }: At): JsonValue {
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const text = node.source ?? String(value);
  remark({
    code: 'CW1008',
    message: `The value was read as the string "${text}".`,
    pointer,
    offset: offsetOf(node),
  });
  return text;
}

function inside({ pointer, depth }: At, key: string | number): At {
  return { pointer: pointer + pointerStep(key), depth: depth + 1 };
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
