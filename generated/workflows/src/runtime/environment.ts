/** Detects browsers, and reads options from environment variables. */
import { ApiRequestError } from './errors.js';
import type { BasicCredential } from './security.js';

/**
 * Returns true in a page or one of its workers. There, a custom header costs a preflight request, and the
 * target of a redirect cannot be read.
 */
export function isBrowser(): boolean {
  return (
    'document' in globalThis ||
    ('WorkerGlobalScope' in globalThis && 'importScripts' in globalThis && !('Deno' in globalThis))
  );
}

/** Returns a trimmed variable; `undefined` if it is empty or the platform has no environment. */
export function environmentValue(name: string): string | undefined {
  if (isBrowser()) return undefined;
  // Node.js, Bun, Deno and Workers all have `process.env`. Bundlers replace `process.env.NAME` by its value; this form keeps secrets out of the bundle.
  const value = memberOf(memberOf(memberOf(globalThis, 'process'), 'env'), name);
  return (typeof value === 'string' && value.trim()) || undefined;
}

/** Returns a variable that must be one of the values. @throws {ApiRequestError} naming the variable otherwise. */
export function environmentChoice<Value extends string>(
  name: string,
  values: readonly Value[],
): Value | undefined {
  const text = environmentValue(name);
  const found = values.find((value) => value === text);
  if (text === undefined || found !== undefined) return found;
  throw new ApiRequestError(`The variable ${name} must be ${values.join(' or ')}.`, {
    option: name,
  });
}

/** Reads a user name and a password from two variables; `undefined` if one of them is missing. */
export function environmentLogin(
  usernameVariable: string,
  passwordVariable: string,
): BasicCredential | undefined {
  const username = environmentValue(usernameVariable);
  const password = environmentValue(passwordVariable);
  return username === undefined || password === undefined ? undefined : { username, password };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
