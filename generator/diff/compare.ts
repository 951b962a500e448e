/** Compares two versions of an API: match, compare and judge. Pure: it reads two sides and returns changes. */
import type { Api, Model } from '../api/api.ts';
import { type Direction, type Finding, idsOf } from './change.ts';
import { compareIncoming, matchIncoming } from './compare-incoming.ts';
import { compareNames } from './compare-names.ts';
import { compareOperation } from './compare-operations.ts';
import { compareSchemes } from './compare-security.ts';
import { serversEffect, serversText } from './compare-servers.ts';
import { type Sides, ValueComparison } from './compare-values.ts';
import { effect, noEffect } from './judge.ts';
import { matchModels, matchOperations, type Pair } from './match.ts';
import { OperationComparison } from './operation-comparison.ts';
import type { Reach } from './reach.ts';
import { docsText } from './schema-facts.ts';
import type { Side } from './side.ts';

export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  readonly findings: readonly Finding[];
  readonly reach: Reach;
}

export function compareSides(before: Side, after: Side): Comparison {
  const models = matchModels(before.api, after.api);
  const operations = matchOperations(before.api, after.api);
  const incoming = matchIncoming(before.api, after.api);
  const newIds = new Map(models.pairs.map((pair) => [pair.before.id, pair.after.id]));
  const sides: Sides = { before, after, newIds };
  const values = new ValueComparison(sides);
  for (const pair of operations.pairs)
    compareOperation(pair, new OperationComparison(pair, { values, sides }));
  compareIncoming(incoming, values);
  for (const pair of models.pairs)
    for (const direction of directionsOf(pair)) values.compareModels(pair.before, pair.after, direction);
  const found = [
    ...compareApi(before.api, after.api),
    ...compareSchemes(before.api, after.api),
    ...operations.removed.map(({ id, place }): Finding => ({
      ...whole({ before: id, after: null }, { before: place, after: after.api.place }),
      kind: 'operation-removed',
      effect: effect('breaks', true),
    })),
    ...operations.added.map(({ id, place }): Finding => ({
      ...whole({ before: null, after: id }, { before: before.api.place, after: place }),
      kind: 'operation-added',
      effect: effect('tests', false, true),
    })),
    ...distinct(values.findings),
  ];
  const names = compareNames({ sides, operations, incoming, models, findings: found });
  return { before, after, findings: [...found, ...names], reach: values.reach };
}

function whole(
  ids: { readonly before: string | null; readonly after: string | null },
  places: Finding['places'],
): Omit<Finding, 'kind' | 'effect'> {
  return {
    owner: { kind: 'operation', ...ids },
    direction: null,
    path: [],
    before: null,
    after: null,
    places,
  };
}

/** A model that nothing uses has the type of a received value. */
function directionsOf({ before, after }: Pair<Model>): readonly Direction[] {
  const isUsed = [before, after].some(({ usage }) => usage.request || usage.response);
  if (!isUsed) return ['response'];
  return (['request', 'response'] as const).filter(
    (direction) => before.usage[direction] && after.usage[direction],
  );
}

/** Texts of a model are compared in both directions, and are one change. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map(findings.map((finding) => [keyOf(finding), finding]));
  return [...byKey.values()];
}

function keyOf({ kind, direction, owner, path, before, after }: Finding): string {
  return JSON.stringify([kind, direction, owner.kind, idsOf(owner), path, before, after]);
}

function compareApi(before: Api, after: Api): readonly Finding[] {
  const places = { before: before.place, after: after.place };
  const found = { owner: { kind: 'api' }, direction: null, path: [], places } as const;
  const servers = { before: serversText(before), after: serversText(after) };
  const versions = { before: before.version, after: after.version };
  const hasNewText = docsText(before.docs) !== docsText(after.docs) || before.title !== after.title;
  return [
    ...(versions.before === versions.after
      ? []
      : [{ ...found, ...versions, kind: 'version-changed' as const, effect: noEffect }]),
    ...(hasNewText
      ? [{ ...found, before: null, after: null, kind: 'documentation-changed' as const, effect: noEffect }]
      : []),
    ...(servers.before === servers.after
      ? []
      : [
          {
            ...found,
            ...servers,
            kind: 'servers-changed' as const,
            effect: serversEffect({ before, after }),
          },
        ]),
  ];
}
