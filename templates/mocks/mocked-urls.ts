/** URLs of operations as handlers match them, and which of them match requests of another operation too. */
import { sentMethod, type Operation } from '../../generator/index.ts';

/** `/files/{+path}`: a parameter with reserved characters may contain slashes. The fragment is never sent. */
export function mockedUrl({ url, parameters }: Operation): string {
  const reserved = new Set(
    parameters
      .filter(({ location, allowReserved }) => location === 'path' && allowReserved)
      .map(({ name }) => name),
  );
  return url
    .replace(/#.*$/, '')
    .replaceAll(/\{([^{}]+)\}/g, (text, name: string) => (reserved.has(name) ? `{+${name}}` : text));
}

/** By the id of an operation: URLs of others with the same method that describe some of its requests better. */
export function overlappingUrls(operations: readonly Operation[]): ReadonlyMap<string, readonly string[]> {
  const byMethod = Map.groupBy(operations, ({ method }) => sentMethod(method));
  const found = new Map<string, readonly string[]>();
  for (const group of byMethod.values()) {
    const templates = group.map((operation) => templateOf(operation));
    for (const own of templates) {
      const others = templates.filter((other) => other.url !== own.url && isBetter(other, own));
      if (others.length > 0) found.set(own.id, [...new Set(others.map(({ url }) => url))]);
    }
  }
  return found;
}

interface UrlTemplate {
  readonly id: string;
  readonly url: string;
  readonly path: string;
  readonly pattern: RegExp;
  /** A path that it matches. */
  readonly example: string;
}

function templateOf(operation: Operation): UrlTemplate {
  const url = mockedUrl(operation);
  const [path = ''] = url.split(/\?(?![^{]*\})/);
  const parts = path.split(/(\{[^{}]+\})/);
  const isVariable = (part: string): boolean => /^\{.+\}$/.test(part);
  const pattern = parts.map((part) => {
    if (!isVariable(part)) return part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
    return part.startsWith('{+') ? '.+' : '[^/]+';
  });
  return {
    id: operation.id,
    url,
    path,
    pattern: new RegExp(`^${pattern.join('')}$`),
    example: parts.map((part) => (isVariable(part) ? '{}' : part)).join(''),
  };
}

/** The other one matches fewer paths, or the same with a query. */
function isBetter(other: UrlTemplate, own: UrlTemplate): boolean {
  if (other.path === own.path) return other.url.length > other.path.length && own.url === own.path;
  return own.pattern.test(other.example) && !other.pattern.test(own.example);
}
