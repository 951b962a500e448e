/** Where the API is, as far as the document says. */
import type { Api, Server } from '../../generator/index.ts';

/** The first server that is an absolute URL, its variables at their defaults; `null`: the caller must say. */
export function defaultServer({ servers }: Pick<Api, 'servers'>): string | null {
  const [url] = servers.map(withDefaults).filter((text) => /^https?:\/\//i.test(text));
  return url ?? null;
}

/** The default, and the others with what they are for. */
export function serverNotes(api: Api): string {
  const [first, ...others] = api.servers.filter((server) => /^https?:\/\//i.test(withDefaults(server)));
  if (first === undefined) return '';
  const lines = others.map(
    (server) =>
      `- \`${withDefaults(server)}\`${server.description === null ? '' : `: ${server.description}`}`,
  );
  const intro = `Default: \`${withDefaults(first)}\`${first.description === null ? '.' : ` (${first.description}).`}`;
  return lines.length === 0 ? intro : `${intro} Others:\n${lines.join('\n')}`;
}

function withDefaults({ url, variables }: Server): string {
  return variables.reduce(
    (text, variable) => text.replaceAll(`{${variable.name}}`, () => variable.default),
    url,
  );
}
