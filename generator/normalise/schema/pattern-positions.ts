/** Reads a pattern as a graph of its characters, for the search for texts that match in many ways. */
import type { CharSet, NoParent, Concatenation, Element, Quantifier } from 'refa';

/** How many ways lead from one character to the next without another between: more than two count as two. */
export type Ways = 1 | 2;

/** The characters of a pattern by number, as Glushkov's construction has them. */
export interface Positions {
  readonly characters: readonly CharSet[];
  /** By position: the positions that can follow. */
  readonly next: readonly ReadonlyMap<number, Ways>[];
  /** Where the pattern is met without another condition, so that the engine never goes back behind it. */
  readonly free: ReadonlySet<number>;
}

/** A group that repeats this often is read as one that repeats without end. */
const MANY_REPEATS = 10;

/** A pattern with more characters is not analysed. */
const MOST_POSITIONS = 1000;

/** A pattern that is too large, or has a part that no graph can show, such as a back-reference. */
export class NotAnalysable extends Error {}

type Alternatives = readonly NoParent<Concatenation>[];

/** A part of the pattern. */
interface Part {
  readonly first: ReadonlyMap<number, Ways>;
  readonly last: ReadonlyMap<number, Ways>;
  /** Those of `last` behind which nothing of the part has to be met. */
  readonly free: ReadonlySet<number>;
  /** How many ways there are to match no character. */
  readonly empty: 0 | Ways;
  /** The part is met everywhere: it needs no character and has no condition. */
  readonly isFree: boolean;
}

interface Context {
  readonly graph: { readonly characters: CharSet[]; readonly next: Map<number, Ways>[] };
  /** Look-arounds, which the engine matches each for itself. */
  readonly lookarounds: Positions[];
  readonly isInLoop: boolean;
  /** How often finite quantifiers around this place repeat it. */
  readonly repeats: number;
}

const none: Part = { first: new Map(), last: new Map(), free: new Set(), empty: 1, isFree: true };

/** Returns the graph of a pattern, then those of its look-arounds. */
export function positionsOf(alternatives: Alternatives): readonly Positions[] {
  const context: Context = {
    graph: { characters: [], next: [] },
    lookarounds: [],
    isInLoop: false,
    repeats: 1,
  };
  const { free } = readAlternatives(context, alternatives);
  return [{ ...context.graph, free }, ...context.lookarounds];
}

function readAlternatives(context: Context, alternatives: Alternatives): Part {
  return alternatives
    .map(({ elements }) => elements.map((element) => readElement(context, element)))
    .map((parts) => sequence(context, parts))
    .reduce((one, other) => ({
      first: added(one.first, other.first),
      last: added(one.last, other.last),
      free: new Set([...one.free, ...other.free]),
      empty: atMostTwo(one.empty + other.empty),
      isFree: one.isFree || other.isFree,
    }));
}

function readElement(context: Context, element: NoParent<Element>): Part {
  switch (element.type) {
    case 'CharacterClass':
      return character(context, element.characters);
    case 'Alternation':
      return readAlternatives(context, element.alternatives);
    case 'Quantifier':
      return readQuantifier(context, element);
    case 'Assertion': {
      const [own, ...inner] = positionsOf(element.alternatives);
      // Behind the place, the engine reads backwards: where the part ends freely is where it begins.
      const backwards = { free: new Set<number>() };
      if (own !== undefined)
        context.lookarounds.push(element.kind === 'behind' ? { ...own, ...backwards } : own);
      context.lookarounds.push(...inner);
      return { ...none, isFree: false };
    }
    case 'Unknown':
      throw new NotAnalysable(element.id);
  }
}

function character({ graph }: Context, characters: CharSet): Part {
  const position = graph.characters.push(characters) - 1;
  if (position >= MOST_POSITIONS) throw new NotAnalysable('too many characters');
  graph.next.push(new Map());
  const only = new Map([[position, 1 as const]]);
  return { first: only, last: only, free: new Set([position]), empty: 0, isFree: false };
}

function sequence(context: Context, parts: readonly Part[]): Part {
  return parts.reduce((before, after) => {
    connect(context, before, after);
    return {
      first: added(before.first, times(after.first, before.empty)),
      last: added(after.last, times(before.last, after.empty)),
      free: after.isFree ? new Set([...before.free, ...after.free]) : after.free,
      empty: atMostTwo(before.empty * after.empty),
      isFree: before.isFree && after.isFree,
    };
  }, none);
}

/**
 * A quantifier inside a loop is written out, as `(?:\d{2})*` reads every text in one way and `(?:\d+)*` in many.
 * Outside one, nothing leads from one round to an earlier one, so that one round says as much as all.
 */
function readQuantifier(context: Context, { alternatives, min, max }: NoParent<Quantifier>): Part {
  if (max === 0) return none;
  const repeats = max === Infinity ? context.repeats : context.repeats * max;
  const isLong = max !== Infinity && repeats >= MANY_REPEATS && !isOneText(alternatives);
  const inner = { ...context, repeats, isInLoop: context.isInLoop || max === Infinity || isLong };
  const round = (): Part => readAlternatives(inner, alternatives);
  if (isLong) return repeated(context, round(), min);
  if (max === Infinity) {
    const before = context.isInLoop ? Array.from({ length: Math.max(0, min - 1) }, round) : [];
    return sequence(context, [...before, repeated(context, round(), before.length === 0 ? min : 1)]);
  }
  if (!context.isInLoop) return roundOf(round(), min);
  const optional =
    max - min >= MANY_REPEATS ? repeated(context, round(), 0) : optionalRounds(inner, round, max - min);
  return sequence(context, [...Array.from({ length: min }, round), optional]);
}

/** `(a(a(a)?)?)?`: each text matches in one way. */
function optionalRounds(context: Context, round: () => Part, count: number): Part {
  if (count === 0) return none;
  return roundOf(sequence(context, [round(), optionalRounds(context, round, count - 1)]), 0);
}

/** A round that another one can follow. The engine refuses an empty one, but for those that must be there. */
function repeated(context: Context, round: Part, min: number): Part {
  connect(context, round, round);
  if (round.empty > 0 && min >= MANY_REPEATS) connect(context, round, round);
  return roundOf(round, min);
}

/** The last of `min` or more rounds, of which one stands for all. */
function roundOf(round: Part, min: number): Part {
  if (min === 0) return { ...round, empty: 1, isFree: true };
  return min > 1 && !round.isFree ? { ...round, free: new Set() } : round;
}

/** Returns true for characters in a row, such as `\d{4}-`, where nothing is a choice. */
function isOneText([only, ...others]: Alternatives): boolean {
  const isOne = (element: NoParent<Element>): boolean =>
    element.type === 'CharacterClass' ||
    (element.type === 'Quantifier' && element.min === element.max && isOneText(element.alternatives));
  return others.length === 0 && only !== undefined && only.elements.every(isOne);
}

function connect({ graph }: Context, before: Part, after: Part): void {
  for (const [from, count] of before.last) {
    const known = graph.next[from] ?? new Map<number, Ways>();
    graph.next[from] = new Map(added(known, times(after.first, count)));
  }
}

function added(one: ReadonlyMap<number, Ways>, other: ReadonlyMap<number, Ways>): ReadonlyMap<number, Ways> {
  const twice = [...other].map(([position, count]) => [position, one.has(position) ? 2 : count] as const);
  return new Map([...one, ...twice]);
}

function times(ways: ReadonlyMap<number, Ways>, factor: 0 | Ways): ReadonlyMap<number, Ways> {
  if (factor === 0) return new Map();
  return factor === 1 ? ways : new Map([...ways.keys()].map((position) => [position, 2]));
}

function atMostTwo(count: number): 0 | Ways {
  if (count === 0) return 0;
  return count === 1 ? 1 : 2;
}
