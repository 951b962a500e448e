/** The query that a key of `paths` has, such as `/planets?beta=true`. */
import type { Operation } from '../../generator/index.ts';

/** One pair of the query; `variable`: the path parameter that is its value. */
export interface PathPair {
  readonly text: string;
  readonly variable: string | null;
}

/** The path without its query. */
export function pathOf({ url }: Operation): string {
  return split(url).path;
}

/** The pairs of its query, as they are sent. */
export function queryOf({ url }: Operation): readonly PathPair[] {
  const { query } = split(url);
  if (query === '') return [];
  return query.split('&').map((pair) => {
    const [, name = '', variable = null] = /^([^=]+)=\{([^{}]+)\}$/.exec(pair) ?? [];
    return { text: variable === null ? pair : name, variable };
  });
}

/** The first `?` outside of braces: names of variables may have one. */
function split(url: string): { readonly path: string; readonly query: string } {
  const [path = ''] = /^(?:[^?{]|\{[^{}]*\}|\{)*/.exec(url) ?? [];
  return { path, query: url.slice(path.length + 1) };
}
