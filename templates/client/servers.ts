/** Describes the servers of a document, for the comment of `baseUrl` and for diagnostics. */
import {
  environmentsOf,
  firstServer,
  isRelativeServer,
  serverUrl,
  type Report,
  type Server,
  type ServerVariable,
  type WithServers,
} from '../../generator/index.ts';

/** Reports that callers must pass `baseUrl`, because the first server is relative; `null`: they need not. */
export function relativeServerReport(of: WithServers): Report | null {
  const server = firstServer(of);
  if (server === null || !isRelativeServer(server) || server.url === '/') return null;
  const message = `The server ${server.url} is not an absolute URL: the client requires baseUrl, including this path.`;
  return { code: 'CW4006', message, place: server.place };
}

/** Which server a client calls, or why callers must name one; then the other servers with their descriptions. */
export function serverNotes(of: WithServers): string {
  const first = firstServer(of);
  const chosen = new Set([first, ...environmentsOf(of).values()]);
  const lines = of.servers.filter((server) => !chosen.has(server)).map((server) => `- ${serverLine(server)}`);
  const intro = first === null ? noServer(of) : firstNote(first);
  return lines.length === 0 ? intro : `${intro} Others:\n${lines.join('\n')}`;
}

function noServer({ servers }: WithServers): string {
  return servers.length === 0 ? 'The document names no server.' : 'The document names no http server.';
}

function firstNote(server: Server): string {
  if (server.url === '/') return 'The document names no server but the host that serves it.';
  const description = server.description === null ? '' : ` (${server.description})`;
  if (!isRelativeServer(server)) return `Default: ${asCode(serverUrl(server))}${description}.`;
  const named = `The document names ${asCode(serverUrl(server))}${description}`;
  return `${named} on the host that serves it: give the whole URL, with that path.`;
}

function serverLine(server: Server): string {
  const host = isRelativeServer(server) ? ' on the host that serves the document' : '';
  const description = server.description === null ? '' : `: ${server.description}`;
  return `${urlTemplate(server)}${host}${description}`;
}

/** `https://{region}.example.com` with `region`: `eu` (default) or `us` */
function urlTemplate({ url, variables }: Server): string {
  if (variables.length === 0) return asCode(url);
  return `${asCode(url)} with ${variables.map(variableNote).join('; ')}`;
}

function variableNote({ name, default: fallback, values }: ServerVariable): string {
  if (fallback === null) return `${asCode(name)}: any text`;
  const others = values.filter((each) => each !== fallback).map(asCode);
  const known = [`${asCode(fallback)} (default)`, ...others];
  if (values.length === 0) return `${asCode(name)}: any text, ${asCode(fallback)} by default`;
  return `${asCode(name)}: ${known.join(' or ')}`;
}

function asCode(text: string): string {
  return `\`${text}\``;
}
