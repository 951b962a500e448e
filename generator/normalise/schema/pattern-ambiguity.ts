/** Looks for a text that a pattern matches in more ways with each repetition of the text. */
import { NotAnalysable } from './pattern-positions.ts';
import type { Positions } from './pattern-positions.ts';

/** The most pairs of positions that are compared. Patterns of real documents need some thousands. */
const MOST_STEPS = 2_000_000;

/** By position: those that follow within the loop. */
type Loop = ReadonlyMap<number, readonly number[]>;

/**
 * Returns true if a text leads from a position back to it in two ways: each repetition doubles the work of the engine.
 *
 * This is the criterion EDA of Weber and Seidl, "On the degree of ambiguity of finite automata", 1991. A way over a
 * position where the pattern is met does not count, as the engine ends there.
 *
 * @throws {NotAnalysable} If the pattern has too many pairs of positions.
 */
export function hasManyWays(positions: Positions): boolean {
  const steps = { left: MOST_STEPS };
  return loopsOf(positions).some(
    (loop) => hasTwofoldStep(positions, loop) || partsAndMeets(positions, loop, steps),
  );
}

/** Two ways from one position to the next, with no character between. */
function hasTwofoldStep({ next }: Positions, loop: Loop): boolean {
  return [...loop].some(([from, followers]) => followers.some((to) => next[from]?.get(to) === 2));
}

/** Follows two ways that read the same characters, from where they part to where they can meet again. */
function partsAndMeets(positions: Positions, loop: Loop, steps: { left: number }): boolean {
  const size = positions.characters.length;
  const before = new Map<number, number[]>();
  const start = [...loop.keys()].map((position) => pairOf(position, position, size));
  const reached = reachable(start, (pair) => {
    const following = followingPairs(positions, loop, pair);
    steps.left -= following.length + 1;
    if (steps.left < 0) throw new NotAnalysable('too many pairs of positions');
    for (const next of following) before.set(next, [...(before.get(next) ?? []), pair]);
    return following;
  });
  const meeting = reachable(start, (pair) => before.get(pair) ?? []);
  return [...reached].some((pair) => meeting.has(pair) && Math.floor(pair / size) !== pair % size);
}

/** A pair is one number, with the smaller position first: which of two ways is which makes no difference. */
function pairOf(one: number, other: number, size: number): number {
  return Math.min(one, other) * size + Math.max(one, other);
}

function followingPairs({ characters }: Positions, loop: Loop, pair: number): readonly number[] {
  const size = characters.length;
  const lefts = loop.get(Math.floor(pair / size)) ?? [];
  const rights = loop.get(pair % size) ?? [];
  return lefts.flatMap((left) =>
    rights
      .filter((right) => left === right || overlap(characters[left], characters[right]))
      .map((right) => pairOf(left, right, size)),
  );
}

function overlap(one: Positions['characters'][number] | undefined, other: typeof one): boolean {
  return one !== undefined && other !== undefined && !one.isDisjointWith(other);
}

/** The groups of positions each of which leads to every other of its group. */
function loopsOf({ next, free }: Positions): readonly Loop[] {
  const followers = next.map((ways, from) =>
    free.has(from) ? [] : [...ways.keys()].filter((to) => !free.has(to)),
  );
  const leaders = followers.map((): number[] => []);
  followers.forEach((targets, from) => targets.forEach((to) => leaders[to]?.push(from)));
  const assigned = new Set<number>();
  return followers.flatMap((_, position) => {
    if (assigned.has(position)) return [];
    const after = reachable([position], (from) => followers[from] ?? []);
    const group = reachable([position], (to) => (leaders[to] ?? []).filter((from) => after.has(from)));
    for (const member of group) assigned.add(member);
    const withinGroup = (from: number): readonly number[] =>
      (followers[from] ?? []).filter((to) => group.has(to));
    return [new Map([...group].map((member) => [member, withinGroup(member)]))];
  });
}

function reachable(
  start: readonly number[],
  following: (from: number) => readonly number[],
): ReadonlySet<number> {
  const seen = new Set(start);
  // A set is read in the order of its members, those that come during the loop included.
  for (const from of seen) for (const to of following(from)) seen.add(to);
  return seen;
}
