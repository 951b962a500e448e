/** Lists in pages: all items of a list, and the ways to find the next page. */
import type { ApiResponse } from './api-promise.js';
import { baseUrlOf, send, type Call } from './call.js';
import { ApiRequestError, ApiResponseError } from './errors.js';
import type { Operation } from './operation.js';
import type { RequestOptions } from './settings.js';
import type { Transport } from './transport.js';
import { expandPath, joinUrl } from './url.js';

/**
 * All items of a list: `for await (const item of items)`.
 *
 * Each loop begins with the first page. A loop that ends early requests no further page.
 */
export interface AllItems<Item, Page> extends AsyncIterable<Item> {
  /** Iterates over the pages. */
  readonly pages: () => AsyncIterable<Page>;
  /** Requests one page: the first, or the page at the address `next` of the page before. */
  readonly page: (address?: PageAddress) => Promise<ListPage<Item, Page>>;
}

/** One page of a list, for callers that request pages one by one. */
export interface ListPage<Item, Page> {
  readonly items: readonly Item[];
  readonly page: Page;
  /** Absent: this is the last page. */
  readonly next?: PageAddress;
}

/** Address of a page: plain data that a cache may store. */
export type PageAddress = { readonly url: string } | { readonly parameters: unknown };

/** The definition of a list in pages. */
export interface Paging<Parameters, Page, Item> {
  readonly call: Pick<Call<Parameters, Page>, 'operation'>;
  readonly items: (page: Page) => readonly Item[] | null | undefined;
  /** Returns true if another page follows, for pages that state it. */
  readonly more?: (page: Page) => boolean | null | undefined;
  readonly next: NextPage<Parameters, Page, Item>;
}

/** Returns the parameters or the URL of the next page; `undefined` after the last one. */
export type NextPage<Parameters, Page, Item> = (
  turn: PageContext<Parameters, Page, Item>,
) => Parameters | URL | undefined;

/** One page, with its request. */
export interface PageContext<Parameters, Page, Item> {
  readonly parameters: Parameters;
  readonly page: ApiResponse<Page>;
  readonly items: readonly Item[];
  /** Items of the previous page; empty for the first page. */
  readonly before: readonly Item[];
  /** URL of the page, the base of relative URLs in it. */
  readonly url: URL;
  /** Throws an error about this page. */
  readonly refuse: (problem: string) => never;
}

/** Parameters and options of one list. */
export interface ListRequest<Parameters> {
  readonly parameters: Parameters;
  readonly options: RequestOptions | undefined;
}

/** Returns every item of every page. The options apply to each request. */
export function allItems<Parameters, Page, Item>(
  transport: Transport,
  paging: Paging<Parameters, Page, Item>,
  request: ListRequest<Parameters>,
): AllItems<Item, Page> {
  const list = { transport, paging, request };
  const pages = (): AsyncIterable<Page> => pagesOf(list);
  return {
    pages,
    page: (address) => pageAt(list, address),
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* paging.items(page) ?? [];
    },
  };
}

interface List<Parameters, Page, Item> {
  readonly transport: Transport;
  readonly paging: Paging<Parameters, Page, Item>;
  readonly request: ListRequest<Parameters>;
}

async function* pagesOf<Parameters, Page, Item>(
  list: List<Parameters, Page, Item>,
): AsyncGenerator<Page, undefined, undefined> {
  const asked = new Set<string>();
  const start = startOf(list);
  let at: Parameters | URL = list.request.parameters;
  let before: readonly Item[] = [];
  for (;;) {
    const { page, items, refuse, following }: ReadPage<Parameters, Page, Item> = await readPage(
      list,
      at,
      start,
    );
    yield page.data;
    const next: Parameters | URL | undefined = following(before);
    if (next === undefined) return;
    asked.add(comparedText(at));
    if (asked.has(comparedText(next))) refuse('leads back to an earlier page');
    at = next;
    before = items;
  }
}

async function pageAt<Parameters, Page, Item>(
  list: List<Parameters, Page, Item>,
  address: PageAddress | undefined,
): Promise<ListPage<Item, Page>> {
  const start = startOf(list);
  const at = address === undefined ? list.request.parameters : addressed(list, address, start);
  const { page, items, following } = await readPage(list, at, start);
  const next = following([]);
  if (next === undefined) return { items, page: page.data };
  const nextAddress = next instanceof URL ? { url: next.href } : { parameters: next };
  return { items, page: page.data, next: nextAddress };
}

/** An address may come from a store, so the URL in it is checked again. */
function addressed<Parameters, Page, Item>(
  { paging }: List<Parameters, Page, Item>,
  address: PageAddress,
  { origin }: URL,
): Parameters | URL {
  // `next` of a page has parameters of this operation: no other function makes an address.
  if ('parameters' in address) return address.parameters as Parameters;
  if (URL.canParse(address.url) && new URL(address.url).origin === origin)
    return new URL(address.url);
  const { id } = paging.call.operation();
  throw new ApiRequestError(`${id}: the address of the page is not a URL of ${origin}.`);
}

interface ReadPage<Parameters, Page, Item> {
  readonly page: ApiResponse<Page>;
  readonly items: readonly Item[];
  readonly refuse: (problem: string) => never;
  /** Returns the parameters or the URL of the next page, from the items of the page before. */
  readonly following: (before: readonly Item[]) => Parameters | URL | undefined;
}

async function readPage<Parameters, Page, Item>(
  { transport, paging, request }: List<Parameters, Page, Item>,
  at: Parameters | URL,
  start: URL,
): Promise<ReadPage<Parameters, Page, Item>> {
  const { call, items: itemsOf, more, next } = paging;
  const operation = call.operation();
  const url = at instanceof URL ? at : undefined;
  const parameters: Parameters = at instanceof URL ? request.parameters : at;
  const page = await (
    url === undefined
      ? send(transport, operation, parameters, request.options)
      : send(transportTo(url, transport), operationAt(url, operation), parameters, request.options)
  ).withResponse();
  const refuse = refuseWith(operation.id, page);
  const items = itemsOf(page.data) ?? [];
  const following = (before: readonly Item[]): Parameters | URL | undefined => {
    if (more?.(page.data) === false) return undefined;
    const found = next({ parameters, page, items, before, url: url ?? start, refuse });
    if (found instanceof URL && found.origin !== start.origin)
      refuse('leads to another origin, which must not see the credentials');
    return found;
  };
  return { page, items, refuse, following };
}

/** Returns a text that is equal for equal values. JSON alone cannot encode a `bigint`. */
export function comparedText(at: unknown): string {
  if (at instanceof URL) return at.href;
  return JSON.stringify(at, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item));
}

function refuseWith(operation: string, page: ApiResponse<unknown>): (problem: string) => never {
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

/** Returns the operation for a URL from the server, with the headers and the body of the first page. */
function operationAt<Parameters, Page>(
  { pathname, search }: URL,
  operation: Operation<Parameters, Page>,
): Operation<Parameters, Page> {
  return {
    ...operation,
    path: pathname,
    request: (parameters) => ({
      ...operation.request?.(parameters),
      path: {},
      query: [search.slice(1)],
    }),
  };
}

/** Returns the URL of the first page. */
function startOf<Parameters, Page, Item>({
  transport,
  paging,
  request,
}: List<Parameters, Page, Item>): URL {
  const operation = paging.call.operation();
  const path = expandPath(operation.path, operation.request?.(request.parameters).path ?? {});
  return joinUrl(baseUrlOf(transport, operation), path, []);
}

/** Access to the parameter that counts items or pages. */
export interface Counter<Parameters, Page> {
  readonly read: (parameters: Parameters) => number | null | undefined;
  readonly write: (parameters: Parameters, count: number) => Parameters;
  /** Returns the total number of items (`byOffset`) or pages (`byPage`), for pages that state it. */
  readonly total?: (page: Page) => number | null | undefined;
  /** Returns the total number of items, for `byPage`. */
  readonly totalItems?: (page: Page) => number | null | undefined;
}

/** The parameter is the number of items before the page. An empty page is the last. */
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
    const reached = number - first + 1;
    // No page is longer than the size of a page, so that this is never more than the items so far.
    const size = Math.max(turn.items.length, turn.before.length);
    const items = (reached - 1) * size + turn.items.length;
    const isComplete = items >= (counter.totalItems?.(turn.page.data) ?? Infinity);
    return following(turn, counter, { next: number + 1, reached: isComplete ? Infinity : reached });
  };
}

interface Count {
  readonly next: number;
  /** Number of items or pages so far. */
  readonly reached: number;
}

function following<Parameters, Page, Item>(
  { parameters, page, items, before, refuse }: PageContext<Parameters, Page, Item>,
  { write, total }: Counter<Parameters, Page>,
  { next, reached }: Count,
): Parameters | undefined {
  // A server that ignores the parameter would return the first page again and again.
  if (items.length > 0 && comparedText(items) === comparedText(before))
    refuse('repeats the page before it');
  const isLast = items.length === 0 || reached >= (total?.(page.data) ?? Infinity);
  return isLast ? undefined : write(parameters, next);
}

/** The page contains the cursor of the next one. Without a cursor, it is the last page. */
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

/** The next page begins after the last item of this one. An empty page is the last. */
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

/** The page contains the URL of the next one. Without a URL, it is the last page. */
export function byUrl<Parameters, Page, Item>(
  read: (page: Page) => string | null | undefined,
): NextPage<Parameters, Page, Item> {
  return (turn) => resolved(turn, read(turn.page.data) ?? undefined);
}

/** The header `Link` contains the URL of the next page, with the relation `next` (RFC 8288). */
export function byLink<Parameters, Page, Item>(): NextPage<Parameters, Page, Item> {
  return (turn) => resolved(turn, linkTo('next', turn.page.headers.get('link') ?? ''));
}

function resolved<Parameters, Page, Item>(
  { url, refuse }: PageContext<Parameters, Page, Item>,
  address: string | undefined,
): URL | undefined {
  if (address === undefined || address === '') return undefined;
  return URL.canParse(address, url)
    ? new URL(address, url)
    : refuse('has an invalid URL of the next page');
}

/** Returns the target of the first link with the relation. A link may have several relations. */
function linkTo(relation: string, header: string): string | undefined {
  const links = header.matchAll(/<([^>]*)>((?:[^,"]|"[^"]*")*)/g);
  for (const [, target, attributes = ''] of links) {
    const [, quoted, plain = ''] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(attributes) ?? [];
    if ((quoted ?? plain).toLowerCase().split(/\s+/).includes(relation)) return target;
  }
  return undefined;
}
