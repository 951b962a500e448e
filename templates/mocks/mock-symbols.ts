/** Files and names of the handlers of Mock Service Worker, and the URLs that they match. */
import {
  type Api,
  type Operation,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  sentMethod,
} from '../../generator/index.ts';

/** Names of one operation. */
export interface MockSymbols {
  readonly operation: Operation;
  readonly file: PlannedFile;
  readonly handler: PlannedSymbol;
  /** Interface with the type of each body by status. */
  readonly replies: PlannedSymbol;
}

/** Files and names of the handlers. */
export interface MockNames {
  readonly index: PlannedFile;
  readonly all: PlannedSymbol;
  readonly factoryFile: PlannedFile;
  /** Function that makes the handlers. */
  readonly factory: PlannedSymbol;
  readonly mocks: readonly MockSymbols[];
}

export function declareMocks(api: Api, plan: Plan): MockNames {
  const index = plan.file({ identity: 'msw', path: 'src/msw/index.ts' });
  const factoryFile = plan.file({ identity: 'msw.factory', path: 'src/msw/mock.ts' });
  const groups = Map.groupBy(api.operations, ({ path }) => JSON.stringify(path.slice(0, -1)));
  const value = { meaning: 'value', isKept: true } as const;
  return {
    index,
    factoryFile,
    all: plan.symbol({ ...value, identity: 'msw.handlers', file: index, name: 'handlers' }),
    factory: plan.symbol({ ...value, identity: 'msw.factory', file: factoryFile, name: 'mock' }),
    mocks: [...groups].flatMap(([identity, operations]) => {
      const path = operations[0]?.path.slice(0, -1) ?? [];
      const name = path.length === 0 ? 'root' : path;
      const file = plan.file({ identity: `msw:${identity}`, folder: 'src/msw', name, extension: '.ts' });
      return operations.map((operation) => declareMock(operation, file, plan));
    }),
  };
}

function declareMock(operation: Operation, file: PlannedFile, plan: Plan): MockSymbols {
  const verb = operation.path.at(-1) ?? operation.id;
  const declare = (role: string, meaning: 'value' | 'type'): PlannedSymbol =>
    plan.symbol({
      identity: `msw.${role}:${operation.id}`,
      file,
      name: `${verb} ${role}`,
      meaning,
      isKept: true,
    });
  return { operation, file, handler: declare('handler', 'value'), replies: declare('replies', 'type') };
}

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
