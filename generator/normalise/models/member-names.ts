/** Names the members of a union: by what its author calls them, else by what only one of them is. */
import { unrefined } from '../../api/assertions.ts';
import { compareText, type JsonValue } from '../../api/json.ts';
import { shapeHash } from '../../api/hash.ts';
import type { ObjectSchema, Schema, SchemaKind, UnionSchema } from '../../api/schema.ts';
import { singularName, splitWords } from '../../naming/words.ts';

/**
 * Returns the title of a member, its discriminator value, its own property, or another fact that tells it
 * apart. It never returns the position, which may change.
 */
export function nameOfMember(union: UnionSchema, index: number): string {
  const member = union.members[index];
  if (member === undefined) return 'variant';
  const title = titleOf(member);
  const isShared = union.members.some((other, at) => at !== index && titleOf(other) === title);
  if (title !== null && !isShared) return title;
  const value = union.discriminator?.mapping.find((entry) => entry.member === index)?.value;
  if (title === null && value !== undefined && splitWords(String(value)).length > 0) return String(value);
  const name =
    (title === null ? ownProperty(union, index) : null) ??
    ownFacts(union, index) ??
    (title === null ? 'variant ' : '') + shapeHash(member).slice(0, 6);
  return title === null ? name : `${title} ${name}`;
}

/** A title of up to five words: a longer one is a sentence. */
function titleOf({ docs }: Schema): string | null {
  const words = splitWords(docs.summary ?? '').length;
  return words > 0 && words <= 5 ? docs.summary : null;
}

function ownProperty(union: UnionSchema, index: number): string | null {
  const member = union.members[index];
  if (member?.kind !== 'object') return member === undefined ? null : nameOfKind(union, index);
  const elsewhere = new Set(
    union.members
      .filter((_, other) => other !== index)
      .flatMap((other) => (other.kind === 'object' ? other.properties.map(({ name }) => name) : [])),
  );
  const own = member.properties.filter(({ name }) => !elsewhere.has(name));
  const telling = own.find(({ required }) => required) ?? own[0];
  return telling?.name ?? null;
}

/** The only list is the `item`; several lists are told apart by their items. */
function nameOfKind({ members }: UnionSchema, index: number): string | null {
  const word = kindWord(members[index]);
  const isShared = members.some((other, at) => at !== index && kindWord(other) === word);
  return isShared ? null : word;
}

function kindWord(member: Schema | undefined): string | null {
  return member === undefined ? null : kindWords[member.kind];
}

const kindWords: Readonly<Record<SchemaKind, string | null>> = {
  array: 'item',
  tuple: 'item',
  record: 'value',
  enum: 'option',
  object: null,
  union: 'object',
  intersection: null,
  refined: null,
  model: null,
  unknown: null,
  never: null,
  null: null,
  boolean: null,
  number: null,
  string: null,
  literal: null,
};

/** Something that is true of a member, and the words for it. */
interface Fact {
  readonly key: string;
  readonly words: string;
}

/** Facts of a member that are tried in pairs; the first ones are the most telling. */
const mostPaired = 24;

/** Returns the words of the first fact that is true of this member alone, or of the first such pair. */
function ownFacts({ members }: UnionSchema, index: number): string | null {
  const objects = members.map(objectOf);
  const member = objects[index];
  if (member === undefined || member === null) return null;
  const others = objects.filter((_, at) => at !== index).map((other) => new Set(keysOf(other)));
  const facts = factsOf(member, objects);
  const isOwn = (...keys: readonly string[]): boolean =>
    others.every((other) => !keys.every((key) => other.has(key)));
  const single = facts.find(({ key }) => isOwn(key));
  if (single !== undefined) return single.words;
  const telling = facts.filter(({ key }) => others.some((other) => !other.has(key))).slice(0, mostPaired);
  for (const [at, first] of telling.entries()) {
    const second = telling.slice(at + 1).find(({ key }) => isOwn(first.key, key));
    if (second !== undefined) return `${first.words} ${second.words}`;
  }
  return null;
}

/** The object that a member is, or that the items of its list are. */
function objectOf(member: Schema): ObjectSchema | null {
  const body = unrefined(member);
  if (body.kind === 'object') return body;
  return body.kind === 'array' ? objectOf(body.items) : null;
}

function keysOf(object: ObjectSchema | null): readonly string[] {
  return object === null ? [] : factsOf(object, [object]).map(({ key }) => key);
}

/** Constants first, then what is required, what kind a property has, and what is missing. */
function factsOf(object: ObjectSchema, all: readonly (ObjectSchema | null)[]): readonly Fact[] {
  const inOrder = object.properties.toSorted((left, right) => compareText(left.name, right.name));
  const own = new Set(inOrder.map(({ name }) => name));
  const elsewhere = all.flatMap((other) => other?.properties ?? []).map(({ name }) => name);
  const missing = [...new Set(elsewhere)].filter((name) => !own.has(name)).sort(compareText);
  return [
    ...inOrder.flatMap(({ name, schema }) => constantFacts(name, schema)),
    ...inOrder
      .filter(({ required }) => required)
      .map(({ name }) => ({ key: `required ${name}`, words: `with ${name}` })),
    ...inOrder.map(({ name, schema }) => kindFact(name, kindOf(schema))),
    ...inOrder.map(({ name }) => ({ key: `has ${name}`, words: `with ${name}` })),
    ...missing.map((name) => ({ key: `lacks ${name}`, words: `without ${name}` })),
  ];
}

/** The values of a property that has few, such as a type or a version. */
function constantFacts(name: string, schema: Schema): readonly Fact[] {
  const values = valuesOf(schema);
  const key = `values ${name} ${JSON.stringify(values)}`;
  const words = values.map((value) => (typeof value === 'string' ? value : `${name} ${String(value)}`));
  const areWords = words.every((text) => splitWords(text).length > 0);
  return values.length > 0 && values.length <= 3 && areWords ? [{ key, words: words.join(' or ') }] : [];
}

function valuesOf(schema: Schema): readonly JsonValue[] {
  const body = unrefined(schema);
  if (body.kind === 'literal') return [body.value];
  return body.kind === 'enum' ? body.members.map(({ value }) => value) : [];
}

function kindFact(name: string, kind: string): Fact {
  const noun = kind.endsWith('s') ? singularName(name) : name;
  return { key: `${kind} ${name}`, words: `${noun} ${kind}` };
}

/** `strings` for a list of them; a schema that may be null has the kind of the rest. */
function kindOf(schema: Schema): string {
  const body = unrefined(schema);
  if (body.kind === 'array') return `${kindOf(body.items)}s`;
  if (body.kind === 'number') return body.integer ? 'integer' : 'number';
  if (body.kind === 'literal') return typeof body.value;
  if (body.kind === 'enum') return typeof body.members[0]?.value;
  if (body.kind !== 'union') return body.kind;
  const [only, ...others] = body.members.filter(({ kind }) => kind !== 'null');
  return only === undefined || others.length > 0 ? 'union' : kindOf(only);
}
