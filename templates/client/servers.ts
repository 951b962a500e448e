/** Where the API is, as far as the document says. */
import type { Api, Report, Server, ServerVariable } from '../../generator/index.ts';

type WithServers = Pick<Api, 'servers'>;

/** The URL of the first server, its variables at their defaults; `null`: there is none, or it is relative. */
export function defaultServer(of: WithServers): string | null {
  const server = firstServer(of);
  return server === null || isRelative(server) ? null : withDefaults(server);
}

/** The first server, where it says less than a URL: relative to where the document is served. */
function relativeServer(of: WithServers): Server | null {
  const server = firstServer(of);
  return server !== null && isRelative(server) && server.url !== '/' ? server : null;
}

/** That callers have to give what the document leaves to the place that it is served from. */
export function relativeServerReport(of: WithServers): Report | null {
  const server = relativeServer(of);
  if (server === null) return null;
  const message = `The server ${server.url} is no absolute URL: callers have to give baseUrl, that path included.`;
  return { code: 'CW4006', message, place: server.place };
}

/** Which server is called, or why the caller has to name one; and the others, with what they are for. */
export function serverNotes(of: WithServers): string {
  const first = firstServer(of);
  const lines = of.servers.filter((server) => server !== first).map((server) => `- ${serverLine(server)}`);
  const intro = first === null ? noServer(of) : firstNote(first);
  return lines.length === 0 ? intro : `${intro} Others:\n${lines.join('\n')}`;
}

function noServer({ servers }: WithServers): string {
  return servers.length === 0 ? 'The document names no server.' : 'The document names no http server.';
}

function firstNote(server: Server): string {
  if (server.url === '/') return 'The document names no server but the host that serves it.';
  const description = server.description === null ? '' : ` (${server.description})`;
  if (!isRelative(server)) return `Default: ${defaultNote(server)}${description}.`;
  const named = `The document names ${asCode(withDefaults(server))}${description}`;
  return `${named} on the host that serves it: give the whole URL, with that path.`;
}

/** The URL that is called, and what it is made of. */
function defaultNote(server: Server): string {
  const url = asCode(withDefaults(server));
  return server.variables.length === 0 ? url : `${url}, of ${serverUrl(server)}`;
}

function serverLine(server: Server): string {
  const host = isRelative(server) ? ' on the host that serves the document' : '';
  const description = server.description === null ? '' : `: ${server.description}`;
  return `${serverUrl(server)}${host}${description}`;
}

/** `https://{region}.example.com` with `region`: `eu` (default) or `us` */
function serverUrl({ url, variables }: Server): string {
  if (variables.length === 0) return asCode(url);
  return `${asCode(url)} with ${variables.map(variableNote).join('; ')}`;
}

function variableNote({ name, default: fallback, values }: ServerVariable): string {
  const others = values.filter((each) => each !== fallback).map(asCode);
  const known = [`${asCode(fallback)} (default)`, ...others];
  if (values.length === 0) return `${asCode(name)}: any text, ${asCode(fallback)} by default`;
  return `${asCode(name)}: ${known.join(' or ')}`;
}

/** A relative one counts: what comes behind it is another server. One of another scheme is none for `fetch`. */
function firstServer({ servers }: WithServers): Server | null {
  const called = servers.find((server) => isRelative(server) || isHttp(withDefaults(server)));
  return called ?? null;
}

function isRelative(server: Server): boolean {
  return !/^[a-z][\w+.-]*:\/\//i.test(withDefaults(server));
}

function isHttp(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function asCode(text: string): string {
  return `\`${text}\``;
}

function withDefaults({ url, variables }: Server): string {
  return variables.reduce(
    (text, variable) => text.replaceAll(`{${variable.name}}`, () => variable.default),
    url,
  );
}
