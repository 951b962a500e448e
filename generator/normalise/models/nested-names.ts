/** Follows the way from an owner to an inline schema, and says what the schema would be called from there. */
import { unrefined } from '../../api/assertions.ts';
import { shapeHash } from '../../api/hash.ts';
import type { Schema, UnionSchema } from '../../api/schema.ts';
import type { Step } from '../../api/walk.ts';
import { singularName, splitWords } from '../../naming/words.ts';

export interface Trail {
  /** What the way adds to the owner's name; `null`: nothing yet. */
  readonly name: string | null;
  /** The name stands for one of several, so it has given up its plural. */
  readonly isItem: boolean;
}

export const startOfTrail: Trail = { name: null, isItem: false };

/** One step further, from `parent` to one of its children. */
export function follow(trail: Trail, parent: Schema, step: Step): Trail {
  switch (step.kind) {
    case 'property':
      return { name: step.name, isItem: false };
    case 'items':
    case 'values':
    case 'pattern':
    case 'rest':
      return itemOf(trail, step.kind === 'items' ? 'item' : 'value');
    case 'item':
      return itemOf(trail, `item ${step.index + 1}`);
    case 'keys':
      return { name: joinNames(trail.name, 'key'), isItem: false };
    case 'refined':
      return trail;
    case 'member':
      return memberOf(trail, unrefined(parent), step.index);
  }
}

/** Two names side by side, still to be split into words. */
export function joinNames(first: string | null, second: string): string {
  return first === null ? second : `${first} ${second}`;
}

function itemOf(trail: Trail, fallback: string): Trail {
  if (trail.name === null) return { name: fallback === 'item' ? null : fallback, isItem: true };
  const single = singularName(trail.name);
  return { name: fallback.startsWith('item ') ? joinNames(single, fallback) : single, isItem: true };
}

/** The only member that could have a name takes the name of the whole. */
function memberOf(trail: Trail, parent: Schema, index: number): Trail {
  if (parent.kind !== 'union') return { ...trail, name: joinNames(trail.name, 'part') };
  const named = parent.members.filter(({ kind }) => kind !== 'null' && !isPlain(kind));
  if (named.length === 1) return trail;
  return { name: joinNames(trail.name, nameOfMember(parent, index)), isItem: trail.isItem };
}

function isPlain(kind: Schema['kind']): boolean {
  return ['string', 'number', 'boolean', 'literal', 'unknown', 'never'].includes(kind);
}

/** Never its position: the title, the value that it is known by, or the property that only it has. */
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
