/** What a run measured → each goal that was set for the validators, met or not. */
import type { Cold } from './cold.ts';
import type { Ratios, Speed } from './measure.ts';
import type { Sizes, Weights } from './sizes.ts';
import { ownName } from './subjects.ts';
import type { Subject } from './subjects.ts';

/** Everything of one run. */
export interface Findings {
  readonly subjects: readonly Subject[];
  readonly speeds: readonly Speed[];
  readonly colds: readonly Cold[];
  readonly sizes: Sizes;
}

export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** Of a peer that was not measured, nothing is said. */
export function judgeGoals(findings: Findings): readonly Goal[] {
  const own = findings.speeds.find(({ name }) => name === ownName);
  const cold = findings.colds.find(({ name }) => name === ownName);
  if (own === undefined || cold === undefined) throw new Error('the own validator was not measured');
  return [
    warmGoal(own),
    ...peerGoals(own, findings.speeds),
    atMost('100 wrong leaves of M, fresh, by JSON.parse', own.fresh.hundred, 0.4),
    exactly('issues of 100 wrong leaves', own.issuesOfHundred, 100),
    atMost('bytes allocated by a check of M', own.allocated.valid, 2048, 0),
    ...weightGoals('the check', findings.sizes.check),
    ...weightGoals('the validator', findings.sizes.validator),
    atMost('bytes, a further property', findings.sizes.furtherProperty, 12, 1),
    atMost('import and first check, ms of CPU', cold.cpuMs, 4, 1),
    exactly('code made at run time', cold.codeGeneration, 'no'),
  ];
}

/** The three sizes by what was set for each. */
function warmGoal({ warm }: Speed): Goal {
  const limits = { S: 0.07, M: 0.1, L: 0.12 };
  return {
    what: 'warm check by JSON.parse, S / M / L',
    goal: `≤ ${threeOf(limits, String)}`,
    measured: threeOf(warm, (ratio) => ratio.toFixed(3)),
    isMet: warm.S <= limits.S && warm.M <= limits.M && warm.L <= limits.L,
  };
}

const shares: readonly (readonly [string, number])[] = [
  ['typia', 0.85],
  ['ajv, stand-alone', 0.5],
  ['zod, by hey-api', 0.1],
];

function peerGoals(own: Speed, speeds: readonly Speed[]): readonly Goal[] {
  return shares.flatMap(([name, share]) => {
    const peer = speeds.find((speed) => speed.name === name);
    if (peer === undefined) return [];
    const by = {
      S: own.warm.S / peer.warm.S,
      M: own.warm.M / peer.warm.M,
      L: own.warm.L / peer.warm.L,
    };
    return [
      {
        what: `warm check by that of ${name}, S / M / L`,
        goal: `≤ ${share}`,
        measured: threeOf(by, (ratio) => ratio.toFixed(2)),
        isMet: Math.max(by.S, by.M, by.L) <= share,
      },
    ];
  });
}

/** What was set is for the function that checks; a validator besides parses, throws and fills in. */
function weightGoals(part: string, { response, runtime, smallType }: Weights): readonly Goal[] {
  return [
    atMost(`bytes, ${part} of the response`, response, 2150, 0),
    atMost(`bytes, ${part} of the response, of that the run time`, runtime, 1000, 0),
    atMost(`bytes, ${part} of a small type of the same client`, smallType, 500, 0),
  ];
}

function threeOf({ S, M, L }: Pick<Ratios, 'S' | 'M' | 'L'>, print: (ratio: number) => string): string {
  return [S, M, L].map(print).join(' / ');
}

function atMost(what: string, measured: number, limit: number, digits = 2): Goal {
  return {
    what,
    goal: `≤ ${limit}`,
    measured: measured.toFixed(digits),
    isMet: measured <= limit,
  };
}

function exactly(what: string, measured: string | number, goal: string | number): Goal {
  return { what, goal: String(goal), measured: String(measured), isMet: measured === goal };
}
