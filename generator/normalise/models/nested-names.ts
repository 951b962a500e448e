/** Names inline schemas of models: by the path from the model that contains them. */
import { unrefined } from '../../api/assertions.ts';
import { compareText } from '../../api/json.ts';
import { shapeHash } from '../../api/hash.ts';
import type { Schema } from '../../api/schema.ts';
import type { Step } from '../../api/walk.ts';
import { singularName, splitWords } from '../../naming/words.ts';
import { nameOfMember } from './member-names.ts';

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

/** Names that a schema may get, the best first. */
export interface Wish {
  readonly names: readonly string[];
  /** Names with more of the owner's context, for a schema whose `names` are all contested. */
  readonly longer: () => readonly string[];
  /** The name after all others, which is unique. */
  readonly last: () => string;
  /** The lower number gets a contested name; with equal numbers, both try their next name. */
  readonly priority: number;
}

/** A use of a schema inside a model. */
export interface NestedUse {
  readonly ownerName: () => string;
  /** Names of the models around the schema, from the outermost one to its owner. */
  readonly ownerPath: () => readonly string[];
  readonly relativeName: RelativeName;
}

/** Uses of a schema inside models, and the outermost models of them all. */
export interface NestedUses {
  /** In the order of their places. */
  readonly uses: readonly NestedUse[];
  readonly outermost: () => readonly string[];
}

/** Returns the names for a schema inside models: relative to its owners, then with an owner's name in front. */
export function nestedWish({ uses, outermost }: NestedUses, schema: Schema): Wish {
  const name = commonName([...new Set(uses.map(nestedName))]);
  const owners = [...new Set(uses.map(({ ownerName }) => ownerName()))].sort(compareText);
  const isExact = uses.some(({ relativeName }) => !relativeName.isItem);
  return {
    names: [name, ...owners.slice(0, MOST_OWNERS).map((owner) => prefixed(owner, name))],
    longer: () => longerNames({ uses, outermost }, name),
    last: () => hashed(name, schema),
    priority: isExact ? 0 : 1,
  };
}

/** Owners whose names are tried as a prefix. */
const MOST_OWNERS = 3;

/** What the outermost models have in common; then each of the first ones, with more and more of the path from it. */
function longerNames({ uses, outermost }: NestedUses, name: string): readonly string[] {
  const [first = [], ...others] = outermost().map(splitWords);
  const shared = others.reduce(sharedStart, first).join(' ');
  const paths = uses.slice(0, MOST_OWNERS).map(({ ownerPath }) => ownerPath());
  const longest = Math.max(...paths.map(({ length }) => length));
  const nested = Array.from({ length: longest }, (_, steps) =>
    paths.map(([outer = '', ...inner]) => [outer, ...lastOf(inner, steps)].reduceRight(joinPath, name)),
  );
  return [...new Set([...(shared === '' ? [] : [prefixed(shared, name)]), ...nested.flat()])];
}

function lastOf(names: readonly string[], count: number): readonly string[] {
  return names.slice(Math.max(0, names.length - count));
}

function joinPath(name: string, owner: string): string {
  return prefixed(owner, name);
}

function sharedStart(left: readonly string[], right: readonly string[]): readonly string[] {
  const differs = left.findIndex((word, index) => word.toLowerCase() !== right[index]?.toLowerCase());
  return differs < 0 ? left : left.slice(0, differs);
}

/** Joins two names; words that end the first and begin the second are in the result once. */
function prefixed(prefix: string, name: string): string {
  const [before, words] = [splitWords(prefix), splitWords(name)];
  const isRepeated = (count: number): boolean =>
    before
      .slice(before.length - count)
      .every((word, index) => numberless(word) === numberless(words[index] ?? ''));
  const most = Math.min(before.length, words.length);
  const repeated = Array.from({ length: most }, (_, less) => most - less).find(isRepeated) ?? 0;
  return joinNames(
    repeated === 0 ? prefix : before.slice(0, before.length - repeated).join(' '),
    name,
  ).trim();
}

/** The word in lower case and in the singular. */
export function numberless(word: string): string {
  return singularName(word).toLowerCase();
}

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
