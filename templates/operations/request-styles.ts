/** How parameters and form fields are written: their styles, and the query that a key of `paths` has. */
import type { Operation, Parameter, ParameterStyle } from '../../generator/index.ts';

/** Function that writes one parameter of a query, or one field of a form. */
interface QueryWriter {
  readonly name: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  /** Value of `explode` that the function assumes; `null`: the style has one form only. */
  readonly explode: boolean | null;
}

export function queryWriter(style: ParameterStyle): QueryWriter {
  switch (style) {
    case 'spaceDelimited':
    case 'pipeDelimited':
      return { name: style, explode: false };
    case 'deepObject':
      return { name: style, explode: null };
    // Normalising allows the styles of paths only in paths and headers.
    case 'form':
    case 'simple':
    case 'label':
    case 'matrix':
    case 'cookie':
      return { name: 'form', explode: true };
  }
}

/** Returns the function that writes one parameter of a path. */
export function pathWriter(style: ParameterStyle): 'list' | 'label' | 'matrix' {
  switch (style) {
    case 'label':
    case 'matrix':
      return style;
    // Normalising allows the styles of queries only in queries and cookies.
    case 'simple':
    case 'form':
    case 'spaceDelimited':
    case 'pipeDelimited':
    case 'deepObject':
    case 'cookie':
      return 'list';
  }
}

/** Returns the function that writes one cookie. Style `cookie` escapes nothing (OpenAPI 3.2). */
export function cookieWriter({
  style,
  allowReserved,
}: Parameter): 'cookie' | 'plainCookie' | 'reservedCookie' {
  if (style === 'cookie') return 'plainCookie';
  return allowReserved ? 'reservedCookie' : 'cookie';
}

/** One pair of the query; `variable`: the path parameter that is its value. */
interface PathPair {
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
