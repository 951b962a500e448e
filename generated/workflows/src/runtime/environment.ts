/** Turns the globals that are there into what the runtime must know of its platform. */

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
