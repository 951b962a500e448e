/** Lists in pages: all items of a list, and the ways in which one page leads to the next. */
import type { ApiResponse } from './api-promise.js';
import { baseUrlOf, send, type Call } from './call.js';
import { ApiResponseError } from './errors.js';
import type { Operation } from './operation.js';
import type { RequestOptions } from './settings.js';
import type { Transport } from './transport.js';
import { expandPath, joinUrl } from './url.js';

/**
 * All items of a list: `for await (const item of items)`.
 *
 * Each loop begins with the first page; a loop that is left asks for no further one.
 */
export interface AllItems<Item, Page> extends AsyncIterable<Item> {
  /** The same, page by page. */
  readonly pages: () => AsyncIterable<Page>;
}

/** How the pages of a list follow one another, as data. */
export interface Paging<Parameters, Page, Item> {
  readonly call: Pick<Call<Parameters, Page>, 'operation'>;
  readonly items: (page: Page) => readonly Item[] | null | undefined;
  /** Whether another page follows, where the page says so. */
  readonly more?: (page: Page) => boolean | null | undefined;
  readonly next: NextPage<Parameters, Page, Item>;
}

/** What the next page is asked for with; `undefined`: there is none. */
export type NextPage<Parameters, Page, Item> = (
  turn: Turn<Parameters, Page, Item>,
) => Parameters | URL | undefined;

/** One page, and what was asked for to get it. */
export interface Turn<Parameters, Page, Item> {
  readonly parameters: Parameters;
  readonly page: ApiResponse<Page>;
  readonly items: readonly Item[];
  /** Those of the page before; none at the first. */
  readonly before: readonly Item[];
  /** Where the page stands: what a relative URL in it starts from. */
  readonly url: URL;
  /** Fails: the pages lead nowhere. */
  readonly refuse: (problem: string) => never;
}

/** What one list is asked for with. */
export interface ListRequest<Parameters> {
  readonly parameters: Parameters;
  readonly options: RequestOptions | undefined;
}

/** Every item of every page; `options` are those of each request. */
export function allItems<Parameters, Page, Item>(
  transport: Transport,
  paging: Paging<Parameters, Page, Item>,
  request: ListRequest<Parameters>,
): AllItems<Item, Page> {
  const pages = (): AsyncIterable<Page> => pagesOf(transport, paging, request);
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* paging.items(page) ?? [];
    },
  };
}

async function* pagesOf<Parameters, Page, Item>(
  transport: Transport,
  { call, items: itemsOf, more, next }: Paging<Parameters, Page, Item>,
  { parameters, options }: ListRequest<Parameters>,
): AsyncGenerator<Page, undefined, undefined> {
  const operation = call.operation();
  const start = urlOf(transport, operation, parameters);
  const asked = new Set<string>();
  let at: Parameters | URL = parameters;
  let before: readonly Item[] = [];
  for (;;) {
    const url = at instanceof URL ? at : undefined;
    const given: Parameters = at instanceof URL ? parameters : at;
    const page = await (
      url === undefined
        ? send(transport, operation, given, options)
        : send(transportTo(url, transport), operationAt(url, operation), given, options)
    ).withResponse();
    yield page.data;
    if (more?.(page.data) === false) return;
    const refuse = refusal(operation.id, page);
    const items = itemsOf(page.data) ?? [];
    const following = next({ parameters: given, page, items, before, url: url ?? start, refuse });
    if (following === undefined) return;
    asked.add(comparedText(at));
    if (asked.has(comparedText(following))) refuse('leads back to one that was there before');
    if (following instanceof URL && following.origin !== start.origin)
      refuse('leads to another origin, which must not see the credentials');
    at = following;
    before = items;
  }
}

/** The same text for the same value; JSON itself cannot write a `bigint`. */
export function comparedText(at: unknown): string {
  if (at instanceof URL) return at.href;
  return JSON.stringify(at, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item));
}

function refusal(operation: string, page: ApiResponse<unknown>): (problem: string) => never {
  return (problem) => {
    const message = `this page ${problem}`;
    throw new ApiResponseError(message, {
      id: operation,
      kind: 'pages',
      response: page,
      attempt: page.attempts,
    });
  };
}

function transportTo({ origin }: URL, transport: Transport): Transport {
  return { ...transport, baseUrl: new URL(origin), isBaseUrlGiven: true };
}

/** The page at a URL that the server named, with the headers and the body of the first. */
function operationAt<Parameters, Page>(
  { pathname, search }: URL,
  operation: Operation<Parameters, Page>,
): Operation<Parameters, Page> {
  return {
    ...operation,
    path: pathname,
    request: (given) => ({ ...operation.request?.(given), path: {}, query: [search.slice(1)] }),
  };
}

function urlOf<Parameters>(
  transport: Transport,
  operation: Operation<Parameters, unknown>,
  parameters: Parameters,
): URL {
  const path = expandPath(operation.path, operation.request?.(parameters).path ?? {});
  return joinUrl(baseUrlOf(transport, operation), path, []);
}

/** How the parameter that counts is read and written. */
export interface Counter<Parameters, Page> {
  readonly read: (parameters: Parameters) => number | null | undefined;
  readonly write: (parameters: Parameters, count: number) => Parameters;
  /** How many items, or pages, there are in all, where the page says so. */
  readonly total?: (page: Page) => number | null | undefined;
}

/** The parameter says how many items are before the page; an empty page was the last. */
export function byOffset<Parameters, Page, Item>(
  counter: Counter<Parameters, Page>,
): NextPage<Parameters, Page, Item> {
  return (turn) => {
    const offset = (counter.read(turn.parameters) ?? 0) + turn.items.length;
    return following(turn, counter, { next: offset, reached: offset });
  };
}

/** The parameter is the number of the page. */
export function byPage<Parameters, Page, Item>(
  counter: Counter<Parameters, Page>,
  first = 1,
): NextPage<Parameters, Page, Item> {
  return (turn) => {
    const number = counter.read(turn.parameters) ?? first;
    return following(turn, counter, { next: number + 1, reached: number - first + 1 });
  };
}

interface Count {
  readonly next: number;
  /** How many there were so far. */
  readonly reached: number;
}

function following<Parameters, Page, Item>(
  { parameters, page, items, before, refuse }: Turn<Parameters, Page, Item>,
  { write, total }: Counter<Parameters, Page>,
  { next, reached }: Count,
): Parameters | undefined {
  // A server that does not know the parameter gives the first page again and again.
  if (items.length > 0 && comparedText(items) === comparedText(before))
    refuse('holds what the one before it held');
  const isLast = items.length === 0 || reached >= (total?.(page.data) ?? Infinity);
  return isLast ? undefined : write(parameters, next);
}

/** The page holds the cursor; none, or an empty one, says that it was the last. */
export function byCursor<Parameters, Page, Item, Cursor>(
  read: (page: Page) => Cursor | null | undefined,
  write: (parameters: Parameters, cursor: Cursor) => Parameters,
): NextPage<Parameters, Page, Item> {
  return ({ parameters, page }) => {
    const cursor = read(page.data);
    return cursor === null || cursor === undefined || cursor === ''
      ? undefined
      : write(parameters, cursor);
  };
}

/** The next page begins after the last item of this one; an empty page was the last. */
export function byLastItem<Parameters, Page, Item, Cursor>(
  read: (item: Item) => Cursor | null | undefined,
  write: (parameters: Parameters, cursor: Cursor) => Parameters,
): NextPage<Parameters, Page, Item> {
  return ({ parameters, items }) => {
    const last = items.at(-1);
    const cursor = last === undefined ? undefined : read(last);
    return cursor === null || cursor === undefined ? undefined : write(parameters, cursor);
  };
}

/** The page holds the address; none, or an empty one, says that it was the last. */
export function byUrl<Parameters, Page, Item>(
  read: (page: Page) => string | null | undefined,
): NextPage<Parameters, Page, Item> {
  return (turn) => resolved(turn, read(turn.page.data) ?? undefined);
}

/** The header `Link` holds it, as the relation `next` (RFC 8288). */
export function byLink<Parameters, Page, Item>(): NextPage<Parameters, Page, Item> {
  return (turn) => resolved(turn, linkTo('next', turn.page.headers.get('link') ?? ''));
}

function resolved<Parameters, Page, Item>(
  { url, refuse }: Turn<Parameters, Page, Item>,
  address: string | undefined,
): URL | undefined {
  if (address === undefined || address === '') return undefined;
  return URL.canParse(address, url) ? new URL(address, url) : refuse('names no URL as the next');
}

/** The target of the first link of that relation; a link may be of several. */
function linkTo(relation: string, header: string): string | undefined {
  const links = header.matchAll(/<([^>]*)>((?:[^,"]|"[^"]*")*)/g);
  for (const [, target, attributes = ''] of links) {
    const [, quoted, plain = ''] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(attributes) ?? [];
    if ((quoted ?? plain).toLowerCase().split(/\s+/).includes(relation)) return target;
  }
  return undefined;
}
