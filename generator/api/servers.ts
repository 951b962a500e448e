/** Facts about servers: which one a client calls by default, and what its URL is. */
import type { Api, Server } from './api.ts';
import type { SecurityRequirement } from './security.ts';

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
    (text, variable) => text.replaceAll(`{${variable.name}}`, () => variable.default ?? ''),
    url,
  );
}

/**
 * Names of the security schemes of each alternative that a client can carry out.
 *
 * Client certificates belong to the connection. Digest, DPoP and others are up to the caller, who sets
 * the header `authorization`; Digest needs a first request without it.
 */
export function schemeNames(
  security: readonly SecurityRequirement[],
  { securitySchemes }: Pick<Api, 'securitySchemes'>,
): readonly (readonly string[])[] {
  const others = new Set(securitySchemes.filter(({ kind }) => kind === 'other').map(({ name }) => name));
  const alternatives = security.map(({ schemes }) =>
    schemes.map(({ name }) => name).filter((name) => !others.has(name)),
  );
  return alternatives.filter(
    (names, index) => names.length > 0 || alternatives.findIndex(({ length }) => length === 0) === index,
  );
}

function isHttp(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
