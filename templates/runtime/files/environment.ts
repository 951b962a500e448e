/** Detects browsers, and reads options from environment variables. */
import { ApiRequestError } from './errors.js';
import type { BasicCredential } from './security.js';

/**
 * Whether this is a page or one of its workers: there, a header of one's own costs a preflight
 * request, and a redirect cannot be looked at.
 */
export function isBrowser(): boolean {
  return (
    'document' in globalThis ||
    ('WorkerGlobalScope' in globalThis && 'importScripts' in globalThis && !('Deno' in globalThis))
  );
}

/** Without the white space around it; `undefined` where it is empty or there is no environment. */
export function environmentValue(name: string): string | undefined {
  if (isBrowser()) return undefined;
  // Node.js, Bun, Deno and Workers all have `process.env`. Read this way, no bundler writes a secret into a bundle.
  const value = memberOf(memberOf(memberOf(globalThis, 'process'), 'env'), name);
  return (typeof value === 'string' && value.trim()) || undefined;
}

/** The same, where it is one of the values. @throws {ApiRequestError} naming the variable where it is another. */
export function environmentChoice<Value extends string>(
  name: string,
  values: readonly Value[],
): Value | undefined {
  const given = environmentValue(name);
  const found = values.find((value) => value === given);
  if (given === undefined || found !== undefined) return found;
  throw new ApiRequestError(`The variable ${name} must be ${values.join(' or ')}.`, {
    option: name,
  });
}

/** A name and a password from two variables; `undefined` where one of them is missing. */
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
