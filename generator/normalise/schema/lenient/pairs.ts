/**
 * Rewrites of two schemas that apply together, such as members of `allOf`: what their author means by them.
 *
 * They are rewrites of pairs, and not of the document, because a member may be a reference to a schema
 * that means something else where it stands alone.
 */
import { refinedBy, unrefined } from '../../../api/assertions.ts';
import type { JsonValue } from '../../../api/json.ts';
import { noDocs } from '../../../api/place.ts';
import type { ObjectSchema, Property, Schema } from '../../../api/schema.ts';
import { mergeDocs } from '../../docs.ts';
import type { Finding } from '../../scope.ts';
import { allowedConstants, type Pair, type PairMeaning } from '../intersect.ts';
import { asObject, isFreeForm, isKeyed, isOpen } from '../intersect-objects.ts';
import { unknownAt } from '../union.ts';

interface RewrittenPair {
  readonly pair: Pair;
  readonly finding: Finding | null;
}

type PairRewrite = (left: Schema, right: Schema) => RewrittenPair;

interface Choices {
  /** Enumerations that differ are those of a base and of an override: no value that one of them names is refused. */
  readonly enumsOverride: boolean;
  readonly report: (finding: Finding) => void;
}

/** Applies all rewrites, in order, to each pair. */
export function lenientMeaning({ enumsOverride, report }: Choices): PairMeaning {
  const rewritesWith =
    (rewrites: readonly PairRewrite[]) =>
    (left: Schema, right: Schema): Pair =>
      rewrites.reduce<Pair>(
        (pair, rewrite) => {
          const next = rewrite(...pair);
          if (next.finding !== null) report(next.finding);
          return next.pair;
        },
        [left, right],
      );
  const inUnion: PairMeaning = { rewrite: rewritesWith(inOrder), contradiction: () => null, inUnion: null };
  return {
    rewrite: rewritesWith(enumsOverride ? [joinOverriddenEnums, ...inOrder] : inOrder),
    contradiction: (left, right) => {
      report({ code: 'CW2010', message: `No value is both ${left.kind} and ${right.kind}.` });
      return dropEmptyObject(left, right);
    },
    inUnion,
  };
}

const inOrder: readonly PairRewrite[] = [
  openRefined,
  dropAnyObject,
  dropLimitsOfConstants,
  keepFirstFormat,
  describeOneObject,
];

/** Two enumerations that share only some members: the members of both. Of one and another constant: the constant. */
export function joinOverriddenEnums(left: Schema, right: Schema): RewrittenPair {
  const joined = overriddenEnum(left, right);
  return silent(joined === null ? [left, right] : [joined, joined]);
}

function overriddenEnum(left: Schema, right: Schema): Schema | null {
  if (left.kind === 'literal' && right.kind === 'enum') return overriddenEnum(right, left);
  if (left.kind !== 'enum' || (right.kind !== 'enum' && right.kind !== 'literal')) return null;
  const known = new Set<JsonValue>(left.members.map(({ value }) => value));
  const others = right.kind === 'literal' ? [right.value] : right.members.map(({ value }) => value);
  const types = new Set([...known, ...others].map((value) => typeof value));
  const isWithin =
    others.every((value) => known.has(value)) || [...known].every((value) => others.includes(value));
  if (isWithin || types.size > 1) return null;
  if (right.kind === 'literal') return right;
  const members = [...left.members, ...right.members.filter(({ value }) => !known.has(value))];
  return { ...left, members, docs: mergeDocs(left.docs, right.docs) };
}

/** `unevaluatedProperties` of a member does not see the properties of the others: it is dropped beside them. */
export function openRefined(left: Schema, right: Schema): RewrittenPair {
  const [one, two] = [opened(left, right), opened(right, left)];
  return { pair: [one, two], finding: one === left && two === right ? null : extendsClosed };
}

const extendsClosed: Finding = { code: 'CW2013', message: 'A closed object is extended by other members.' };

function opened(schema: Schema, other: Schema): Schema {
  if (schema.kind !== 'refined' || !addsProperties(other)) return schema;
  const kept = schema.assertions.filter(({ kind }) => kind !== 'unevaluatedProperties');
  return kept.length === schema.assertions.length ? schema : refinedBy(schema.schema, kept);
}

function addsProperties(schema: Schema): boolean {
  const body = unrefined(schema);
  return body.kind === 'object' ? body.properties.length > 0 : body.kind === 'model' || body.kind === 'union';
}

/** `type: object` beside a reference adds nothing, whatever the reference leads to. */
export function dropAnyObject(left: Schema, right: Schema): RewrittenPair {
  if (left.kind === 'model' && isFreeForm(right)) return silent([left, unknownAt(right.place)]);
  if (right.kind === 'model' && isFreeForm(left)) return silent([unknownAt(left.place), right]);
  return silent([left, right]);
}

/** Limits beside constants are ignored: the values are what the author lists. */
export function dropLimitsOfConstants(left: Schema, right: Schema): RewrittenPair {
  const fixed = isPlain(right) ? allowedConstants(left, right) : null;
  if (fixed != null) return silent([fixed, unknownAt(right.place)]);
  const other = isPlain(left) ? allowedConstants(right, left) : null;
  return silent(other != null ? [unknownAt(left.place), other] : [left, right]);
}

function isPlain({ kind }: Schema): boolean {
  return ['string', 'number', 'array', 'tuple', 'object', 'record'].includes(kind);
}

/** Of two formats the first one stays: no value is known to be both. */
export function keepFirstFormat(left: Schema, right: Schema): RewrittenPair {
  const isText = left.kind === 'string' && right.kind === 'string';
  const isNumber = left.kind === 'number' && right.kind === 'number';
  if (!(isText || isNumber) || left.format === null || right.format === null) return silent([left, right]);
  return silent([left, { ...right, format: null }]);
}

/** What a member says of other keys applies to keys that no member names. `false` is dropped where the other adds keys. */
export function describeOneObject(left: Schema, right: Schema): RewrittenPair {
  if (!isKeyed(left) || !isKeyed(right) || isFreeForm(left) || isFreeForm(right))
    return silent([left, right]);
  if (left.kind === 'record' && right.kind === 'record') return silent([left, right]);
  const [one, two] = [asObject(left), asObject(right)];
  if (isOpen(one) && isOpen(two)) return silent([one, two]);
  const isExtended = extendsObject(one, two) || extendsObject(two, one);
  const isClosed = !isExtended || (isClosedObject(one) && isClosedObject(two));
  const patterns = { left: one.patterns, right: two.patterns };
  const pair: Pair = [
    { ...naming(one, two, isClosed), patterns: [...patterns.left, ...patterns.right.map(withAnyValue)] },
    { ...naming(two, one, isClosed), patterns: [...patterns.left.map(withAnyValue), ...patterns.right] },
  ];
  return { pair, finding: isExtended ? extendsClosed : null };
}

/** The object, which also names the keys of the other one, with any value. */
function naming(object: ObjectSchema, other: ObjectSchema, isClosed: boolean): ObjectSchema {
  const names = namesOf(object);
  const added = other.properties
    .filter(({ name }) => !names.has(name))
    .map(({ name, schema, place }): Property => ({
      name,
      required: false,
      schema: withAnyValue({ schema }).schema,
      default: undefined,
      access: 'both',
      docs: noDocs,
      place,
    }));
  const rest = isClosedObject(object) && !isClosed ? null : object.rest;
  return { ...object, properties: [...object.properties, ...added], rest };
}

function withAnyValue<Described extends { readonly schema: Schema }>(described: Described): Described {
  return { ...described, schema: unknownAt(described.schema.place) };
}

/** Returns true if the object is closed, and the other one describes further keys. */
function extendsObject(object: ObjectSchema, other: ObjectSchema): boolean {
  if (!isClosedObject(object)) return false;
  const names = namesOf(object);
  const patterns = new Set(object.patterns.map(({ pattern }) => pattern));
  return (
    other.properties.some(({ name }) => !names.has(name)) ||
    other.patterns.some(({ pattern }) => !patterns.has(pattern)) ||
    (other.rest !== null && !isClosedObject(other))
  );
}

function isClosedObject({ rest }: ObjectSchema): boolean {
  return rest?.kind === 'never';
}

function namesOf({ properties }: ObjectSchema): ReadonlySet<string> {
  return new Set(properties.map(({ name }) => name));
}

/** `type: object` without properties beside a schema of another type: tools write it beside any `allOf`. */
export function dropEmptyObject(left: Schema, right: Schema): Schema | null {
  if (isEmptyObject(left) && !isKeyed(right)) return right;
  return isEmptyObject(right) && !isKeyed(left) ? left : null;
}

function isEmptyObject(schema: Schema): boolean {
  return isFreeForm(schema) || (schema.kind === 'object' && schema.properties.length === 0);
}

function silent(pair: Pair): RewrittenPair {
  return { pair, finding: null };
}
