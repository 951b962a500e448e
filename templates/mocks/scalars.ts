/** Candidates for the samples of strings and numbers: the caller takes the first that its schema accepts. */
import { splitWords, type NumberSchema, type StringSchema } from '../../generator/index.ts';
import { textOfFormat } from './formats.ts';
import { textsMatching } from './pattern-text.ts';

/** Characters of the longest text that is padded to its least length. */
const longestPadding = 2_000;

export interface ScalarRequest {
  /** Name of the property or model: a text without a format repeats it. */
  readonly name: string;
  /** 0 for the first of several samples that must differ. */
  readonly nth: number;
}

export function* textCandidates(
  { format, limits }: StringSchema,
  { name, nth }: ScalarRequest,
): Generator<string> {
  const formatted = textOfFormat(format, nth);
  const words = `${namedText(name)}${nth === 0 ? '' : ` ${nth + 1}`}`;
  if (formatted !== null) yield formatted;
  const { pattern, minLength = 0, maxLength = Infinity } = limits;
  if (pattern !== undefined) yield* textsMatching(pattern, nth);
  yield words;
  const base = formatted ?? words;
  const shortened = Array.from(base).slice(0, maxLength).join('').trimEnd();
  const padding = Math.min(minLength, longestPadding);
  yield shortened.padEnd(padding, ` ${words}`);
  yield shortened.padEnd(padding, 'x');
  yield nth === 0 ? '' : String(nth);
}

/** `first_name` → `first name`; a name without letters gives `text`. */
function namedText(name: string): string {
  const words = splitWords(name).map((word) => word.toLowerCase());
  return words.length === 0 ? 'text' : words.join(' ');
}

/** Numbers near 1 first, then those near each bound. */
export function* numberCandidates({ integer, limits }: NumberSchema, nth: number): Generator<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  const step = multipleOf ?? 1;
  const bounds = [minimum, exclusiveMinimum, maximum, exclusiveMaximum].filter(
    (bound) => bound !== undefined,
  );
  const least = Math.max(minimum ?? -Infinity, exclusiveMinimum ?? -Infinity);
  const most = Math.min(maximum ?? Infinity, exclusiveMaximum ?? Infinity);
  const starts = [1, 0, ...bounds, (least + most) / 2].filter(Number.isFinite);
  for (const start of starts) {
    const first = multipleOf === undefined ? start : Math.ceil(start / step) * step;
    for (const offset of [nth, nth + 1, -nth, -nth - 1]) {
      const candidate = rounded(first + offset * step);
      yield integer ? Math.round(candidate) : candidate;
    }
  }
}

/** 0.1 + 0.2 is written as 0.3. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12));
}
