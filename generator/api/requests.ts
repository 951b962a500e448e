/** Facts about requests: their methods, the styles of their parameters, their two sides, and the servers that they go to. */
import type {
  Api,
  Content,
  HttpMethod,
  IncomingRequest,
  Operation,
  ParameterLocation,
  ParameterStyle,
  Server,
} from './api.ts';
import type { SecurityRequirement } from './security.ts';

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

/** Returns true for a token, which the name of a header or method has to be (RFC 9110, section 5.6.2). */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+\-.^`|~\w]+$/.test(text);
}

/** Returns the method as it is sent: `GET`. A method of `additionalOperations` is sent as written. */
export function sentMethod(method: string): string {
  return methods.some((fixed) => fixed === method) ? method.toUpperCase() : method;
}

const defaultStyles: Readonly<Record<ParameterLocation, ParameterStyle>> = {
  path: 'simple',
  query: 'form',
  querystring: 'form',
  header: 'simple',
  cookie: 'form',
  part: 'simple',
};

/** Returns the style of a parameter without `style`. */
export function defaultStyle(location: ParameterLocation): ParameterStyle {
  return defaultStyles[location];
}

/** Returns `explode` of a parameter without `explode`. */
export function explodesByDefault(style: ParameterStyle): boolean {
  return style === 'form' || style === 'cookie';
}

/** Returns the content of the body that a call sends where it chooses none; `null`: it sends no body. */
export function sentContent({ requestBody }: Pick<Operation, 'requestBody'>): Content | null {
  return requestBody?.content.find(({ isDefault }) => isDefault) ?? null;
}

/** Contents that the application receives. */
export function receivedContents({ requestBody }: IncomingRequest): readonly Content[] {
  return requestBody?.content ?? [];
}

/** Contents that the application answers with. */
export function answeredContents({ responses }: IncomingRequest): readonly Content[] {
  return responses.flatMap(({ content }) => content);
}

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
