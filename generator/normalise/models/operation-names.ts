/** Names for the inline schemas of operations: what all users share, plus the role that the schema plays. */
import { sortedBy } from '../../api/compare.ts';
import { shapeHash } from '../../api/hash.ts';
import type { Schema } from '../../api/schema.ts';
import { singularName, splitWords } from '../../naming/words.ts';
import { describeOperation, isListing, isReading } from './operation-words.ts';
import type { SlotUse } from './schema-uses.ts';
import type { Trail } from './nested-names.ts';
import { joinNames } from './nested-names.ts';

export interface OperationUse {
  readonly use: SlotUse;
  readonly trail: Trail;
}

/** Names from the best on. */
export interface Wish {
  readonly names: readonly string[];
  /** The name after all others, which nothing else can have. */
  readonly last: () => string;
  /** Of two that wish the same name, the lower one gets it; equal ones both go on to their next. */
  readonly priority: number;
}

/** What a shape would like to be called by all the operations that use it. */
export function operationWish(uses: readonly OperationUse[], schema: Schema): Wish {
  const inOrder = sortedBy(uses, ({ use, trail }) =>
    [use.operation.id, use.role, use.status, use.label, use.mediaType, trail.name].join('\n'),
  );
  const names = distinctNames(wishesOf(inOrder, schema));
  return { names, last: () => hashed(names.at(-1) ?? 'model', schema), priority: priorityOf(inOrder) };
}

/** The name with six digits of the shape: the last resort, the same on every machine. */
export function hashed(name: string, schema: Schema): string {
  return `${name} ${shapeHash(schema).slice(0, 6)}`;
}

/** The wishes that have a word in them, each once. */
function distinctNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name) => splitWords(name).length > 0))];
}

/** The plain reading of a resource has the first right to its name, then its items in lists, then the rest. */
function priorityOf(uses: readonly OperationUse[]): number {
  if (uses.some(isPlainReading)) return 0;
  return uses.some(({ use, trail }) => trail.isItem && isListing(use.operation)) ? 1 : 2;
}

function isPlainReading({ use, trail }: OperationUse): boolean {
  return use.role === 'response' && trail.name === null && !trail.isItem && isReading(use.operation);
}

function wishesOf(uses: readonly OperationUse[], schema: Schema): readonly string[] {
  const [first] = uses;
  if (first === undefined) return [];
  const shared = sharedWords(uses);
  const own = describeOperation(first.use.operation);
  const full = fullName(first, own.resource.join(' '), own.verb);
  if (shared.resource === '') return [withoutContext(uses, schema), full, fullWithStatus(first, full)];
  const named = uses.find(({ trail }) => trail.name !== null || isNamedRole(trail, uses));
  const noun = named === undefined ? shared.resource : joinNames(shared.resource, namedPart(named));
  const role = roleName(uses, { noun, resource: shared.resource, verb: shared.verb });
  return [role, full, fullWithStatus(first, full)];
}

interface Shared {
  readonly resource: string;
  readonly verb: string | null;
}

/** The longest beginning of the resources of all users; the verb where it is the same everywhere. */
function sharedWords(uses: readonly OperationUse[]): Shared {
  const all = uses.map(({ use }) => describeOperation(use.operation));
  const [first, ...others] = all;
  if (first === undefined) return { resource: '', verb: null };
  const words = others.reduce((shared, { resource }) => sharedStart(shared, resource), first.resource);
  const verb = others.every((other) => other.verb === first.verb) ? first.verb : null;
  return { resource: words.join(' '), verb };
}

/** `list pets` and `get pet` are about the same resource: where the number differs, it is the singular. */
function sharedStart(left: readonly string[], right: readonly string[]): readonly string[] {
  const differs = left.findIndex((word, index) => numberless(word) !== numberless(right[index] ?? ''));
  const shared = differs < 0 ? left : left.slice(0, differs);
  return shared.map((word, index) => (word === right[index] ? word : singularName(word)));
}

function numberless(word: string): string {
  return singularName(word).toLowerCase();
}

function isNamedRole(_trail: Trail, uses: readonly OperationUse[]): boolean {
  return uses.every(({ use }) => use.role === 'parameter' || use.role === 'header');
}

function namedPart({ use, trail }: OperationUse): string {
  const isNamed = use.role === 'parameter' || use.role === 'header';
  const label = trail.isItem ? singularName(use.label) : use.label;
  return isNamed ? joinNames(label, trail.name ?? '').trim() : (trail.name ?? '');
}

interface Context {
  readonly noun: string;
  readonly resource: string;
  readonly verb: string | null;
}

function roleName(uses: readonly OperationUse[], { noun, resource, verb }: Context): string {
  if (noun !== resource) return noun;
  const roles = new Set(uses.map(({ use }) => use.role));
  if (uses.some(isPlainReading)) return noun;
  if (roles.has('response')) return responseName(uses, noun, verb);
  const role = roles.has('request') ? 'body' : 'error';
  return [verb, singularName(noun), role].filter((word) => word !== null).join(' ');
}

function responseName(uses: readonly OperationUse[], noun: string, verb: string | null): string {
  const lists = uses.filter(({ use }) => isListing(use.operation));
  if (lists.some(({ trail }) => trail.isItem)) return singularName(noun);
  if (lists.length === uses.length) return `${singularName(noun)} list`;
  return verb === null ? noun : `${verb} ${singularName(noun)} response`;
}

/** Verb, resource and role of one user: what tells its schema from those of the same resource. */
function fullName(user: OperationUse, resource: string, verb: string | null): string {
  const { use, trail } = user;
  const named = namedPart(user);
  const role = { parameter: '', header: '', request: 'body', response: 'response', error: 'error' }[use.role];
  const item = trail.isItem && trail.name === null && role !== '' ? 'item' : '';
  return [verb ?? use.operation.method, resource, named, role, item].filter((word) => word !== '').join(' ');
}

function fullWithStatus({ use }: OperationUse, full: string): string {
  return [full, use.status ?? '', subtype(use.mediaType)].filter((word) => word !== '').join(' ');
}

function subtype(mediaType: string | null): string {
  return mediaType?.split(';')[0]?.split('/').at(-1) ?? '';
}

const errorNames: Readonly<Record<string, string>> = {
  '400': 'bad request error',
  '401': 'unauthorized error',
  '403': 'forbidden error',
  '404': 'not found error',
  '409': 'conflict error',
  '422': 'unprocessable error',
  '429': 'too many requests error',
  '500': 'server error',
};

/** Users that have nothing in common: the shape speaks for itself, or the status does. */
function withoutContext(uses: readonly OperationUse[], schema: Schema): string {
  const [first] = uses;
  const roles = new Set(uses.map(({ use }) => use.role));
  if (first !== undefined && isNamedRole(first.trail, uses)) return namedPart(first);
  if (first?.trail.name != null) return first.trail.name;
  if (schema.docs.summary !== null) return schema.docs.summary;
  if (roles.size === 1 && roles.has('error')) {
    const statuses = new Set(uses.map(({ use }) => use.status ?? ''));
    const status = statuses.size === 1 ? ([...statuses][0] ?? '') : '';
    return errorNames[status] ?? 'error response';
  }
  return propertyWords(schema, roles.has('response') ? 'response' : 'body');
}

/** A small shape is named after its properties; a large one takes the name of its first user. */
function propertyWords(schema: Schema, role: string): string {
  if (schema.kind !== 'object' || schema.properties.length > 2) return '';
  return [...schema.properties.map(({ name }) => name), role].join(' ');
}
