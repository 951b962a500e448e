/** Reads `unevaluatedProperties` and `unevaluatedItems`, with the keywords that they depend on. */
import { noDocs } from '../../api/place.ts';
import { isJsonArray } from '../../api/json.ts';
import { keywordsThat } from '../../api/keywords.ts';
import type {
  Assertion,
  EvaluatedItems,
  EvaluatedProperties,
  EvaluatedWhen,
  Schema,
} from '../../api/schema.ts';
import { type Build, placeOf, report, type Scope, targetOf } from '../scope.ts';
import { childOf, entriesOf, hasKey, itemsOf, type Source, textAt } from '../source.ts';

type Keyword = 'unevaluatedProperties' | 'unevaluatedItems';

/** The keywords whose schemas look at the same value; `not` never counts (JSON Schema Core, section 10.2.1.4). */
export const inPlaceKeywords: readonly string[] = [
  '$ref',
  ...keywordsThat(({ role }) => role === 'inPlace').filter((keyword) => keyword !== 'not'),
];

/** Keywords beside which `unevaluated…` differs from `additional…`. */
const besides: Readonly<Record<Keyword, readonly string[]>> = {
  unevaluatedProperties: [...inPlaceKeywords, 'additionalProperties'],
  unevaluatedItems: [...inPlaceKeywords, 'items', 'contains'],
};

/** Returns true if only the schema itself describes keys or items. `unevaluated…` then equals `additional…`. */
export function standsAlone(source: Source, keyword: Keyword): boolean {
  return hasKey(source, keyword) && !besides[keyword].some((other) => hasKey(source, other));
}

/** None where every key is spoken of. */
export function readUnevaluatedProperties(scope: Scope, source: Source, build: Build): readonly Assertion[] {
  const schema = restOf(source, 'unevaluatedProperties', build);
  if (schema === null) return [];
  const evaluated = readEvaluatedProperties(scope, source, build);
  return speaksOfAll(evaluated) ? [] : [{ kind: 'unevaluatedProperties', evaluated, schema }];
}

/** Returns true if another keyword speaks of every key, so that `unevaluatedProperties` finds none. */
export function leavesNoProperty(scope: Scope, source: Source, build: Build): boolean {
  const isAlone = standsAlone(source, 'unevaluatedProperties');
  return !isAlone && speaksOfAll(readEvaluatedProperties(scope, source, build));
}

function readEvaluatedProperties(scope: Scope, source: Source, build: Build): readonly EvaluatedProperties[] {
  const own = (one: Source): readonly EvaluatedProperties[] => ownProperties(one, one === source);
  const when = (part: EvaluatedWhen<EvaluatedProperties>): EvaluatedProperties => part;
  return partsOf(schemasInPlace(scope, source, build), { own, when });
}

function speaksOfAll(evaluated: readonly { readonly kind: string }[]): boolean {
  return evaluated.some(({ kind }) => kind === 'all');
}

/** None where every item is spoken of. */
export function readUnevaluatedItems(scope: Scope, source: Source, build: Build): readonly Assertion[] {
  const schema = restOf(source, 'unevaluatedItems', build);
  if (schema === null) return [];
  const own = (one: Source): readonly EvaluatedItems[] => ownItems(one, { isAsking: one === source, build });
  const when = (part: EvaluatedWhen<EvaluatedItems>): EvaluatedItems => part;
  const evaluated = partsOf(schemasInPlace(scope, source, build), { own, when });
  return speaksOfAll(evaluated) ? [] : [{ kind: 'unevaluatedItems', evaluated, schema }];
}

/** `null`: the keyword is absent, asks nothing, or is read with the object or array itself. */
function restOf(source: Source, keyword: Keyword, build: Build): Schema | null {
  if (!hasKey(source, keyword) || standsAlone(source, keyword)) return null;
  const schema = build(childOf(source, keyword));
  return schema.kind === 'unknown' ? null : schema;
}

/** The keyword that asks does not answer itself; one in another schema has spoken of all that is left. */
function ownProperties(source: Source, isAsking: boolean): readonly EvaluatedProperties[] {
  if (hasKey(source, 'additionalProperties')) return [{ kind: 'all' }];
  if (!isAsking && hasKey(source, 'unevaluatedProperties')) return [{ kind: 'all' }];
  const names = entriesOf(childOf(source, 'properties')).map(([name]) => name);
  const patterns = entriesOf(childOf(source, 'patternProperties')).map(([pattern]) => pattern);
  return [
    ...(names.length === 0 ? [] : [{ kind: 'names' as const, names }]),
    ...patterns.map((pattern) => ({ kind: 'pattern' as const, pattern })),
  ];
}

function ownItems(
  source: Source,
  { isAsking, build }: { readonly isAsking: boolean; readonly build: Build },
): readonly EvaluatedItems[] {
  if (hasKey(source, 'items')) return [{ kind: 'all' }];
  if (!isAsking && hasKey(source, 'unevaluatedItems')) return [{ kind: 'all' }];
  const count = itemsOf(childOf(source, 'prefixItems')).length;
  return [
    ...(count === 0 ? [] : [{ kind: 'prefix' as const, count }]),
    ...(hasKey(source, 'contains')
      ? [{ kind: 'containing' as const, schema: build(childOf(source, 'contains')) }]
      : []),
  ];
}

interface Reading<Part> {
  readonly own: (source: Source) => readonly Part[];
  readonly when: (part: EvaluatedWhen<Part>) => Part;
}

function partsOf<Part>(reached: readonly InPlace[], reading: Reading<Part>): readonly Part[] {
  return reached.flatMap((one): readonly Part[] => {
    if (one.kind === 'schema') return reading.own(one.source);
    const whenTrue = partsOf(one.whenTrue, reading);
    const whenFalse = partsOf(one.whenFalse, reading);
    if (one.schema.kind === 'unknown') return whenTrue;
    if (one.schema.kind === 'never') return whenFalse;
    if (whenTrue.length === 0 && whenFalse.length === 0) return [];
    return [reading.when({ kind: 'when', schema: one.schema, whenTrue, whenFalse })];
  });
}

/** A schema whose keywords count, or schemas that count only where the value matches another, or does not. */
type InPlace =
  | { readonly kind: 'schema'; readonly source: Source }
  | {
      readonly kind: 'when';
      readonly schema: Schema;
      readonly whenTrue: readonly InPlace[];
      readonly whenFalse: readonly InPlace[];
    };

/** The schema itself first. */
function schemasInPlace(scope: Scope, source: Source, build: Build): readonly InPlace[] {
  const walk: Walk = { scope, build, around: new Set(), seen: { count: 0 } };
  const found = within(walk, source);
  if (walk.seen.count <= MOST_SCHEMAS) return found;
  const message = `More than ${MOST_SCHEMAS} schemas apply to the same value.`;
  report(scope, source, { code: 'CW2018', message });
  return found;
}

/** References may lead to the same schemas on ever more ways. */
const MOST_SCHEMAS = 1000;

interface Walk {
  readonly scope: Scope;
  readonly build: Build;
  /** Schemas that are being looked into: one that leads to itself adds nothing. */
  readonly around: ReadonlySet<string>;
  readonly seen: { count: number };
}

function within(walk: Walk, source: Source): readonly InPlace[] {
  walk.seen.count += 1;
  if (walk.around.has(source.pointer) || walk.seen.count > MOST_SCHEMAS) return [];
  const inner: Walk = { ...walk, around: new Set([...walk.around, source.pointer]) };
  const members = (keyword: string): readonly Source[] => itemsOf(childOf(source, keyword));
  return [
    { kind: 'schema', source },
    ...throughReference(inner, source),
    ...members('allOf').flatMap((member) => within(inner, member)),
    ...['anyOf', 'oneOf'].flatMap(members).map((member) => whenMatching(inner, member)),
    ...throughCondition(inner, source),
    ...dependentSchemasOf(source).map(([name, member]): InPlace => {
      const schema = having(walk.scope, member, name);
      return { kind: 'when', schema, whenTrue: within(inner, member), whenFalse: [] };
    }),
  ];
}

/** `dependencies` held lists of names too until draft 2019-09. */
function dependentSchemasOf(source: Source): readonly (readonly [string, Source])[] {
  const older = entriesOf(childOf(source, 'dependencies')).filter(([, { value }]) => !isJsonArray(value));
  return [...entriesOf(childOf(source, 'dependentSchemas')), ...older];
}

function throughReference(walk: Walk, source: Source): readonly InPlace[] {
  const reference = textAt(source, '$ref');
  const target = reference === null ? null : targetOf(walk.scope, reference);
  return target === null ? [] : within(walk, target);
}

function whenMatching(walk: Walk, member: Source): InPlace {
  return { kind: 'when', schema: walk.build(member), whenTrue: within(walk, member), whenFalse: [] };
}

function throughCondition(walk: Walk, source: Source): readonly InPlace[] {
  if (!hasKey(source, 'if')) return [];
  const branch = (keyword: string): readonly InPlace[] =>
    hasKey(source, keyword) ? within(walk, childOf(source, keyword)) : [];
  const condition = childOf(source, 'if');
  const whenTrue = [...within(walk, condition), ...branch('then')];
  return [{ kind: 'when', schema: walk.build(condition), whenTrue, whenFalse: branch('else') }];
}

/** Any object that has the property. */
function having(scope: Scope, source: Source, name: string): Schema {
  const shared = { docs: noDocs, place: placeOf(scope, source) };
  const property = { name, required: true, default: undefined, access: 'both' as const, ...shared };
  const schema: Schema = { kind: 'unknown', ...shared };
  return {
    kind: 'object',
    properties: [{ ...property, schema }],
    patterns: [],
    rest: null,
    limits: {},
    ...shared,
  };
}

/** `null`: the schema is neither an object nor a union of objects that exclude each other. */
export function withRest(schema: Schema, rest: Schema): Schema | null {
  if (schema.kind === 'object') return schema.rest === null ? { ...schema, rest } : schema;
  if (schema.kind !== 'union' || !schema.exclusive) return null;
  const members = schema.members.map((member) => (member.kind === 'null' ? member : withRest(member, rest)));
  const closed = members.filter((member) => member !== null);
  return closed.length === members.length ? { ...schema, members: closed } : null;
}

/** Returns true if every object of the schema describes its other keys. */
export function saysRest(schema: Schema): boolean {
  if (schema.kind === 'object') return schema.rest !== null;
  return (
    schema.kind === 'union' &&
    schema.members.every((member) => member.kind === 'null' || saysRest(member)) &&
    schema.members.some((member) => member.kind !== 'null')
  );
}
