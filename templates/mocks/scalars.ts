/** Candidates for the samples of strings and numbers, with the texts of the formats of strings. */
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { type NumberSchema, splitWords, type StringSchema } from '../../generator/index.ts';
import { textsMatching } from './pattern-text.ts';

/** Characters of the longest text that is padded to its least length. */
const longestPadding = 2_000;

interface ScalarRequest {
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

/** A text of each format; `nth` makes another one, for items that must differ. */
const texts: Readonly<Record<string, (nth: number) => string>> = {
  byte: (nth) => btoa(`sample ${nth}`),
  date: (nth) => `2025-01-${twoDigits(15 + (nth % 14))}`,
  'date-time': (nth) => `2025-01-${twoDigits(15 + (nth % 14))}T09:30:00Z`,
  duration: (nth) => `PT${15 + nth}M`,
  email: (nth) => `${ada(nth)}@example.com`,
  hostname: (nth) => (nth === 0 ? 'example.com' : `host-${nth}.example.com`),
  'idn-email': (nth) => `${ada(nth)}@example.com`,
  'idn-hostname': (nth) => (nth === 0 ? 'example.com' : `host-${nth}.example.com`),
  ipv4: (nth) => `192.0.2.${(nth % 250) + 1}`,
  ipv6: (nth) => `2001:db8::${(nth + 1).toString(16)}`,
  iri: address,
  'iri-reference': address,
  'json-pointer': (nth) => `/items/${nth}`,
  regex: (nth) => `^item-${nth}$`,
  'relative-json-pointer': (nth) => `${nth}/items`,
  time: (nth) => `09:${twoDigits((30 + nth) % 60)}:00Z`,
  uri: address,
  'uri-reference': address,
  'uri-template': (nth) => `https://example.com/items/{id}${nth === 0 ? '' : `/${nth}`}`,
  url: address,
  uuid: (nth) => `0b8f5f5e-6d5c-4f5e-9f6e-${(0x1d2c3b4a5f60 + nth).toString(16)}`,
};

/** Returns a text of the format; `null`: any text has it. */
function textOfFormat(format: string | null, nth: number): string | null {
  if (format === null || !Object.hasOwn(texts, format)) return null;
  return texts[format]?.(nth) ?? null;
}

function address(nth: number): string {
  return nth === 0 ? 'https://example.com' : `https://example.com/${nth}`;
}

function ada(nth: number): string {
  return nth === 0 ? 'ada' : `ada${nth}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Formats that validators can check, and that are tested here. */
const tested: ReadonlySet<string> = new Set([
  'date',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'json-pointer',
  'regex',
  'relative-json-pointer',
  'time',
  'uri',
  'uri-reference',
  'uri-template',
  'uuid',
] satisfies (keyof typeof fullFormats)[]);

/** Returns true if the text has the format. Every text has a format that validators do not check. */
export function isOfFormat(name: string | null, text: string): boolean {
  if (name === null || !tested.has(name)) return true;
  // A space in place of the `T` is valid for ajv, and not for validators (RFC 3339, section 5.6).
  if (name === 'date-time' && !/^.{10}t/i.test(text)) return false;
  if (name === 'uuid' && /^urn:/i.test(text)) return false;
  const format = Object.entries(fullFormats).find(([each]) => each === name)?.[1];
  const test = typeof format === 'object' && 'validate' in format ? format.validate : format;
  if (test instanceof RegExp) return test.test(text);
  // Formats of numbers are not among them.
  return typeof test !== 'function' || Boolean(test(text as never));
}
