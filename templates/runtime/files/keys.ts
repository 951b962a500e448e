/** Checks of an object's keys: those beyond the declared ones, and those that only one side sends. */
import { never } from './checks.js';
import { own } from './own.js';
import { report } from './report.js';
import type { Check, Context } from './validation.js';

/** Keys of an object beyond those that it declares. */
export function rest(out: Context, value: object, declared: readonly string[], check: Check): void {
  const entries = value as Readonly<Record<string, unknown>>;
  for (const name in entries) if (!declared.includes(name)) check(out, name, entries[name]);
}

/** Nothing but the declared keys; a response may also hold some that came later. */
export function noRest(out: Context, value: object, declared: readonly string[]): void {
  if (out.exact) rest(out, value, declared, never);
}

/** What only the server sends is refused in a request. */
export function readOnly(out: Context, value: object, names: readonly string[]): void {
  if (out.direction === 'request') refuse(out, value, { names, sender: 'server' });
}

/** What only the client sends is refused in a response that is checked exactly. */
export function writeOnly(out: Context, value: object, names: readonly string[]): void {
  if (out.direction === 'response' && out.exact) refuse(out, value, { names, sender: 'client' });
}

interface Refused {
  readonly names: readonly string[];
  readonly sender: string;
}

function refuse(out: Context, value: object, { names, sender }: Refused): void {
  for (const name of names) {
    const found = own(value, name);
    if (found !== undefined) report(out, name, `nothing, as only the ${sender} sends it`, found);
  }
}

/** Takes away the keys that are not declared and like none of the expressions. */
export function strip(
  value: object,
  declared: readonly string[],
  like: readonly RegExp[] = [],
): void {
  for (const name of Object.keys(value)) {
    const isKnown = declared.includes(name) || like.some((expression) => expression.test(name));
    if (!isKnown) Reflect.deleteProperty(value, name);
  }
}
