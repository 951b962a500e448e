/** Turns the value of a header or cookie parameter into its text: style `simple`. */
import { encode, entriesOf, isKeyed, textOf } from './primitive.js';

/** Several values are joined by commas; `undefined` and `null` are left out. */
export function headerText(name: string, value: unknown, explode = false): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || value instanceof Date) return textOf(name, value);
  const between = explode ? '=' : ',';
  return entriesOf(value)
    .map(([key, item]) =>
      isKeyed(value) ? `${key}${between}${textOf(name, item)}` : textOf(name, item),
    )
    .join(',');
}

/** The value of a cookie under its name; the empty string: nothing to send. */
export function cookie(name: string, value: unknown, explode = false): string {
  const text = headerText(name, value, explode);
  return text === undefined ? '' : `${name}=${encode(name, text)}`;
}
