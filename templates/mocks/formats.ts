/** Sample texts of the formats of strings, and tests whether a text has a format. */
import { fullFormats } from 'ajv-formats/dist/formats.js';

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
export function textOfFormat(format: string | null, nth: number): string | null {
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
