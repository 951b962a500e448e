/** Options of TanStack Query for operations: plain objects, which the adapter of every framework accepts. */
import type { DataTag, InfiniteData } from '@tanstack/query-core';
import type { CallArguments } from './call.js';
import type { ApiError } from './errors.js';
import type { AllItems, ListPage, PageAddress } from './pages.js';
import type { RequestOptions } from './settings.js';
import type { Transport } from './transport.js';

/** Options of a query. */
export interface QueryOptions<Data> {
  readonly queryKey: DataTag<readonly unknown[], Data, ApiError>;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<Data>;
  /** `false`: the client has already retried. The type gives the library the type of its errors. */
  readonly retry: Retry;
}

/** Options of an infinite query, whose pages have the items and the body of each response. */
export interface PagesOptions<Page> {
  readonly queryKey: DataTag<readonly unknown[], InfiniteData<Page, PageParameter>, ApiError>;
  readonly queryFn: (context: PageContext) => Promise<Page>;
  readonly initialPageParam: PageParameter;
  readonly getNextPageParam: (page: Page) => PageAddress | undefined;
  readonly retry: Retry;
}

/** Options of a mutation. */
export interface MutationOptions<Data, Variables> {
  readonly mutationKey: readonly string[];
  readonly mutationFn: (variables: Variables) => Promise<Data>;
  readonly retry: Retry;
}

/** Returns the options of a query. Its keys begin with `key`, and end with the parameters. */
export interface Query<Parameters, Data> {
  (transport: Transport, ...args: CallArguments<Parameters>): QueryOptions<Stored<Data>>;
  readonly key: readonly string[];
}

/** Returns the options of an infinite query over the pages of a list. */
export interface PagesQuery<Parameters, Item, Page> {
  (transport: Transport, ...args: CallArguments<Parameters>): PagesOptions<ListPage<Item, Page>>;
  readonly key: readonly string[];
}

/** Returns the options of a mutation, whose variables are the parameters of the operation. */
export type Mutation<Parameters, Data> = (
  transport: Transport,
  options?: RequestOptions,
) => MutationOptions<Stored<Data>, Variables<Parameters>>;

/** The library refuses `undefined`: the data of a response without a body are `null`. */
type Stored<Data> = Data extends undefined | void ? null : Data;

/** `void` allows `mutate()` if no parameter is required. */
type Variables<Parameters> = undefined extends CallArguments<Parameters>[0]
  ? Exclude<CallArguments<Parameters>[0], undefined> | void
  : Parameters;

type Retry = boolean | ((failureCount: number, error: ApiError) => boolean);

/** `null`: the first page. */
type PageParameter = PageAddress | null;

interface PageContext {
  readonly signal: AbortSignal;
  readonly pageParam: PageParameter;
}

type Run<Parameters, Result> = (transport: Transport, ...args: CallArguments<Parameters>) => Result;

/** Makes the function that returns the options of a query. */
export function query<Parameters, Data>(
  run: Run<NoInfer<Parameters>, PromiseLike<Data>>,
  key: readonly string[],
): Query<Parameters, Data> {
  const optionsOf: Run<Parameters, QueryOptions<Stored<Data>>> = (transport, ...args) => ({
    queryKey: keyOf(key, args[0]),
    queryFn: async ({ signal }) =>
      stored(await run(transport, ...argumentsOf<Parameters>(args[0], { ...args[1], signal }))),
    retry: false,
  });
  return Object.assign(optionsOf, { key });
}

/** Makes the function that returns the options of an infinite query. */
export function pagesQuery<Parameters, Item, Page>(
  run: Run<NoInfer<Parameters>, AllItems<Item, Page>>,
  listKey: readonly string[],
): PagesQuery<Parameters, Item, Page> {
  const key = [...listKey, 'pages'];
  const optionsOf: Run<Parameters, PagesOptions<ListPage<Item, Page>>> = (transport, ...args) => ({
    queryKey: keyOf(key, args[0]),
    queryFn: ({ signal, pageParam }) =>
      run(transport, ...argumentsOf<Parameters>(args[0], { ...args[1], signal })).page(
        pageParam ?? undefined,
      ),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    retry: false,
  });
  return Object.assign(optionsOf, { key });
}

/** Makes the function that returns the options of a mutation. */
export function mutation<Parameters, Data>(
  run: Run<NoInfer<Parameters>, PromiseLike<Data>>,
  key: readonly string[],
): Mutation<Parameters, Data> {
  return (transport, options) => ({
    mutationKey: key,
    mutationFn: async (variables) =>
      stored(await run(transport, ...argumentsOf<Parameters>(variables, options))),
    retry: false,
  });
}

/** Ends with the parameters as JSON: the library compares keys as JSON, which cannot contain a `bigint`. */
function keyOf<Data>(
  key: readonly string[],
  parameters: unknown,
): DataTag<readonly unknown[], Data, ApiError>;
// The tag exists only in the type.
function keyOf(key: readonly string[], parameters: unknown): readonly unknown[] {
  const text = JSON.stringify(parameters ?? null, (_, item: unknown) =>
    typeof item === 'bigint' ? String(item) : item,
  );
  const plain: unknown = JSON.parse(text);
  return plain === null ? key : [...key, plain];
}

function stored<Data>(data: Data): Stored<Data>;
function stored(data: unknown): unknown {
  return data ?? null;
}

function argumentsOf<Parameters>(
  parameters: unknown,
  options: RequestOptions | undefined,
): CallArguments<Parameters> {
  // Both types of `CallArguments` have this form.
  return [parameters, options] as CallArguments<Parameters>;
}
