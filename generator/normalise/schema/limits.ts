/** Reads limits and patterns, and drops those that assert nothing or cannot be checked. */
import { Script, createContext } from 'node:vm';
import type { JsonValue } from '../../api/json.ts';
import { compiles, flagsOf, quickMatch } from '../../api/pattern.ts';
import type { ArrayLimits, NumberLimits, ObjectLimits, StringLimits } from '../../api/schema.ts';
import { quote, report, type Scope, shownValue } from '../scope.ts';
import { childOf, memberOf, type Source } from '../source.ts';
import { backtrackingOf } from './backtracking.ts';

/** Leaves out a minimum of 0, which every value meets. */
export function readStringLimits(scope: Scope, source: Source): StringLimits {
  return withoutGaps({
    minLength: readCount(scope, source, 'minLength'),
    maxLength: readCount(scope, source, 'maxLength'),
    pattern: readPattern(scope, source),
  });
}

/** Leaves out `uniqueItems: false`. */
export function readArrayLimits(scope: Scope, source: Source): ArrayLimits {
  const unique = memberOf(source.value, 'uniqueItems') === true ? true : undefined;
  return withoutGaps({
    minItems: readCount(scope, source, 'minItems'),
    maxItems: readCount(scope, source, 'maxItems'),
    uniqueItems: unique,
  });
}

/** How many keys of any name an object has. */
export function readObjectLimits(scope: Scope, source: Source): ObjectLimits {
  return withoutGaps({
    minProperties: readCount(scope, source, 'minProperties'),
    maxProperties: readCount(scope, source, 'maxProperties'),
  });
}

/** Leaves out `multipleOf: 1` for integers. */
export function readNumberLimits(scope: Scope, source: Source, integer: boolean): NumberLimits {
  const limits = {
    ...readBound(scope, source, { inclusive: 'minimum', exclusive: 'exclusiveMinimum' }),
    ...readBound(scope, source, { inclusive: 'maximum', exclusive: 'exclusiveMaximum' }),
  };
  const multipleOf = readNumber(scope, source, 'multipleOf');
  if (multipleOf !== undefined && multipleOf <= 0) reportLimit(scope, source, 'multipleOf');
  return withoutGaps({
    ...limits,
    multipleOf:
      multipleOf === undefined || multipleOf <= 0 || (integer && multipleOf === 1) ? undefined : multipleOf,
  });
}

/** A source of a regular expression that compiles here: with the `u` flag, as JSON Schema asks, or without. */
function readPattern(scope: Scope, source: Source): string | undefined {
  const pattern = memberOf(source.value, 'pattern');
  return pattern === undefined ? undefined : readPatternText(scope, childOf(source, 'pattern'), pattern);
}

/** Returns the pattern at `source`, or the pattern that is its key. */
export function readPatternText(scope: Scope, source: Source, pattern: JsonValue): string | undefined {
  if (typeof pattern === 'string' && compiles(pattern)) {
    reportBacktracking(scope, source, pattern);
    return pattern;
  }
  report(scope, source, {
    code: typeof pattern === 'string' ? 'CW2006' : 'CW2005',
    message: `The pattern ${quote(String(pattern))} is not a JavaScript regular expression.`,
  });
  return undefined;
}

/** A server must not be able to stop the client by a text: the validator tests such a pattern on short texts only. */
function reportBacktracking(scope: Scope, source: Source, pattern: string): void {
  const { backtracking: known } = scope.schemas;
  const flags = flagsOf(pattern);
  const backtracking = known.get(pattern) ?? backtrackingOf(pattern, flags);
  known.set(pattern, backtracking);
  if (backtracking === 'bounded') return;
  const message =
    backtracking === 'exponential'
      ? `The pattern ${quote(pattern)} can take exponential time: it is tested on short texts only.`
      : `The time that the pattern ${quote(pattern)} takes cannot be analysed: it is tested on short texts only.`;
  report(scope, source, { code: 'CW2017', message });
}

interface BoundNames {
  readonly inclusive: 'minimum' | 'maximum';
  readonly exclusive: 'exclusiveMinimum' | 'exclusiveMaximum';
}

/** OpenAPI 3.0 wrote `exclusiveMinimum: true` beside `minimum`; 3.1 writes the number itself. */
function readBound(scope: Scope, source: Source, names: BoundNames): Record<string, number | undefined> {
  const bound = readNumber(scope, source, names.inclusive);
  const exclusive = memberOf(source.value, names.exclusive);
  if (exclusive === true) return { [names.exclusive]: bound };
  if (exclusive === false) return { [names.inclusive]: bound };
  return { [names.inclusive]: bound, [names.exclusive]: readNumber(scope, source, names.exclusive) };
}

function readNumber(scope: Scope, source: Source, keyword: string): number | undefined {
  const value = memberOf(source.value, keyword);
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  reportLimit(scope, source, keyword);
  return undefined;
}

/** Returns a whole number of at least 0; `undefined` for a minimum of 0, which every value meets. */
export function readCount(scope: Scope, source: Source, keyword: string): number | undefined {
  const value = readNumber(scope, source, keyword);
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) {
    return value === 0 && keyword.startsWith('min') ? undefined : value;
  }
  reportLimit(scope, source, keyword);
  return undefined;
}

function reportLimit(scope: Scope, source: Source, keyword: string): void {
  const value = shownValue(memberOf(source.value, keyword));
  report(scope, childOf(source, keyword), {
    code: 'CW2005',
    message: `${keyword} cannot be ${value}.`,
  });
}

type WithoutGaps<Limits> = { [Key in keyof Limits]?: Exclude<Limits[Key], undefined> };

function withoutGaps<Limits extends object>(limits: Limits): WithoutGaps<Limits> {
  const entries = Object.entries(limits).filter(([, value]) => value !== undefined);
  // Object.fromEntries forgets the types of single keys; these are the keys of `limits` itself.
  return Object.fromEntries(entries) as WithoutGaps<Limits>;
}

const script = new Script('new RegExp(source, flags).test(text)');

/** A pattern can be written so that it takes years: the engine is stopped after this long. */
const LONGEST_MS = 1000;

/** After this many patterns that took too long, no other is tried that may. */
const MOST_SLOW = 3;

/** `null`: the search takes too long, and the pattern is added to `slow`. The pattern compiles. */
export function patternMatches(pattern: string, text: string, slow: Set<string>): boolean | null {
  const quick = quickMatch(pattern, text);
  if (quick !== null) return quick;
  if (slow.has(pattern) || slow.size >= MOST_SLOW) return null;
  try {
    return (
      script.runInContext(createContext({ source: pattern, flags: flagsOf(pattern), text }), {
        timeout: LONGEST_MS,
      }) === true
    );
  } catch {
    slow.add(pattern);
    return null;
  }
}
