/** HTTP methods as documents write them, and as they are sent. */
import type { HttpMethod } from './api.ts';

/** Methods with a field of their own in a path item, in the order of their names. */
export const methods: readonly HttpMethod[] = [
  'delete',
  'get',
  'head',
  'options',
  'patch',
  'post',
  'put',
  'query',
];

/** Returns the method as it is sent: `GET`. A method of `additionalOperations` is sent as written. */
export function sentMethod(method: string): string {
  return methods.some((fixed) => fixed === method) ? method.toUpperCase() : method;
}
