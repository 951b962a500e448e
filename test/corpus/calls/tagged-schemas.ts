/** A schema → the tag of its variants: from its discriminator, or because each variant has a constant of its own. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';
import {
  atPointer,
  decoded,
  followed,
  memberOf,
  membersOf,
  type DescribedDocument,
  type Located,
} from './described-document.ts';

export interface Tags {
  readonly property: string;
  /** From a value of the tag to the pointer of its variant. */
  readonly variants: ReadonlyMap<JsonValue, string>;
  /** The variants are schemas that name this one in their `allOf`. */
  readonly isInherited: boolean;
  /** Variant of all other tags (OpenAPI 3.2). */
  readonly fallback: string | null;
}

export function tagsOf(document: DescribedDocument, located: Located): Tags | null {
  const { value } = located;
  if (!isJsonObject(value)) return null;
  const members = ['oneOf', 'anyOf'].find((keyword) => isJsonArray(value[keyword]));
  const discriminator = value['discriminator'];
  const property = isJsonObject(discriminator) ? discriminator['propertyName'] : discriminator;
  if (typeof property === 'string') {
    const mapping = isJsonObject(discriminator) ? discriminator['mapping'] : undefined;
    const named = isJsonObject(mapping) ? mapping : {};
    const fallback = isJsonObject(discriminator) ? discriminator['defaultMapping'] : undefined;
    const other = typeof fallback === 'string' ? pointerOf(document, fallback) : null;
    return members === undefined
      ? inherited(document, { located, property, named })
      : {
          ...ofMembers(document, { pointer: `${located.pointer}/${members}`, property, named }),
          fallback: other,
        };
  }
  return members === undefined
    ? ofHeirs(document, located)
    : detected(document, { value: value[members] ?? [], pointer: `${located.pointer}/${members}` });
}

/** A schema between a base with a discriminator and others is the union of itself and these (docs/decisions/0046). */
function ofHeirs(document: DescribedDocument, located: Located): Tags | null {
  if (!/^\/(?:definitions|components\/schemas)\/[^/]+$/.test(located.pointer)) return null;
  const heirs = heirsOf(located.pointer, componentsOf(document));
  const bases = heirs.length === 0 ? [] : partsOf(document, located, 8).filter((part) => part !== located);
  const tags = bases.map((base) => tagsOf(document, base)).find((each) => each?.isInherited === true);
  if (tags === undefined || tags === null) return null;
  const own = new Set([located.pointer, ...heirs]);
  const variants = new Map([...tags.variants].filter(([, target]) => own.has(target)));
  return variants.size === 0 ? null : { ...tags, variants };
}

function componentsOf(document: DescribedDocument): readonly [string, Located][] {
  const all = atPointer(document.root, document.dialect === '2.0' ? '/definitions' : '/components/schemas');
  return all === undefined ? [] : membersOf(document, all);
}

interface Named {
  readonly property: string;
  readonly named: JsonObject;
}

function pointerOf(document: DescribedDocument, target: string): string {
  if (target.startsWith('#')) return decoded(target.slice(1));
  const base = document.dialect === '2.0' ? '/definitions' : '/components/schemas';
  return `${base}/${target.replace(/^.*\//, '').replace(/\.(?:json|ya?ml)$/, '')}`;
}

/** A variant without an entry in the mapping has its constant as the tag, or else the name of its schema. */
function ofMembers(
  document: DescribedDocument,
  { pointer, property, named }: Named & { readonly pointer: string },
): Omit<Tags, 'fallback'> {
  const list = atPointer(document.root, pointer)?.value;
  const references = (isJsonArray(list) ? list : []).flatMap((member) =>
    isJsonObject(member) && typeof member['$ref'] === 'string' ? [decoded(member['$ref'].slice(1))] : [],
  );
  const mapped = Object.entries(named).map(
    ([tag, target]) => [tag, pointerOf(document, String(target))] as const,
  );
  const targets = new Set(mapped.map(([, target]) => target));
  const implicit = references
    .filter((each) => !targets.has(each))
    .map((each) => [tagAt(document, each, property), each] as const);
  return { property, variants: new Map<JsonValue, string>([...implicit, ...mapped]), isInherited: false };
}

function tagAt(document: DescribedDocument, pointer: string, property: string): JsonValue {
  const member = atPointer(document.root, pointer);
  const parts = member === undefined ? [] : partsOf(document, member, 8);
  const constants = parts.flatMap((part) => [...constantsIn(document, part, new Set([property]))]);
  return new Map(constants).get(property) ?? tagNameOf(document, pointer);
}

/** The name of the schema, or the extension that AutoRest has for it. */
function tagNameOf({ root }: DescribedDocument, pointer: string): string {
  const value = atPointer(root, pointer)?.value;
  const tag = isJsonObject(value) ? value['x-ms-discriminator-value'] : undefined;
  return typeof tag === 'string' ? tag : nameAt(pointer);
}

function nameAt(pointer: string): string {
  return pointer.replace(/^.*\//, '').replaceAll('~1', '/').replaceAll('~0', '~');
}

function inherited(
  document: DescribedDocument,
  { located, property, named }: Named & { readonly located: Located },
): Tags | null {
  const all = componentsOf(document);
  const heirs = heirsOf(located.pointer, all);
  const mapped = Object.entries(named).map(
    ([tag, target]) => [tag, pointerOf(document, String(target))] as const,
  );
  const targets = new Set(mapped.map(([, target]) => target));
  const implicit = heirs
    .filter((each) => !targets.has(each))
    .map((each) => [tagNameOf(document, each), each] as const)
    .filter(
      ([tag, each]) => heirsOf(each, all).length === 0 || !isAbstract(document, each, { property, tag }),
    );
  const variants = new Map<JsonValue, string>(
    [...implicit, ...mapped].filter(([, target]) => target !== located.pointer),
  );
  // The enumeration of a base that has none of them says that its values tell something else.
  const isOther = propertyIn(document, located, property).some((each) => hasNone(each, [...variants.keys()]));
  return variants.size === 0 || isOther ? null : { property, variants, isInherited: true, fallback: null };
}

/** A schema between others that an enumeration of the tag leaves out, or that is a base by the same property. */
function isAbstract(
  document: DescribedDocument,
  pointer: string,
  { property, tag }: { readonly property: string; readonly tag: string },
): boolean {
  const found = atPointer(document.root, pointer);
  if (found === undefined) return false;
  const written = partsOf(document, found, 8).flatMap((part) => propertyIn(document, part, property));
  const own = isJsonObject(found.value) ? found.value['discriminator'] : undefined;
  const isBase = own === property || (isJsonObject(own) && own['propertyName'] === property);
  return isBase || written.some((each) => hasNone(each, [tag]));
}

interface OwnTag {
  readonly property: string;
  readonly values: readonly JsonValue[];
}

/** A schema that extends a base with a discriminator is its variant everywhere (docs/decisions/0046). */
export function withOwnTags(document: DescribedDocument, member: Located, read: JsonValue): JsonValue {
  const parts = partsOf(document, member, 8);
  const tags = parts.flatMap((part) =>
    part.pointer === member.pointer ? [] : tagIn(document, part, member),
  );
  if (tags.length === 0) return read;
  const constants = tags.flatMap(({ property, values }) => {
    const written = parts.flatMap((part) => propertyIn(document, part, property));
    if (written.some((each) => hasNone(each, values))) return [];
    return {
      required: [property],
      properties: { [property]: written.every((each) => isWider(each, values)) ? { enum: values } : true },
    };
  });
  return { allOf: [read, ...constants] };
}

function tagIn(document: DescribedDocument, base: Located, { pointer }: Located): readonly OwnTag[] {
  const tags = tagsOf(document, base);
  if (tags?.isInherited !== true) return [];
  const values = [...tags.variants].flatMap(([tag, target]) => (target === pointer ? [tag] : []));
  return values.length === 0 ? [] : [{ property: tags.property, values }];
}

function propertyIn(document: DescribedDocument, part: Located, name: string): readonly JsonValue[] {
  const properties = memberOf(document, part, 'properties');
  const found = properties === undefined ? undefined : memberOf(document, properties, name);
  return found === undefined ? [] : [found.value];
}

/** An enumeration without the tags describes other values: the schema is left as it is written. */
function hasNone(written: JsonValue, tags: readonly JsonValue[]): boolean {
  const members = isJsonObject(written) ? written['enum'] : undefined;
  return isJsonArray(members) && !tags.some((tag) => members.includes(tag));
}

/** Text, or an enumeration of the tags among others. Any other type stays as it is written. */
function isWider(written: JsonValue, tags: readonly JsonValue[]): boolean {
  if (!isJsonObject(written)) return true;
  const members = written['enum'];
  if (isJsonArray(members)) return members.length > tags.length && tags.every((tag) => members.includes(tag));
  return written['const'] === undefined && (written['type'] ?? 'string') === 'string';
}

/** Schemas that name another one in their `allOf`, directly or through others. */
function heirsOf(pointer: string, all: readonly [string, Located][]): readonly string[] {
  const found = new Set<string>();
  const queue = [pointer];
  for (let parent = queue.pop(); parent !== undefined; parent = queue.pop()) {
    for (const [, { value, pointer: own }] of all) {
      const parents = isJsonObject(value) && isJsonArray(value['allOf']) ? value['allOf'] : [];
      const isHeir = parents.some((each) => isJsonObject(each) && each['$ref'] === `#${parent}`);
      if (!isHeir || found.has(own)) continue;
      found.add(own);
      queue.push(own);
    }
  }
  return [...found];
}

/** Each member is an object whose property is required and has another constant. */
function detected(document: DescribedDocument, located: Located): Tags | null {
  const members = membersOf(document, located);
  const constants = members.map(([, member]) => constantsOf(document, member));
  const [first] = constants;
  if (first === undefined || members.length < 2) return null;
  for (const property of first.keys()) {
    const values = constants.map((each) => each.get(property));
    const isTag = values.every((each) => each !== undefined) && new Set(values).size === values.length;
    if (!isTag) continue;
    const variants = new Map(values.map((each, index) => [each ?? null, members[index]?.[1].pointer ?? '']));
    return { property, variants, isInherited: false, fallback: null };
  }
  return null;
}

/** Constants of a member, with those of the schemas that it extends. */
function constantsOf(document: DescribedDocument, member: Located): ReadonlyMap<string, JsonValue> {
  const parts = partsOf(document, member, 8);
  const required = new Set(
    parts.flatMap(({ value }) =>
      isJsonObject(value) && isJsonArray(value['required']) ? value['required'] : [],
    ),
  );
  return new Map(parts.flatMap((part) => [...constantsIn(document, part, required)]));
}

/** A schema, and before it those that it extends. */
export function partsOf(document: DescribedDocument, member: Located, depth: number): readonly Located[] {
  const { value, pointer } = member;
  const inner = isJsonObject(value) && depth > 0 ? value['allOf'] : undefined;
  const members = membersOf(document, { value: inner ?? [], pointer: `${pointer}/allOf` });
  return [...members.flatMap(([, each]) => partsOf(document, each, depth - 1)), member];
}

function constantsIn(
  document: DescribedDocument,
  { value, pointer }: Located,
  required: ReadonlySet<JsonValue>,
): ReadonlyMap<string, JsonValue> {
  if (!isJsonObject(value)) return new Map();
  const properties = followed(document, {
    value: value['properties'] ?? {},
    pointer: `${pointer}/properties`,
  });
  const own = (properties === undefined ? [] : membersOf(document, properties)).flatMap(
    ([name, { value: each }]) => {
      if (!isJsonObject(each) || !required.has(name)) return [];
      const constant =
        each['const'] ??
        (isJsonArray(each['enum']) && each['enum'].length === 1 ? each['enum'][0] : undefined);
      return constant === undefined || typeof constant === 'object' ? [] : [[name, constant] as const];
    },
  );
  return new Map(own);
}
