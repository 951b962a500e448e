/** Converts JSON, from agents and command lines, to the types that calls take. The calls validate the result. */
import { asDate, asInstant, passesCheck } from './conversions.js';
import { dateTime } from './formats.js';
import { asBigInt, asIntegerText } from './int64.js';

/** Returns the converted value, or the value itself if it has another shape. */
export type Convert = (value: unknown) => unknown;

/** Digits, as JSON numbers and strings write them. */
const digits = /^-?\d+$/;

export function bigintInput(value: unknown): unknown {
  return isInteger(value) ? asBigInt(value) : value;
}

export function integerTextInput(value: unknown): unknown {
  return isInteger(value) ? asIntegerText(value) : value;
}

export function dateInput(value: unknown): unknown {
  return passesCheck(value, 'response', dateTime) ? asDate(value) : value;
}

export function instantInput(value: unknown): unknown {
  return passesCheck(value, 'response', dateTime) ? asInstant(value) : value;
}

function isInteger(value: unknown): boolean {
  return typeof value === 'string' ? digits.test(value) : Number.isSafeInteger(value);
}

/** Converts the items of a list: each by its position, and those after them by `others`. */
export function itemsInput(others?: Convert, own: readonly (Convert | null)[] = []): Convert {
  return (value) => {
    if (!Array.isArray(value)) return value;
    return value.map((item: unknown, index) => {
      const convert = index < own.length ? own[index] : others;
      return convert ? convert(item) : item;
    });
  };
}

/** Functions by key. */
type Converts = Readonly<Record<string, Convert | null>>;

/** Converts the members of an object: each by its name, and the others by `others`. */
export function membersInput(own: Converts, others?: Convert): Convert {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const members = Object.entries(value).map(([name, member]) => {
      const convert = Object.hasOwn(own, name) ? own[name] : others;
      return [name, convert ? convert(member) : member];
    });
    return Object.fromEntries(members);
  };
}

/** Converts an object as its tag demands. */
export function taggedInput(tag: string, own: Converts): Convert {
  return (value) => {
    const name = String(Object(value)[tag]);
    return Object.hasOwn(own, name) ? (own[name]?.(value) ?? value) : value;
  };
}

/** Converts with each function in turn. */
export function eachInput(converts: readonly Convert[]): Convert {
  return (value) => converts.reduce((result, convert) => convert(result), value);
}
