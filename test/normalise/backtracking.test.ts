/** The analysis of patterns agrees with an engine that counts its steps, and takes a bounded time itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backtrackingOf } from '../../generator/normalise/schema/backtracking.ts';
import { MOST_STEPS, stepsOf } from './backtracking-engine.ts';

const exponential = [
  '^(a+)+$',
  '^(a|a)*$',
  '^(a*)*$',
  '^(\\w+\\s?)*$',
  '(x+x+)+y',
  '^(?:(?:a|a)*b)+',
  '^(?:(a|a)*b)?',
  '^(\\d{1,3})*$',
  // Ends are bounded, and two to the power of thirty is no better than a loop.
  '^(a|a){30}$',
  '^(a?){50}a{50}$',
  '(\\w{1,64}){1,64}$',
  '^(.*,){11}P',
  // Look-arounds are searched each for itself.
  '^(?=(a+)+b)c',
  '(?<=b(a+)+)c',
  '^(?:[.][\\w.-]+)+[\\w/]+$',
];

const bounded = [
  '^a+$',
  '^(?:\\d{1,3}\\.){3}\\d{1,3}$',
  '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  '^(a|b)*$',
  '^(\\d{2})*$',
  '^(?:a{2,}b|ab)*$',
  '^([a-z]{1,63}\\.){1,10}$',
  '^(a?){0,50}$',
  '^(?:(?!--)[a-z0-9-])+$',
  '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  '^(\\p{L}+\\d)*\\p{L}$',
  // The pattern is met behind each round, so that the engine never goes back.
  '^(a+)+',
  '(?=(a+)+)a',
];

const unknown = [
  '(a)\\1(b+)*$',
  '^(\\d{2000})*$',
  `${'('.repeat(9_000)}a${')'.repeat(9_000)}*`,
  // A list of every font, more nodes than the library creates.
  `^(?:${'abcdefghij|'.repeat(1_000)}z)*$`,
];

describe('the time that a pattern takes', () => {
  it.each([
    ...exponential.map((pattern) => [pattern, 'exponential'] as const),
    ...bounded.map((pattern) => [pattern, 'bounded'] as const),
    ...unknown.map((pattern) => [pattern, 'unknown'] as const),
  ])('%.100s', (pattern, expected) => {
    expect(backtrackingOf(pattern, 'u')).toBe(expected);
  });

  it('is bounded where an engine takes few steps, and exponential where one more repetition doubles them', () => {
    fc.assert(
      fc.property(patternsOf(plain), (pattern) => {
        expect([pattern, backtrackingOf(pattern, 'u')]).toEqual([pattern, measured(pattern)]);
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it('is never bounded where a look-ahead hides that it is exponential', () => {
    fc.assert(
      fc.property(patternsOf(withLookAhead), (pattern) => {
        expect(backtrackingOf(pattern, 'u') === 'bounded' && measured(pattern) === 'exponential').toBe(false);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('is found in a bounded number of steps', () => {
    const started = process.cpuUsage();
    const many = Array.from({ length: 30 }, (_, index) => `(?:a?b?[a-f]{1,${index + 2}})+`).join('');
    expect(backtrackingOf(`^(?:${many})+$`, 'u')).not.toBe('bounded');
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });
});

type Parts = fc.Arbitrary<string>;

const quantifiers = fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '*?');

function plain(part: Parts): Parts {
  const pairs = fc.tuple(part, part);
  const repeated = fc.tuple(part, quantifiers).map(([text, many]) => `(?:${text})${many}`);
  return fc.oneof(
    pairs.map((parts) => parts.join('')),
    pairs.map((parts) => `(?:${parts.join('|')})`),
    repeated,
  );
}

function withLookAhead(part: Parts): Parts {
  return fc.oneof(
    plain(part),
    part.map((text) => `(?=${text})`),
  );
}

/** Patterns of at most 30 characters. */
function patternsOf(grow: (part: Parts) => Parts): Parts {
  const { part } = fc.letrec<{ part: string }>((tie) => ({
    part: fc.oneof({ maxDepth: 4 }, fc.constantFrom('a', 'b', 'ab'), grow(tie('part'))),
  }));
  return fc
    .tuple(fc.constantFrom('^', ''), part, fc.constantFrom('$', 'c', ''))
    .map((parts) => parts.join(''))
    .filter(({ length }) => length <= 30);
}

/** Words of `a` and `b` by length. */
function words(length: number): readonly string[] {
  return length === 0 ? [''] : words(length - 1).flatMap((word) => [`${word}a`, `${word}b`]);
}

/** Repeats each short text behind each short beginning: one more repetition doubles the work, or adds some to it. */
function measured(pattern: string): 'bounded' | 'exponential' {
  const beginnings = [0, 1, 2].flatMap(words);
  const texts = [1, 2, 3, 4].flatMap(words);
  const isSlow = beginnings.some((beginning) => texts.some((text) => doubles(pattern, beginning, text)));
  return isSlow ? 'exponential' : 'bounded';
}

function doubles(pattern: string, beginning: string, text: string): boolean {
  const steps = (count: number): number => stepsOf(pattern, `${beginning}${text.repeat(count)}d`);
  if (steps(16) < 5_000) return false;
  const counts = Array.from({ length: 16 }, (_, index) => steps(index + 1)).filter(
    (count) => count < MOST_STEPS,
  );
  return (counts.at(-1) ?? 0) / (counts.at(-2) ?? 1) > 1.55;
}
