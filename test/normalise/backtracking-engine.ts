/** A regular expression engine that goes back as JavaScript's does, and counts its steps. */
import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** Beyond this count the engine gives up. */
export const MOST_STEPS = 300_000;

interface Run {
  readonly text: string;
  steps: number;
}

type Continue = (at: number) => boolean;

/** How many steps a search takes: atoms that are tried, at most `MOST_STEPS`. It knows what the tests write. */
export function stepsOf(pattern: string, text: string): number {
  const run: Run = { text, steps: 0 };
  const { alternatives } = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true });
  try {
    for (let start = 0; start <= text.length; start += 1)
      if (choose(run, alternatives, start, () => true)) break;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return run.steps;
}

function choose(
  run: Run,
  alternatives: readonly AST.Alternative[],
  ...[at, next]: [number, Continue]
): boolean {
  return alternatives.some(({ elements }) => inOrder(run, elements, at, next));
}

function inOrder(run: Run, elements: readonly AST.Element[], ...[at, next]: [number, Continue]): boolean {
  const [first, ...rest] = elements;
  return first === undefined ? next(at) : match(run, first, at, (end) => inOrder(run, rest, end, next));
}

function match(run: Run, element: AST.Element, ...[at, next]: [number, Continue]): boolean {
  run.steps += 1;
  if (run.steps >= MOST_STEPS) throw new RangeError('too many steps');
  switch (element.type) {
    case 'Character':
      return run.text.codePointAt(at) === element.value && next(at + 1);
    case 'CapturingGroup':
    case 'Group':
      return choose(run, element.alternatives, at, next);
    case 'Quantifier':
      return repeat(run, element, { at, round: 0 }, next);
    case 'Assertion':
      return assert(run, element, at) && next(at);
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
    case 'Backreference':
      throw new Error(`The tests write no ${element.type}.`);
  }
}

/** ECMA-262, 22.2.2.3.1 RepeatMatcher: an empty round ends the repetition, but for those that must be there. */
function repeat(
  run: Run,
  quantifier: AST.Quantifier,
  { at, round }: { readonly at: number; readonly round: number },
  next: Continue,
): boolean {
  const { min, max, greedy, element } = quantifier;
  const again = (): boolean =>
    round < max &&
    match(run, element, at, (end) =>
      end === at && round >= min ? false : repeat(run, quantifier, { at: end, round: round + 1 }, next),
    );
  if (round < min) return again();
  return greedy ? again() || next(at) : next(at) || again();
}

function assert(run: Run, assertion: AST.Assertion, at: number): boolean {
  switch (assertion.kind) {
    case 'start':
      return at === 0;
    case 'end':
      return at === run.text.length;
    case 'lookahead':
      return choose(run, assertion.alternatives, at, () => true) !== assertion.negate;
    case 'lookbehind':
    case 'word':
      throw new Error(`The tests write no ${assertion.kind}.`);
  }
}
