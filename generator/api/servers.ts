/** Facts about servers: which one a client calls by default, and what its URL is. */
import type { Api, SecurityRequirement, Server } from './api.ts';

/** The API, or an operation that overrides its servers. */
export type WithServers = Pick<Api, 'servers'>;

/** URL of the first server, with its variables at their defaults; `null`: there is none, or it is relative. */
export function defaultServer(of: WithServers): string | null {
  const server = firstServer(of);
  return server === null || isRelativeServer(server) ? null : serverUrl(server);
}

/**
 * The first server that `fetch` can call. Servers of other schemes are skipped.
 *
 * A relative one is not skipped, because the servers after it are alternatives to it.
 */
export function firstServer({ servers }: WithServers): Server | null {
  const called = servers.find((server) => isRelativeServer(server) || isHttp(serverUrl(server)));
  return called ?? null;
}

/** Returns true if the URL is relative to the address of the document. */
export function isRelativeServer(server: Server): boolean {
  return !/^[a-z][\w+.-]*:\/\//i.test(serverUrl(server));
}

/** URL with the variables at their defaults. */
export function serverUrl({ url, variables }: Server): string {
  return variables.reduce(
    (text, variable) => text.replaceAll(`{${variable.name}}`, () => variable.default),
    url,
  );
}

/** Names of the security schemes of each alternative. */
export function schemeNames(security: readonly SecurityRequirement[]): readonly (readonly string[])[] {
  return security.map(({ schemes }) => schemes.map(({ name }) => name));
}

function isHttp(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
