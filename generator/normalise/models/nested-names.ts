/** Names inline schemas of models: by the path from the model that contains them. */
import { unrefined } from '../../api/assertions.ts';
import { compareText } from '../../api/compare.ts';
import { shapeHash } from '../../api/hash.ts';
import type { Schema, UnionSchema } from '../../api/schema.ts';
import type { Step } from '../../api/walk.ts';
import { singularName, splitWords } from '../../naming/words.ts';

/** Name of a schema relative to its owner. */
export interface RelativeName {
  /** Words that the path adds to the owner's name; `null` at the owner itself. */
  readonly text: string | null;
  /** The name is that of one of several, so it is singular. */
  readonly isItem: boolean;
}

export const noRelativeName: RelativeName = { text: null, isItem: false };

/** Extends the name by one step, from `parent` to one of its children. */
export function nameOfChild(relativeName: RelativeName, parent: Schema, step: Step): RelativeName {
  switch (step.kind) {
    case 'property':
      return { text: step.name, isItem: false };
    case 'items':
    case 'values':
    case 'pattern':
    case 'rest':
      return itemOf(relativeName, step.kind === 'items' ? 'item' : 'value');
    case 'item':
      return itemOf(relativeName, `item ${step.index + 1}`);
    case 'keys':
      return { text: joinNames(relativeName.text, 'key'), isItem: false };
    case 'refined':
      return relativeName;
    case 'member':
      return memberOf(relativeName, unrefined(parent), step.index);
  }
}

/** Joins two names with a space; casing follows later. */
export function joinNames(first: string | null, second: string): string {
  return first === null ? second : `${first} ${second}`;
}

function itemOf(relativeName: RelativeName, fallback: string): RelativeName {
  if (relativeName.text === null) return { text: fallback === 'item' ? null : fallback, isItem: true };
  const single = singularName(relativeName.text);
  return { text: fallback.startsWith('item ') ? joinNames(single, fallback) : single, isItem: true };
}

/** The only member that can become a model takes the name of the union. */
function memberOf(relativeName: RelativeName, parent: Schema, index: number): RelativeName {
  if (parent.kind !== 'union') return { ...relativeName, text: joinNames(relativeName.text, 'part') };
  const named = parent.members.filter(({ kind }) => kind !== 'null' && !isPlain(kind));
  if (named.length === 1) return relativeName;
  return { text: joinNames(relativeName.text, nameOfMember(parent, index)), isItem: relativeName.isItem };
}

function isPlain(kind: Schema['kind']): boolean {
  return ['string', 'number', 'boolean', 'literal', 'unknown', 'never'].includes(kind);
}

/** Returns its title, its discriminator value, or its own property; never its position, which may change. */
function nameOfMember(union: UnionSchema, index: number): string {
  const member = union.members[index];
  if (member === undefined) return 'variant';
  const title = member.docs.summary;
  if (title !== null && splitWords(title).length > 0 && splitWords(title).length <= 5) return title;
  const value = union.discriminator?.mapping.find((entry) => entry.member === index)?.value;
  if (value !== undefined && splitWords(String(value)).length > 0) return String(value);
  return ownProperty(union, index) ?? `variant ${shapeHash(member).slice(0, 6)}`;
}

function ownProperty(union: UnionSchema, index: number): string | null {
  const member = union.members[index];
  if (member?.kind !== 'object') return member === undefined ? null : nameOfKind(member);
  const elsewhere = new Set(
    union.members
      .filter((_, other) => other !== index)
      .flatMap((other) => (other.kind === 'object' ? other.properties.map(({ name }) => name) : [])),
  );
  const own = member.properties.filter(({ name }) => !elsewhere.has(name));
  const telling = own.find(({ required }) => required) ?? own[0];
  return telling?.name ?? null;
}

function nameOfKind(member: Schema): string | null {
  if (member.kind === 'array' || member.kind === 'tuple') return 'item';
  if (member.kind === 'record') return 'value';
  return member.kind === 'enum' ? 'option' : null;
}

/** Names that a schema may get, the best first. */
export interface Wish {
  readonly names: readonly string[];
  /** The name after all others, which is unique. */
  readonly last: () => string;
  /** The lower number gets a contested name; with equal numbers, both try their next name. */
  readonly priority: number;
}

/** A use of a schema inside a model. */
export interface NestedUse {
  readonly ownerName: () => string;
  readonly relativeName: RelativeName;
}

/** Returns the names for a schema inside models: relative to its owners, then with an owner's name in front. */
export function nestedWish(uses: readonly NestedUse[], schema: Schema): Wish {
  const name = commonName([...new Set(uses.map(nestedName))]);
  const owners = new Set(uses.map(({ ownerName }) => ownerName()));
  const longer = [...owners].sort(compareText).slice(0, MOST_OWNERS);
  const isExact = uses.some(({ relativeName }) => !relativeName.isItem);
  return {
    names: [name, ...longer.map((owner) => joinNames(owner, name))],
    last: () => hashed(name, schema),
    priority: isExact ? 0 : 1,
  };
}

/** Owners whose names are tried as a prefix before digits of the shape. */
const MOST_OWNERS = 3;

/** The relative name; an item of a model that is a list or map itself is named after the model. */
function nestedName({ ownerName, relativeName }: NestedUse): string {
  if (relativeName.text !== null)
    return splitWords(relativeName.text).length > 0 ? relativeName.text : 'value';
  const whole = ownerName();
  const single = singularName(whole);
  return single === whole ? 'item' : single;
}

/** The last words that all names share; without any, the first name by code points. */
function commonName(names: readonly string[]): string {
  const [first = 'value', ...others] = names.toSorted(compareText);
  if (others.length === 0) return first;
  const words = splitWords(first);
  const lists = others.map((name) => splitWords(name).map((word) => word.toLowerCase()));
  let length = 0;
  while (
    length < words.length &&
    lists.every((list) => list.at(-1 - length) === words.at(-1 - length)?.toLowerCase())
  ) {
    length += 1;
  }
  return length === 0 ? first : words.slice(words.length - length).join(' ');
}

/** Returns the name with six digits of the shape: the last resort, the same on every machine. */
export function hashed(name: string, schema: Schema): string {
  return `${name} ${shapeHash(schema).slice(0, 6)}`;
}
