/** Middleware: functions around each attempt of a call, and the one that logs attempts. */
import { ApiError } from './errors.js';

/** More of a body tells nothing new. */
const longestBody = 10_000;

/** HTTP methods of operations. */
export type Method =
  'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE' | 'QUERY';

/** One attempt as it is about to be sent, credentials included. */
export interface MiddlewareRequest {
  /** The id of the operation: `workflows.executions.retrieve`. */
  readonly operation: string;
  /** The same for all attempts of a call: what a log shows them together by. */
  readonly callId: string;
  /** From 1. */
  readonly attempt: number;
  readonly method: Method;
  readonly url: URL;
  /** Of this attempt alone: they may be changed in place. */
  readonly headers: Headers;
  readonly body: BodyInit | undefined;
  /** Aborts with the call, and when its time is over. */
  readonly signal: AbortSignal;
}

/** Sends the request on, to the next middleware and at last to the server; may be called again. */
export type Next = (request: MiddlewareRequest) => Promise<Response>;

/**
 * Stands around each attempt of a call: may change the request, answer itself, or replace the response.
 *
 * What it reads of a response must be a clone, or it returns another response: the call still has to read it.
 */
export type Middleware = (request: MiddlewareRequest, next: Next) => Promise<Response>;

/** One function from all: the first middleware sees the request first and the response last. */
export function throughMiddleware(middleware: readonly Middleware[], send: Next): Next {
  return middleware.reduceRight<Next>(
    (next, each) => async (request) => {
      try {
        const response = await each(request, next);
        if (!response.bodyUsed) return response;
      } catch (cause) {
        if (cause instanceof ApiError) throw cause;
        throw new ApiError(`${request.operation}: a middleware failed`, { cause });
      }
      throw new ApiError(`${request.operation}: a middleware read the body; give it a clone`);
    },
    send,
  );
}

/** Each level holds those before it. */
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug';

/** From the quietest to the loudest. */
export const logLevels: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug'];

/** Where lines go: the console, or what a program logs with. */
export type Logger = Readonly<
  Record<Exclude<LogLevel, 'off'>, (message: string, fields: object) => void>
>;

/** How much a client logs, and where. */
export interface LoggingOptions {
  /**
   * `error`: attempts without a response; `warn`: statuses from 400 on, too; `info`: every attempt;
   * `debug`: with headers, also those of the request before it leaves. Default: `info`.
   */
  readonly level?: LogLevel | undefined;
  /** Default: the console. */
  readonly logger?: Logger | undefined;
  /** Names of headers whose values are shown besides the harmless ones. */
  readonly headers?: readonly string[] | undefined;
  /** Names of query parameters whose values are shown; by itself none is. */
  readonly query?: readonly string[] | undefined;
  /** Shows bodies that are text, at `debug`: whatever is in them. Default: false. */
  readonly bodies?: boolean | undefined;
}

/** Headers whose values say nothing of anybody. */
const harmlessHeaders: readonly string[] = [
  'accept',
  'accept-encoding',
  'age',
  'allow',
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'etag',
  'expires',
  'last-modified',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'request-id',
  'retry-after',
  'retry-after-ms',
  'server',
  'traceparent',
  'transfer-encoding',
  'user-agent',
  'vary',
  'x-request-id',
  'x-retry-count',
  'x-should-retry',
];

/**
 * Middleware that logs every attempt, with an id that all attempts of a call share.
 *
 * Values of headers and query parameters are shown where their names are known to be harmless, and are
 * `REDACTED` elsewhere; the user of a URL is never shown. What the logger throws is dropped.
 */
export function logging(options: LoggingOptions = {}): Middleware {
  const write = writerOf(options);
  return async (request, next) => {
    const tell = tellerOf(request, options, write);
    tell('debug', 'begins', () => ({
      headers: shownHeaders(request.headers, options),
      ...(options.bodies && typeof request.body === 'string' && { body: start(request.body) }),
    }));
    try {
      const response = await next(request);
      tell(response.status < 400 ? 'info' : 'warn', `status ${response.status}`);
      tell('debug', 'received', () => ({ headers: shownHeaders(response.headers, options) }));
      if (options.level === 'debug' && options.bodies && isText(response.headers))
        tellBody(response.clone(), tell);
      return response;
    } catch (error) {
      tell('error', 'failed', () => ({ error }));
      throw error;
    }
  };
}

type LineLevel = keyof Logger;

/** Writes a line, which is made only where its level is shown. */
type Write = (level: LineLevel, line: () => readonly [message: string, fields: object]) => void;

function writerOf({ level = 'info', logger = console }: LoggingOptions): Write {
  return (each, line) => {
    if (logLevels.indexOf(each) > logLevels.indexOf(level)) return;
    try {
      logger[each](...line());
    } catch {
      // A call does not fail because nobody could be told about it.
    }
  };
}

/** Tells what became of one attempt. */
type Tell = (level: LineLevel, what: string, fields?: () => object) => void;

function tellerOf(request: MiddlewareRequest, options: LoggingOptions, write: Write): Tell {
  const { operation, callId, attempt, method, url } = request;
  const startedAt = performance.now();
  return (level, what, fields = () => ({})) =>
    write(level, () => {
      const ms = Math.round(performance.now() - startedAt);
      const line = `${operation} ${callId}/${attempt} ${method} ${shownUrl(url, options)}`;
      return [`${line}: ${what} after ${ms} ms`, fields()];
    });
}

/** In its own time: the call does not wait for the log. */
function tellBody(response: Response, tell: Tell): void {
  response.text().then(
    (text) => tell('debug', 'body', () => ({ body: start(text) })),
    () => undefined, // The call has the same failure, and tells it.
  );
}

/** Text with an end: a stream of events or of JSON texts may have none. */
function isText(headers: Headers): boolean {
  const mediaType = headers.get('content-type') ?? '';
  return /^(?:text\/(?!event-stream)|application\/(?:[^;]+\+)?(?:json|xml)\s*(?:;|$))/i.test(
    mediaType,
  );
}

function start(text: string): string {
  return text.slice(0, longestBody);
}

function shownHeaders(headers: Headers, options: LoggingOptions): Record<string, string> {
  const shown = new Set([...harmlessHeaders, ...lowered(options.headers)]);
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name, shown.has(name) ? value : redacted]),
  );
}

/** In one line; its origin leaves out a user name and a password, should a middleware have put some in. */
function shownUrl({ origin, pathname, searchParams }: URL, options: LoggingOptions): string {
  const shown = new Set(lowered(options.query));
  const query = [...searchParams].map(
    ([name, value]) =>
      `${encodeURIComponent(name)}=${shown.has(name.toLowerCase()) ? encodeURIComponent(value) : redacted}`,
  );
  return `${origin}${pathname}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function lowered(names: readonly string[] = []): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

const redacted = 'REDACTED';
