/** Compares schemas of one kind that hold no other schema: numbers, strings and fixed values, one aspect at a time. */
import { canonicalJson } from '../api/hash.ts';
import type { JsonValue } from '../api/json.ts';
import type { EnumSchema, LiteralSchema, NumberSchema, Schema, StringSchema } from '../api/schema.ts';
import type { ChangeKind } from './change.ts';
import { fixedValues, limitChange } from './fits-scalar.ts';
import type { Evidence } from './judge.ts';

/** A change of a value, without its place. */
export interface ValueChange {
  readonly kind: ChangeKind;
  readonly before: string | null;
  readonly after: string | null;
  readonly evidence: Evidence;
}

/** Each aspect is judged as if it were the only change. */
export function numberChanges(before: NumberSchema, after: NumberSchema): readonly ValueChange[] {
  return [
    ...(before.integer === after.integer
      ? []
      : [
          {
            kind: before.integer ? ('type-widened' as const) : ('type-narrowed' as const),
            before: before.integer ? 'integer' : 'number',
            after: after.integer ? 'integer' : 'number',
            evidence: bothWays(before, { ...before, integer: after.integer }),
          },
        ]),
    ...formatChanges(before, after),
    ...representationChanges(before, after),
    ...limitChanges(before, after),
  ];
}

export function stringChanges(before: StringSchema, after: StringSchema): readonly ValueChange[] {
  return [
    ...formatChanges(before, after),
    ...representationChanges(before, after),
    ...limitChanges(before, after),
  ];
}

export function bothWays(before: Schema, after: Schema): Evidence {
  return { forward: { values: after, reader: before }, backward: { values: before, reader: after } };
}

function formatChanges<Scalar extends NumberSchema | StringSchema>(
  before: Scalar,
  after: Scalar,
): readonly ValueChange[] {
  if (before.format === after.format) return [];
  const kind =
    before.format === null ? 'format-added' : after.format === null ? 'format-removed' : 'format-changed';
  const changed = { ...before, format: after.format };
  return [{ kind, before: before.format, after: after.format, evidence: bothWays(before, changed) }];
}

function representationChanges<Scalar extends NumberSchema | StringSchema>(
  before: Scalar,
  after: Scalar,
): readonly ValueChange[] {
  const [left, right] = [before.representation ?? null, after.representation ?? null];
  if (left === right) return [];
  const evidence = bothWays(before, after);
  return [{ kind: 'representation-changed', before: left, after: right, evidence }];
}

type Limited = Extract<Schema, { limits: object }>;

/** One change for each limit. */
export function limitChanges(before: Limited, after: Limited): readonly ValueChange[] {
  const left = new Map<string, LimitValue>(Object.entries(before.limits));
  const right = new Map<string, LimitValue>(Object.entries(after.limits));
  const names = [...new Set([...left.keys(), ...right.keys()])].sort();
  return names.flatMap((name): readonly ValueChange[] => {
    const [was, is] = [left.get(name), right.get(name)];
    if (was === is) return [];
    const change = limitChange(name, Object.fromEntries(left), Object.fromEntries(right));
    const changed = withLimits(before, new Map([...left, [name, is]]));
    return [
      {
        kind: change === 'tightened' ? 'limit-tightened' : 'limit-loosened',
        before: was === undefined ? null : `${name} ${was}`,
        after: is === undefined ? null : `${name} ${is}`,
        evidence: bothWays(before, changed),
      },
    ];
  });
}

type LimitValue = number | string | boolean | undefined;

/** Limits are read by name only, so that those of any type may stand in any schema. */
function withLimits(schema: Limited, limits: ReadonlyMap<string, LimitValue>): Schema {
  const present = Object.fromEntries([...limits].filter(([, limit]) => limit !== undefined));
  return Object.assign({ ...schema }, { limits: present });
}

type Fixed = LiteralSchema | EnumSchema;

/** Constants and enumerations: values that came, and values that left. */
export function fixedChanges(before: Fixed, after: Fixed): readonly ValueChange[] {
  const [left, right] = [fixedValues(before) ?? [], fixedValues(after) ?? []];
  const added = without(right, left);
  const removed = without(left, right);
  if (before.kind === 'literal' && after.kind === 'literal' && added.length > 0) {
    const evidence = bothWays(before, after);
    return [{ kind: 'constant-changed', before: listed(left), after: listed(right), evidence }];
  }
  return [
    ...(added.length === 0
      ? []
      : [
          {
            kind: 'value-added' as const,
            before: null,
            after: listed(added),
            evidence: {
              forward: { values: valuesAs(after, added), reader: before },
              backward: before.kind === after.kind ? null : { values: before, reader: after },
            },
          },
        ]),
    ...(removed.length === 0
      ? []
      : [
          {
            kind: 'value-removed' as const,
            before: listed(removed),
            after: null,
            evidence: {
              forward: before.kind === after.kind ? null : { values: after, reader: before },
              backward: { values: valuesAs(before, removed), reader: after },
            },
          },
        ]),
  ];
}

function without(values: readonly JsonValue[], others: readonly JsonValue[]): readonly JsonValue[] {
  const known = new Set(others.map(canonicalJson));
  return values.filter((value) => !known.has(canonicalJson(value)));
}

/** A schema of only these values. */
function valuesAs(schema: Fixed, values: readonly JsonValue[]): Schema {
  const { docs, place } = schema;
  const members = values.map((value): Schema => ({ kind: 'literal', value, docs, place }));
  const [only] = members;
  if (members.length === 1 && only !== undefined) return only;
  return { kind: 'union', members, exclusive: false, discriminator: null, docs, place };
}

const mostListed = 8;

/** `"paused", "held"` */
export function listed(values: readonly JsonValue[]): string {
  const shown = values.slice(0, mostListed).map((value) => JSON.stringify(value));
  const more = values.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
