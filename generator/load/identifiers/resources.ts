/** Finds the schema resources of a document by `$id` and anchor, and resolves references among them. */
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { decodeFragment, pointerStep } from '../../api/place.ts';
import { documentSlot, settle, slotWithin } from '../grammar.ts';
import type { Slot } from '../grammar.ts';
import { valueAt } from '../references.ts';

/** Schemas that share a base URI (JSON Schema Core, section 4.3.5). */
export interface Resource {
  readonly url: string;
  /** Of its root: `''` is the document. */
  readonly pointer: string;
  readonly anchors: ReadonlyMap<string, Anchor>;
  /** The resource around it in the same schema of the document; `null`: none. */
  readonly parent: Resource | null;
}

interface Anchor {
  /** `null`: two schemas have the name, so that it names neither. */
  readonly pointer: string | null;
  readonly isDynamic: boolean;
}

/** Where a schema stands. */
export interface Position {
  readonly resource: Resource;
  /** Pointer of the outermost schema around it, or of itself. */
  readonly entry: string;
  /** The URL that `$schema` gives; `null`: the usual dialect. */
  readonly dialect: string | null;
}

export interface Resources {
  readonly byUrl: ReadonlyMap<string, Resource>;
  /** Of every schema that is an object, by pointer. */
  readonly positions: ReadonlyMap<string, Position>;
  /** Names that a `$dynamicRef` asks for. */
  readonly dynamicNames: ReadonlySet<string>;
  /** Pointers of the schemas that have a dynamic name. */
  readonly dynamicAnchors: ReadonlyMap<string, readonly string[]>;
  /** References to other schemas. */
  readonly links: readonly Link[];
}

/** The references of one schema. */
export interface Link extends Position {
  readonly references: readonly string[];
  /** Asked for by its `$dynamicRef`. */
  readonly dynamicName: string | null;
}

/** Only names in the document count, so that any base serves. */
const documentUrl = 'file:///document';

/** Dynamic names in one document: real ones have a handful. Beyond them `$dynamicRef` stays, and is reported. */
const MOST_NAMES = 100;

export function findResources(root: JsonObject): Resources {
  const document: Growing = { url: documentUrl, pointer: '', anchors: new Map(), parent: null };
  const search: Search = {
    byUrl: new Map([[documentUrl, document]]),
    positions: new Map(),
    dynamicNames: new Set(),
    dynamicAnchors: new Map(),
    links: [],
    document,
  };
  visit(search, root, { slot: documentSlot, pointer: '', around: null });
  return search;
}

interface Growing extends Resource {
  readonly anchors: Map<string, Anchor>;
}

interface Search {
  readonly byUrl: Map<string, Resource>;
  readonly positions: Map<string, Position>;
  readonly dynamicNames: Set<string>;
  readonly dynamicAnchors: Map<string, string[]>;
  readonly links: Link[];
  readonly document: Growing;
}

interface Around extends Position {
  readonly resource: Growing;
}

interface At {
  readonly slot: Slot;
  readonly pointer: string;
  /** `null`: outside of all schemas. */
  readonly around: Around | null;
}

/** Recursion is bounded by the depth that parsing lets through. */
function visit(search: Search, value: JsonValue, at: At): void {
  const slot = settle(at.slot, value);
  if (isJsonArray(value)) {
    if (slot.shape !== 'list') return;
    value.forEach((item, index) =>
      visit(search, item, { ...at, slot: { ...slot, shape: 'one' }, pointer: `${at.pointer}/${index}` }),
    );
    return;
  }
  if (!isJsonObject(value)) return;
  const isSchema = slot.kind === 'schema' && slot.shape === 'one';
  const around = isSchema ? enter(search, value, at) : at.around;
  for (const [key, member] of Object.entries<JsonValue>(value)) {
    const inner = typeof member === 'object' ? slotWithin(slot, key) : null;
    if (inner !== null)
      visit(search, member, { slot: inner, pointer: at.pointer + pointerStep(key), around });
  }
}

function enter(search: Search, schema: JsonObject, { pointer, around }: At): Around {
  const outer = around?.resource ?? search.document;
  const resource = ownResource(search, schema, { pointer, outer, parent: around?.resource ?? null }) ?? outer;
  const named = textOf(schema, '$schema');
  const dialect = named === null ? (around?.dialect ?? null) : withoutFragment(named);
  const position = { resource, entry: around?.entry ?? pointer, dialect };
  search.positions.set(pointer, position);
  for (const keyword of ['$anchor', '$dynamicAnchor']) {
    const name = textOf(schema, keyword);
    if (name !== null) addAnchor(resource, name, { pointer, isDynamic: keyword === '$dynamicAnchor' });
  }
  noteDynamicAnchor(search, textOf(schema, '$dynamicAnchor'), pointer);
  noteLinks(search, schema, position);
  return position;
}

function noteDynamicAnchor({ dynamicAnchors }: Search, name: string | null, pointer: string): void {
  if (name === null) return;
  const known = dynamicAnchors.get(name);
  if (known === undefined) dynamicAnchors.set(name, [pointer]);
  else known.push(pointer);
}

function noteLinks({ links, dynamicNames }: Search, schema: JsonObject, position: Position): void {
  const dynamic = textOf(schema, '$dynamicRef');
  const references = [textOf(schema, '$ref'), dynamic].filter((reference) => reference !== null);
  const [, dynamicName = null] = /#([^/]+)$/.exec(dynamic ?? '') ?? [];
  if (dynamicName !== null && dynamicNames.size < MOST_NAMES) dynamicNames.add(dynamicName);
  const isKept = dynamicName !== null && dynamicNames.has(dynamicName);
  if (references.length > 0)
    links.push({ ...position, references, dynamicName: isKept ? dynamicName : null });
}

interface Surroundings {
  readonly pointer: string;
  readonly outer: Resource;
  readonly parent: Resource | null;
}

/** `null`: the schema has no `$id`, or none that is a URI; a fragment alone was an anchor in earlier drafts. */
function ownResource(
  search: Search,
  schema: JsonObject,
  { pointer, outer, parent }: Surroundings,
): Growing | null {
  const id = textOf(schema, '$id');
  const url = id === null || id.startsWith('#') ? undefined : URL.parse(id, outer.url);
  if (url === undefined || url === null) return null;
  const resource: Growing = { url: withoutFragment(url.href), pointer, anchors: new Map(), parent };
  if (!search.byUrl.has(resource.url)) search.byUrl.set(resource.url, resource);
  return resource;
}

function addAnchor(resource: Growing, name: string, anchor: Anchor): void {
  const known = resource.anchors.get(name);
  const isSame = known === undefined || known.pointer === anchor.pointer;
  const isDynamic = anchor.isDynamic || (known?.isDynamic ?? false);
  resource.anchors.set(name, { pointer: isSame ? anchor.pointer : null, isDynamic });
}

/** A URL up to its fragment. */
function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}

/** The own member where it is text. */
export function textOf(schema: JsonObject, keyword: string): string | null {
  const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
  return typeof value === 'string' ? value : null;
}

interface NamedTarget {
  readonly pointer: string;
  /** The name, where a dynamic anchor was found by it. */
  readonly dynamicName: string | null;
}

export interface Lookup {
  readonly root: JsonObject;
  readonly resources: Resources;
  /** The resource that the reference stands in. */
  readonly from: Resource;
}

/** `null`: it names nothing here; it may be another file. */
export function findTarget(reference: string, { root, resources, from }: Lookup): NamedTarget | null {
  const url = URL.parse(reference, from.url);
  const resource = url === null ? undefined : resources.byUrl.get(withoutFragment(url.href));
  if (resource === undefined) return null;
  const fragment = decodeFragment(reference.includes('#') ? reference.slice(reference.indexOf('#') + 1) : '');
  if (fragment !== '' && !fragment.startsWith('/')) return byAnchor(resource.anchors.get(fragment), fragment);
  const pointer = resource.pointer + fragment;
  if (valueAt(root, pointer) !== undefined) return { pointer, dynamicName: null };
  // Authors who give a component an `$id` often go on writing pointers from the document's root.
  return valueAt(root, fragment) === undefined ? null : { pointer: fragment, dynamicName: null };
}

function byAnchor(anchor: Anchor | undefined, name: string): NamedTarget | null {
  if (anchor === undefined || anchor.pointer === null) return null;
  return { pointer: anchor.pointer, dynamicName: anchor.isDynamic ? name : null };
}

/** Where a pointer leads, written as a reference. */
export function referenceTo(pointer: string): string {
  return `#${encodeURI(pointer.toWellFormed()).replaceAll('#', '%23')}`;
}
