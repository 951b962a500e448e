/** Handlers of Mock Service Worker for operations: they match requests of the client, and answer them. */
import type { HttpHandler } from 'msw';
import type { ServerSentEvent } from './event-stream.js';
import { exactText } from './exact-json.js';
import type { Hundred, ParsedStatus } from './statuses.js';

/** A request that a handler answers. */
export interface MockCall<Path extends string, Body> {
  /** Path parameters as text, by the names of the document. */
  readonly params: Readonly<Record<Path, string>>;
  readonly query: URLSearchParams;
  readonly request: Request;
  /** Reads the body: JSON is parsed, forms are `FormData`, text is a string, and anything else is a `Blob`. */
  readonly body: () => Promise<Body>;
}

/** A response that the document describes, by its status. `Replies` has the type of each body. */
export type MockReply<Replies> = {
  [Key in keyof Replies]: Reply<StatusOf<Key, keyof Replies>, Replies[Key]>;
}[keyof Replies];

type Reply<Status, Body> = [Body] extends [undefined]
  ? { readonly status: Status; readonly body?: undefined; readonly headers?: HeadersInit }
  : { readonly status: Status; readonly body: Body; readonly headers?: HeadersInit };

/** `4XX` is any status of that range without its own entry, `default` any other status. */
type StatusOf<Key, Keys> = Key extends `${infer First extends number}XX`
  ? Exclude<Hundred<First>, ParsedStatus<Keys>>
  : Key extends 'default'
    ? Exclude<Hundred<2> | Hundred<3> | Hundred<4> | Hundred<5>, ParsedStatus<Keys> | RangeOf<Keys>>
    : ParsedStatus<Key>;

type RangeOf<Keys> = Keys extends `${infer First extends number}XX` ? Hundred<First> : never;

/** Returns a reply, any other `Response`, or `undefined` to leave the request to the next handler. */
export type MockResolver<Replies, Path extends string, Body> = (
  call: MockCall<Path, Body>,
) => Answer<Replies> | Promise<Answer<Replies>>;

type Answer<Replies> = MockReply<Replies> | Response | undefined;

export interface MockOptions {
  /** Base URL that the client calls. Default: the servers of the document. */
  readonly baseUrl?: string;
  /** True to answer one request only. */
  readonly once?: boolean;
}

/** Returns a handler of the operation. Without `reply`, it answers with the sample of a success. */
export type Mock<Replies, Path extends string = never, Body = undefined> = (
  reply?: MockReply<Replies> | MockResolver<Replies, Path, Body>,
  options?: MockOptions,
) => HttpHandler;

/** Requests and responses of an operation. */
interface MockedRoute {
  readonly method: string;
  /** `/products/{id}`; `{+path}` may contain slashes. */
  readonly url: string;
  /** URLs of its own servers. */
  readonly servers?: readonly string[];
  /** Templates of other operations that `url` matches too. */
  readonly except?: readonly string[];
  /** Media types by status, where they are not `application/json`. */
  readonly types?: Readonly<Record<string, string>>;
  /** Events are objects of `data`, `event`, `id` and `retry`; their data is JSON, or a text as it is. Absent: an item is the data. */
  readonly events?: 'json' | 'text';
  /** Data of the event that ends a stream. */
  readonly end?: string;
}

/** An operation as its handler needs it. */
export interface MockedOperation<Replies> extends MockedRoute {
  /** The sample of a success. Absent: the document allows none. */
  readonly reply?: () => MockReply<Replies>;
}

/** Makes the function that returns handlers of an operation. */
export type MakeMock = <Replies, Path extends string = never, Body = undefined>(
  operation: MockedOperation<Replies>,
) => Mock<Replies, Path, Body>;

/**
 * Returns a function that makes handlers with the class of the library.
 *
 * @param servers URLs that the client calls. Empty or relative: any host.
 */
export function makeMock(Handler: typeof HttpHandler, servers: readonly string[]): MakeMock {
  return <Replies, Path extends string, Body>(operation: MockedOperation<Replies>) => {
    const mock: Mock<Replies, Path, Body> = (reply = operation.reply, options = {}) => {
      const { baseUrl, once = false } = options;
      const bases = baseUrl === undefined ? (operation.servers ?? servers) : [baseUrl];
      const match = matcher(operation.url, bases);
      const others = (operation.except ?? []).map((url) => matcher(url, bases));
      const resolve = async ({ request }: MockRequest): Promise<Response | undefined> => {
        const { url } = request;
        const params = match.paramsOf(url);
        if (params === null || others.some((other) => other.paramsOf(url) !== null))
          return undefined;
        if (reply === undefined) return withoutSample(operation);
        const call = callOf<Path, Body>(request, params);
        const answer = typeof reply === 'function' ? await reply(call) : reply;
        if (answer === undefined || answer instanceof Response) return answer;
        return responseOf(answer, operation);
      };
      return new Handler(operation.method, match.path, resolve, { once });
    };
    return mock;
  };
}

interface MockRequest {
  readonly request: Request;
}

/** The template names the parameters of the type, and the document describes the body. */
function callOf<Path extends string, Body>(
  request: Request,
  params: Readonly<Record<string, string>>,
): MockCall<Path, Body> {
  const query = new URL(request.url).searchParams;
  const body = (): Promise<unknown> => bodyOf(request);
  return { params, query, request, body } as MockCall<Path, Body>; // see above
}

function withoutSample({ method, url }: MockedRoute): Response {
  const detail = `The document has no sample for ${method} ${url}: pass a reply to its handler.`;
  return Response.json({ detail }, { status: 501 });
}

interface Matcher {
  /** Matches the URL without its query. */
  readonly path: RegExp;
  /** Path parameters of a URL; `null`: it does not match. */
  readonly paramsOf: (url: string) => Readonly<Record<string, string>> | null;
}

function matcher(template: string, bases: readonly string[]): Matcher {
  const [url = '', search = ''] = template.split(/\?(?![^{]*\})/);
  const names: string[] = [];
  const path = url.replace(
    /\{(\+?)([^{}]+)\}|[^{}]+|[{}]/g,
    (text, plus?: string, name?: string) => {
      if (name === undefined) return escaped(encodeURI(text));
      names.push(name);
      return plus === '+' ? '(.+)' : '([^/]+)';
    },
  );
  const hosts = bases.length === 0 ? [''] : bases;
  const pattern = new RegExp(`^(?:${hosts.map(hostPattern).join('|')})${path}$`);
  const fixed = [...new URLSearchParams(search)].filter(([, value]) => !/^\{.*\}$/.test(value));
  return {
    path: pattern,
    paramsOf(text) {
      const { origin, pathname, searchParams } = new URL(text);
      const found = pattern.exec(origin + pathname);
      if (
        found === null ||
        !fixed.every(([name, value]) => searchParams.getAll(name).includes(value))
      )
        return null;
      return Object.fromEntries(
        names.map((name, index) => [name, decoded(found[index + 1] ?? '')]),
      );
    },
  };
}

/** `https://{region}.shop.example` allows any region, `/v1` any host. */
function hostPattern(base: string): string {
  // `URL` writes hosts in lower case.
  const path = base
    .replace(/\/+$/, '')
    .replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, (origin) => origin.toLowerCase());
  const text = path.replace(/\{[^{}]*\}|[^{}]+|[{}]/g, (part) =>
    /^\{.+\}$/.test(part) ? '[^/]*' : escaped(part),
  );
  return /^[a-z][\w+.-]*:\/\//i.test(base) ? text : `https?://[^?#]*?${text}`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (/[/+]json\b/i.test(type)) return request.json();
  if (/^multipart\/form-data|x-www-form-urlencoded/i.test(type)) return request.formData();
  if (/^text\//i.test(type)) return request.text();
  return request.body === null ? undefined : request.blob();
}

interface AnyReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: HeadersInit;
}

function responseOf(reply: AnyReply, operation: MockedRoute): Response {
  const { status, body } = reply;
  const headers = new Headers(reply.headers);
  const { types = {}, method } = operation;
  const type =
    types[status] ??
    types[`${Math.floor(status / 100)}XX`] ??
    types['default'] ??
    'application/json';
  const isEmpty = body === undefined || [204, 205, 304].includes(status) || method === 'HEAD';
  // The platform adds the boundary of a form.
  if (body !== undefined && !(body instanceof FormData) && !headers.has('content-type'))
    headers.set('content-type', type);
  return new Response(isEmpty ? null : encodedBody(type, body, operation), { status, headers });
}

function encodedBody(type: string, body: unknown, { events, end }: MockedRoute): BodyInit {
  if (/^text\/event-stream/i.test(type)) {
    const textOf = (item: unknown): string =>
      eventText(events === undefined ? { data: item } : (item as MockEvent), events === 'text'); // the type of the body
    const last = end === undefined ? '' : `data: ${end}\n\n`;
    return isIterable(body) ? streamOf(body, textOf, last) : String(body);
  }
  if (/json-?l|ndjson|jsonlines|stream\+json|json-seq/i.test(type)) {
    const before = /json-seq/i.test(type) ? '\u001E' : '';
    return isIterable(body)
      ? streamOf(body, (item) => `${before}${exactText(item)}\n`, '')
      : String(body);
  }
  return /[/+]json\b/i.test(type) ? exactText(body) : (body as BodyInit); // the type of the body
}

/** An event with data of any type. */
interface MockEvent extends Omit<Partial<ServerSentEvent>, 'data'> {
  readonly data?: unknown;
}

function eventText({ data, event, id, retry }: MockEvent, isText: boolean): string {
  const text = isText && typeof data === 'string' ? data : exactText(data);
  const fields = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(retry === undefined ? [] : [`retry: ${retry}`]),
    ...(data === undefined ? [] : text.split('\n').map((line) => `data: ${line}`)),
  ];
  return `${fields.join('\n')}\n\n`;
}

type Items = Iterable<unknown> | AsyncIterable<unknown>;

/** A text is the body as it is sent. */
function isIterable(body: unknown): body is Items {
  return (
    typeof body === 'object' &&
    body !== null &&
    (Symbol.iterator in body || Symbol.asyncIterator in body)
  );
}

function streamOf(items: Items, textOf: (item: unknown) => string, last: string): ReadableStream {
  const encoder = new TextEncoder();
  const iterator =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      controller.enqueue(encoder.encode(done === true ? last : textOf(value)));
      if (done === true) controller.close();
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
