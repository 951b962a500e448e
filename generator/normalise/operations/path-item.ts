/** Finds the selected operations and webhooks of a document, and turns those of `paths` into operations. */
import type { Operation, Tag } from '../../api/api.ts';
import { isToken, methods } from '../../api/requests.ts';
import { followReferences, placeOf, quote, report, type Scope } from '../scope.ts';
import { allVariablesIn, childOf, entriesOf, objectOf, type Source, strayBraces } from '../source.ts';
import { operationIdentities, type OperationIdentity, type OperationSource } from './operation-ids.ts';
import { readOperation } from './operation.ts';
import { selectOperations } from './selection.ts';

/** An operation with its source, for the extensions that can only be read once all operations are known. */
export interface WrittenOperation {
  readonly operation: Operation;
  readonly source: Source;
  readonly identity: OperationIdentity;
}

/** The operations and webhooks that the configuration selects. */
export interface SelectedSources {
  readonly operations: readonly OperationSource[];
  /** The key of each is the name of its webhook. */
  readonly webhooks: readonly OperationSource[];
}

export function selectedSources(scope: Scope, root: Source): SelectedSources {
  const operations = writtenItems(childOf(root, 'paths')).flatMap(([url, pathItem]) =>
    readPathItem(scope, url, pathItem),
  );
  const webhooks = writtenItems(childOf(root, 'webhooks')).flatMap(([name, pathItem]) =>
    operationsIn(scope, { key: name, url: '', pathItem: followPathItem(scope, pathItem) }),
  );
  const isWebhook = new Set(webhooks);
  const selected = selectOperations(scope, [...operations, ...webhooks]);
  return {
    operations: selected.filter((one) => !isWebhook.has(one)),
    webhooks: selected.filter((one) => isWebhook.has(one)),
  };
}

/** Path items by their keys, without extensions. */
export function writtenItems(source: Source): readonly (readonly [string, Source])[] {
  return entriesOf(source).filter(([key]) => !key.startsWith('x-'));
}

export function readPaths(
  scope: Scope,
  sources: readonly OperationSource[],
  tags: readonly Tag[],
): readonly WrittenOperation[] {
  reportSamePaths(scope, sources);
  return [...operationIdentities(scope, sources)].map(([given, identity]) => ({
    operation: readOperation(scope, { ...given, described: tags }, identity),
    source: given.source,
    identity,
  }));
}

function readPathItem(scope: Scope, key: string, written: Source): readonly OperationSource[] {
  const pathItem = followPathItem(scope, written);
  if (pathItem === null) return [];
  const url = readUrl(scope, key, written);
  const trace = childOf(pathItem, 'trace');
  if (objectOf(trace) !== null) reportUnsent(scope, 'TRACE', trace);
  return operationsIn(scope, { key, url, pathItem });
}

interface KeyedPathItem {
  readonly key: string;
  readonly url: string;
  /** `null`: it is missing, which is reported. */
  readonly pathItem: Source | null;
}

/** One for each method, those of `additionalOperations` last. */
export function operationsIn(
  scope: Scope,
  { key, url, pathItem }: KeyedPathItem,
): readonly OperationSource[] {
  if (pathItem === null) return [];
  const fixed = methods.map((method) => [method, childOf(pathItem, method)] as const);
  const additional = entriesOf(childOf(pathItem, 'additionalOperations')).filter(([method, source]) =>
    isAdditional(scope, method, source),
  );
  return [...fixed, ...additional].flatMap(([method, source]) =>
    objectOf(source) === null ? [] : [{ method, url, key, pathItem, source }],
  );
}

/** Paths that differ only in the names of their parameters are the same path (OpenAPI 3.1, section 4.8.8.1). */
function reportSamePaths(scope: Scope, sources: readonly OperationSource[]): void {
  const paths = new Map(sources.map((one) => [one.key, one]));
  const byShape = Map.groupBy(paths.values(), ({ url }) => url.replaceAll(/\{[^{}]+\}/g, '{}'));
  for (const same of byShape.values()) {
    const [first, ...others] = same;
    if (first === undefined) continue;
    for (const other of others.filter(({ url }) => url !== first.url)) {
      const message = `The path differs from ${quote(first.key)} only in the names of its parameters: a server cannot tell them apart.`;
      const related = [{ message: 'The other path.', place: placeOf(scope, first.pathItem) }];
      report(scope, other.pathItem, { code: 'CW2025', message, related });
    }
  }
}

/** Methods that `fetch` refuses (Fetch, section 2.2.1). */
const forbiddenMethods: readonly string[] = ['CONNECT', 'TRACE', 'TRACK'];

/** Returns true for a method that a client can send; others are reported (OpenAPI 3.2, section 4.9.1). */
function isAdditional(scope: Scope, method: string, source: Source): boolean {
  const isFixed = methods.some((fixed) => fixed === method.toLowerCase());
  if (isFixed || !isToken(method)) {
    const message = isFixed
      ? `The method ${quote(method)} has a field of its own: \`${method.toLowerCase()}\`.`
      : `${quote(method)} is not the name of a method.`;
    report(scope, source, { code: 'CW2002', message });
    return false;
  }
  if (!forbiddenMethods.includes(method.toUpperCase())) return true;
  reportUnsent(scope, method, source);
  return false;
}

function reportUnsent(scope: Scope, method: string, source: Source): void {
  const message = `Operations with the method ${quote(method)} are not generated.`;
  report(scope, source, { code: 'CW2035', message });
}

/** Operations beside the `$ref` of a path item take precedence (OpenAPI leaves it undefined). */
export function followPathItem(scope: Scope, written: Source): Source | null {
  const hasOperations = [...methods, 'trace', 'additionalOperations'].some(
    (method) => objectOf(childOf(written, method)) !== null,
  );
  return hasOperations ? written : followReferences(scope, written);
}

/** A query in the key is sent unchanged, so that operations of one path can differ by it. A fragment is never sent. */
function readUrl(scope: Scope, key: string, source: Source): string {
  const { path, query, fragment } = urlParts(key);
  const pairs = query.split('&');
  const sent = pairs.filter(isSendable);
  const removed = [...pairs.filter((pair) => pair !== '' && !isSendable(pair)), fragment].filter(Boolean);
  for (const part of removed) {
    report(scope, source, { code: 'CW2022', message: `${quote(part)} is removed from the path.` });
  }
  const stray = strayBraces(path);
  if (stray !== null) {
    const message = `${quote(stray)} in the path encloses no name of a parameter: it is sent as it is.`;
    report(scope, source, { code: 'CW2024', message });
  }
  const names = allVariablesIn(key);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) {
    const message = `The path has the variable ${quote(repeated)} more than once: each place gets the same value.`;
    report(scope, source, { code: 'CW2024', message });
  }
  const url = path.startsWith('/') ? path : `/${path}`;
  return sent.length === 0 ? url : `${url}?${sent.join('&')}`;
}

/** Marks inside of braces belong to the name of a variable. */
function urlParts(key: string): Readonly<Record<'path' | 'query' | 'fragment', string>> {
  const marks = key.replaceAll(/\{[^{}]*\}/g, (variable) => '_'.repeat(variable.length));
  const hash = marks.includes('#') ? marks.indexOf('#') : key.length;
  const question = marks.slice(0, hash).includes('?') ? marks.indexOf('?') : hash;
  return { path: key.slice(0, question), query: key.slice(question + 1, hash), fragment: key.slice(hash) };
}

/** `beta=true` or `id={id}`: characters of a query (RFC 3986, section 3.4), and a variable only as a whole value. */
function isSendable(pair: string): boolean {
  return /^(?:[\w.~!$'()*+,;:@/?=-]|%[\da-f]{2})+$/i.test(pair) || /^[\w.~-]+=\{[^{}]+\}$/.test(pair);
}
