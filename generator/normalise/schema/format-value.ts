/** Decides whether a text is of the format that its schema names. */
import { fullFormats } from 'ajv-formats/dist/formats.js';

/** The formats that validators check unless they are told to check all; of any other, every text is. */
const checked: ReadonlySet<string> = new Set([
  'date',
  'date-time',
  'duration',
  'email',
  'ipv4',
  'ipv6',
  'json-pointer',
  'regex',
  'time',
  'uri',
  'uuid',
] satisfies (keyof typeof fullFormats)[]);

/** Whether validators take the text for one of that format. */
export function isOfFormat(name: string | null, text: string): boolean {
  if (name === null || !checked.has(name)) return true;
  const format = Object.entries(fullFormats).find(([each]) => each === name)?.[1];
  const test = typeof format === 'object' && 'validate' in format ? format.validate : format;
  if (test instanceof RegExp) return test.test(text);
  // Formats of numbers, which the type speaks of too, are not among them.
  return typeof test !== 'function' || Boolean(test(text as never));
}
