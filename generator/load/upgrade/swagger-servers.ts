/** `schemes`, `host` and `basePath` of Swagger 2.0 → the servers that they make together. */
import { isJsonArray } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';

/**
 * Empty where the document names none. Without `schemes` the scheme is that of the address that the
 * document came from (Swagger 2.0, Swagger Object), which a file does not know: https is taken.
 */
export function serversOf(
  { host, basePath }: JsonObject,
  schemes: JsonValue | undefined,
): readonly JsonObject[] {
  const path = typeof basePath === 'string' ? basePath.replace(/\/+$/, '') : '';
  if (typeof host !== 'string' || host === '') return path === '' ? [] : [{ url: path }];
  const named = isJsonArray(schemes) ? schemes.filter((scheme) => typeof scheme === 'string') : [];
  return [...(named.length === 0 ? ['https'] : named)].map((scheme) => ({
    url: `${scheme}://${host}${path}`,
  }));
}
