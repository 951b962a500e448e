/** Finds the schemas that look at the same value as a schema does, and when each of them counts. */
import { noDocs } from '../../api/docs.ts';
import { isJsonArray } from '../../api/json.ts';
import { keywordsThat } from '../../api/keywords.ts';
import type { Schema } from '../../api/schema.ts';
import { targetOf } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf, report } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, entriesOf, hasKey, itemsOf, textAt } from '../source.ts';
import type { Build } from './build.ts';

/** A schema whose keywords count, or schemas that count only where the value matches another, or does not. */
export type InPlace =
  | { readonly kind: 'schema'; readonly source: Source }
  | {
      readonly kind: 'when';
      readonly schema: Schema;
      readonly whenTrue: readonly InPlace[];
      readonly whenFalse: readonly InPlace[];
    };

/** The keywords whose schemas look at the same value; `not` never counts (JSON Schema Core, section 10.2.1.4). */
export const inPlaceKeywords: readonly string[] = [
  '$ref',
  ...keywordsThat(({ role }) => role === 'inPlace').filter((keyword) => keyword !== 'not'),
];

/** The schema itself first. */
export function schemasInPlace(scope: Scope, source: Source, build: Build): readonly InPlace[] {
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
