/** The key `types` of a configuration → the types that callers have for what JSON has no type for. */
import type { RepresentedTypes } from '../api/api.ts';
import { isPlainObject, readChoice, type ValueReader } from './values.ts';

const readInt64 = readChoice(['number', 'string', 'bigint']);
const readDateTime = readChoice(['string', 'Date', 'Temporal']);

/** An object in which each key may be left out, and none may be another. */
export const readValueTypes: ValueReader<RepresentedTypes> = (value) => {
  if (!isPlainObject(value)) return refused('an object of `int64` and `dateTime`');
  const unknownKey = Object.keys(value).find((key) => key !== 'int64' && key !== 'dateTime');
  if (unknownKey !== undefined) return refused('an object of `int64` and `dateTime` alone');
  const { int64 = 'number', dateTime = 'string' } = value;
  const integers = readInt64(int64);
  if (!integers.ok) return refused(`an object whose \`int64\` is ${integers.expected}`);
  const times = readDateTime(dateTime);
  if (!times.ok) return refused(`an object whose \`dateTime\` is ${times.expected}`);
  return { ok: true, value: { int64: integers.value, dateTime: times.value } };
};

function refused(expected: string): { readonly ok: false; readonly expected: string } {
  return { ok: false, expected };
}
