/** Chooses the path of an operation in the client: its resources, then its method. */
import { isNameable, singular, splitWords } from '../../naming/words.ts';

export interface OperationIdentity {
  /** `''`: the operation has none. */
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly method: string;
  readonly url: string;
}

/** At least one segment, none of them without a word. */
export function operationPath(written: OperationIdentity): readonly string[] {
  const identity = { ...written, operationId: asNamedByAuthor(written) };
  const { operationId } = identity;
  if (!isNameable(operationId)) return pathWithoutId(identity);
  const segments = segmentsOf(operationId);
  if (segments.length > 1) return segments;
  const grouped = splitAtUnderscore(identity);
  if (grouped !== null) return grouped;
  const group = groupOf(identity);
  return group === null ? [operationId] : [group, withoutOwnNoun({ ...identity, group })];
}

/** A number belongs to what stands before it: `v1.0.users.list` has no resource `0`. */
function segmentsOf(operationId: string): readonly string[] {
  const segments: string[] = [];
  for (const segment of operationId.split(/[./]+/).filter(isNameable)) {
    const before = /^\d/.test(segment) ? segments.pop() : undefined;
    segments.push(before === undefined ? segment : `${before} ${segment}`);
  }
  return segments;
}

/**
 * The name that the author of the server wrote, without what a framework adds to make it unique.
 *
 * FastAPI appends path and method: `list_orders_orders_get`. springfox appends the method: `listUsingGET`.
 * springdoc appends a counter, `list_1`, which the tag of a controller makes needless.
 */
function asNamedByAuthor({ operationId, method, url, tags }: OperationIdentity): string {
  const added = `${url.replaceAll(/\W/g, '_')}_${method}`;
  const isMangled = operationId.endsWith(added) && operationId.length > added.length;
  const name = isMangled ? operationId.slice(0, -added.length) : operationId;
  if (!tags.some((tag) => controller.test(tag))) return name;
  const bare = name.replace(/_\d+$/, '');
  const using = `Using${method.toUpperCase()}`;
  return bare.endsWith(using) && bare.length > using.length ? bare.slice(0, -using.length) : bare;
}

/** Classes of servers: `product-controller`, `ProductsController`, `order-rest-controller`, `customer-controller-v-2`. */
const controller = /(?:[-_ ](?:rest[-_ ])?c|(?:Rest)?C)ontroller(?:[-_ ]?[vV][-_ ]?(\d+))?$/;

/** `customer-controller-v-2` is about `customer v2`. */
function withoutController(name: string): string {
  return name.replace(controller, (_, version: string | undefined) =>
    version === undefined ? '' : ` v${version}`,
  );
}

/** Returns true if a framework made the operationId unique: nobody wrote it as it is. */
export function isMadeByFramework(identity: OperationIdentity): boolean {
  return asNamedByAuthor(identity) !== identity.operationId;
}

/** `Users_list` is the method `list` of `users` if `users` is a tag or part of the URL; otherwise the id is in snake case. */
function splitAtUnderscore({ operationId, tags, url, method }: OperationIdentity): readonly string[] | null {
  const [, owner = '', rest = ''] = /^([^_]+)_+([^_].*)$/.exec(operationId) ?? [];
  const first = withoutController(owner);
  if (!isNameable(first) || !isNameable(rest)) return null;
  const known = [...tags, ...resourcesOf(url)].map(plainKey);
  if (!known.includes(plainKey(first)) && first === owner) return null;
  const group = first === owner ? first : (groupOf({ operationId, tags, url, method }) ?? first);
  return [group, withoutOwnNoun({ operationId: rest, group, method, url })];
}

/** Returns the first tag that contains a letter; if no tag does, the first segment of the URL. */
function groupOf({ tags, url }: OperationIdentity): string | null {
  const [resource] = tags.some(isWord) ? resourcesOf(url) : [];
  return tags.map(withoutController).find(isNameable) ?? resource ?? null;
}

/** Contains a letter of any script. */
function isWord(tag: string): boolean {
  return splitWords(tag).length > 0;
}

/** Returns the tag, the other segments of the URL, and a verb from the method and the end of the URL. */
function pathWithoutId({ tags, method, url }: OperationIdentity): readonly string[] {
  const group = tags.map(withoutController).find(isNameable) ?? null;
  const resources = resourcesOf(url);
  const groupWords = group === null ? [] : splitWords(group).map(plainKey);
  const others = resources.filter(
    (resource) => !splitWords(resource).every((word) => groupWords.includes(plainKey(word))),
  );
  const own = group === null ? resources : [group, ...others];
  return isAction(method, url) ? own : [...own, verbOf(method, url)];
}

/** In `POST /jobs/{id}/cancel` the last segment is the verb. */
function isAction(method: string, url: string): boolean {
  const [, last = ''] = /\}\/([^/{}?]+)\/?(?:\?|$)/.exec(url) ?? [];
  return method === 'post' && isNameable(last) && singular(last) === last;
}

function verbOf(method: string, url: string): string {
  const last = resourcesOf(url).at(-1) ?? '';
  const isItem = /\}\/?(?:\?|$)/.test(url) || singular(last) === last;
  switch (method) {
    case 'get':
      return isItem ? 'retrieve' : 'list';
    case 'post':
      return 'create';
    case 'put':
      return 'replace';
    case 'patch':
      return 'update';
    default:
      return method;
  }
}

/** The segments of the url that name something: no variables, no version, no `api`. */
function resourcesOf(url: string): readonly string[] {
  const segments = fixedSegments(url);
  const start = startOfResources(segments);
  return start < 0 ? segments : segments.slice(start);
}

/** The version at the start of the URL, as `v1`: `/api/1/pets` and `/api/v1/pets` have the same. `''`: it has none. */
export function versionOf(url: string): string {
  const segments = fixedSegments(url);
  const start = startOfResources(segments);
  const version = segments.slice(0, Math.max(start, 0)).find((segment) => /\d/.test(segment));
  return version === undefined ? '' : `v${version.replace(/^v/i, '')}`;
}

/** The path behind the version, without names of variables: `/api/v1/pets/{id}` and `/pets/{petId}` are both `/pets/{}`. */
export function unversioned(url: string): string {
  const [first = ''] = resourcesOf(url);
  const start = url.indexOf(`/${first}`);
  return url.slice(Math.max(start, 0)).replaceAll(/\{[^{}]*\}/g, '{}');
}

function fixedSegments(url: string): readonly string[] {
  const [path = ''] = url.split('?');
  return path.split('/').filter((segment) => isNameable(segment) && !segment.includes('{'));
}

/** Negative: the URL has nothing but prefixes. */
function startOfResources(segments: readonly string[]): number {
  return segments.findIndex((segment) => !/^(api|rest|v?\d[\w.-]*)$/i.test(segment));
}

function plainKey(text: string): string {
  return splitWords(text)
    .map((word) => singular(word.toLowerCase()))
    .join('');
}

interface NamedOperation {
  /** `products` */
  readonly group: string;
  readonly operationId: string;
  readonly method: string;
  readonly url: string;
}

/**
 * `listProducts` of `products` is `list`, `getProductById` is `get`, `getProductReviews` is `get reviews`.
 *
 * A name without the noun of its resource stays as it is written.
 */
function withoutOwnNoun(operation: NamedOperation): string {
  const words = splitWords(operation.operationId);
  const noun = nounIn(words, splitWords(operation.group));
  const short = noun === null ? words : [...words.slice(0, noun.start), ...words.slice(noun.end)];
  const plain = withoutKey(short, operation.url);
  if (plain.length === words.length || plain.length === 0) return operation.operationId;
  return isList(plain, noun, operation) ? 'list' : plain.join(' ');
}

interface Noun {
  readonly start: number;
  readonly end: number;
  readonly isPlural: boolean;
}

/** The noun of the resource, at the start or behind the verb: elsewhere it says more than the resource. */
function nounIn(words: readonly string[], group: readonly string[]): Noun | null {
  if (group.length === 0) return null;
  for (const start of [0, 1]) {
    const end = start + group.length;
    const found = words.slice(start, end);
    if (found.length < group.length || !found.every((word, index) => isSame(word, group[index] ?? '')))
      continue;
    const last = found.at(-1)?.toLowerCase() ?? '';
    return { start, end, isPlural: singular(last) !== last };
  }
  return null;
}

function isSame(one: string, other: string): boolean {
  return singular(one.toLowerCase()) === singular(other.toLowerCase());
}

/** `get by id` of `/products/{id}` is `get`: one item is all that its path can mean. */
function withoutKey(words: readonly string[], url: string): readonly string[] {
  const [, variable] = /\{([^{}]+)\}\/?(?:\?.*)?$/.exec(url) ?? [];
  const by = words.findLastIndex((word) => word.toLowerCase() === 'by');
  if (variable === undefined || by < 1) return words;
  const key = words
    .slice(by + 1)
    .join('')
    .toLowerCase();
  const name = splitWords(variable).join('').toLowerCase();
  return key === 'id' || (key !== '' && name.endsWith(key)) ? words.slice(0, by) : words;
}

/** `getProducts` of `GET /products`; `getProduct` is one of them. */
function isList(words: readonly string[], noun: Noun | null, { method, url }: NamedOperation): boolean {
  const isItem = /\}\/?(?:\?.*)?$/.test(url);
  return words.join(' ').toLowerCase() === 'get' && noun?.isPlural === true && method === 'get' && !isItem;
}
