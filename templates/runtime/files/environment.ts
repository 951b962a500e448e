/** Turns the globals that are there into what the runtime must know of its platform. */

/**
 * Whether this is a page or one of its workers: there, a header of one's own costs a preflight
 * request, and a redirect cannot be looked at.
 */
export function isBrowser(): boolean {
  if ('document' in globalThis) return true;
  return (
    'WorkerGlobalScope' in globalThis && 'importScripts' in globalThis && !('Deno' in globalThis)
  );
}
