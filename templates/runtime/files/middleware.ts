/** Middleware: functions around each attempt of a call, and one that logs attempts. */
import { ApiError } from './errors.js';
import { readStart, decodedText } from './read-body.js';
import { hideSecrets, secretsIn } from './secrets.js';

/** Characters of a body that are logged. */
const longestBody = 10_000;

/** HTTP methods of operations. A document can define others, such as `COPY`. */
export type Method =
  'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'QUERY' | (string & {});

/** One attempt before it is sent, with its credentials. */
export interface MiddlewareRequest {
  /** Id of the operation: `workflows.executions.retrieve`. */
  readonly operation: string;
  /** Id that all attempts of a call share. */
  readonly callId: string;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  readonly method: Method;
  readonly url: URL;
  /** Headers of this attempt. A middleware may change them in place. */
  readonly headers: Headers;
  readonly body: BodyInit | undefined;
  /** Aborts with the call, and when the attempt times out. */
  readonly signal: AbortSignal;
}

/** Passes the request to the next middleware, and finally to the server. It may be called again. */
export type Next = (request: MiddlewareRequest) => Promise<Response>;

/**
 * A function around each attempt of a call. It may change the request, return a response without sending it,
 * or replace the response.
 *
 * To read a body, read that of `response.clone()`: the call reads the body of the response that is returned.
 */
export type Middleware = (request: MiddlewareRequest, next: Next) => Promise<Response>;

/** Composes middleware. The first one gets the request first and the response last. */
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
      throw new ApiError(`${request.operation}: a middleware read the body, not a clone`);
    },
    send,
  );
}

/** Level of a log. Each level includes those before it. */
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug';

/** Levels from the least to the most verbose. */
export const logLevels: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug'];

/** Target of log lines: the console, or the logger of a program. */
export type Logger = Readonly<
  Record<Exclude<LogLevel, 'off'>, (message: string, fields: object) => void>
>;

/** Options of the middleware that logs. */
export interface LoggingOptions {
  /**
   * `error`: attempts without a response. `warn`: also statuses from 400 on. `info`: every attempt.
   * `debug`: also the headers of requests and responses. Default: `info`.
   */
  readonly level?: LogLevel | undefined;
  /** Default: the console. */
  readonly logger?: Logger | undefined;
  /** Names of further headers whose values are shown. */
  readonly headers?: readonly string[] | undefined;
  /** Names of query parameters whose values are shown. Default: none. */
  readonly query?: readonly string[] | undefined;
  /** Shows text bodies at `debug`, including secrets in them, but no credential of this client. Default: false. */
  readonly bodies?: boolean | undefined;
}

/** Headers whose values are never personal or secret. */
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
 * Returns middleware that logs every attempt, with an id that all attempts of a call share.
 *
 * Shows the values of harmless headers and of those that the options name. Other values of headers and query
 * parameters are `REDACTED`, and hidden where a response repeats them. The user of a URL is never shown. Errors of
 * the logger are ignored.
 */
export function logging(options: LoggingOptions = {}): Middleware {
  const write = writerOf(options);
  return async (request, next) => {
    const log = lineWriter(request, options, write);
    log('debug', 'begins', () => ({
      headers: shownHeaders(request.headers, options),
      ...(options.bodies &&
        typeof request.body === 'string' && { body: request.body.slice(0, longestBody) }),
    }));
    try {
      const response = await next(request);
      const secrets = hiddenIn(request, options);
      log(response.status < 400 ? 'info' : 'warn', `status ${response.status}`);
      log('debug', 'received', () => ({
        headers: shownHeaders(response.headers, options, secrets),
      }));
      if (options.level === 'debug' && options.bodies && isText(response.headers))
        logBody(response.clone(), log, secrets);
      return response;
    } catch (error) {
      log('error', 'failed', () => ({ error }));
      throw error;
    }
  };
}

type LineLevel = keyof Logger;

/** Writes a line. The line is built only if its level is shown. */
type Write = (level: LineLevel, line: () => readonly [message: string, fields: object]) => void;

function writerOf({ level = 'info', logger = console }: LoggingOptions): Write {
  return (each, line) => {
    if (logLevels.indexOf(each) > logLevels.indexOf(level)) return;
    try {
      logger[each](...line());
    } catch {
      // An error of the logger must not fail the call.
    }
  };
}

/** Logs an event of one attempt. */
type WriteLine = (level: LineLevel, event: string, fields?: () => object) => void;

function lineWriter(request: MiddlewareRequest, options: LoggingOptions, write: Write): WriteLine {
  const { operation, callId, attempt, method, url } = request;
  const startedAt = performance.now();
  return (level, event, fields = () => ({})) =>
    write(level, () => {
      const ms = Math.round(performance.now() - startedAt);
      const line = `${operation} ${callId}/${attempt} ${method} ${shownUrl(url, options)}`;
      return [`${line}: ${event} after ${ms} ms`, fields()];
    });
}

/** Logs the body without delaying the call. */
function logBody(response: Response, log: WriteLine, secrets: readonly string[]): void {
  const text = readStart(response).then((start) => decodedText(start));
  text.then(
    (body) =>
      log('debug', 'body', () => ({ body: hideSecrets(body, secrets).slice(0, longestBody) })),
    () => undefined, // The call fails with the same error, and logs it.
  );
}

/** Returns true for text that ends. Streams of events or JSON lines may not end. */
function isText(headers: Headers): boolean {
  const mediaType = headers.get('content-type') ?? '';
  return /^(?:text\/(?!event-stream)|application\/(?:[^;]+\+)?(?:json|xml)\s*(?:;|$))/i.test(
    mediaType,
  );
}

/** Returns the values of a request that are not shown. */
function hiddenIn({ headers, url }: MiddlewareRequest, options: LoggingOptions): readonly string[] {
  const shown = shownNames(options);
  const shownQuery = new Set(lowerCased(options.query));
  return [
    ...[...headers].flatMap(([name, value]) => (shown.has(name) ? [] : secretsIn(value))),
    ...[...url.searchParams].flatMap(([name, value]) =>
      shownQuery.has(name.toLowerCase()) ? [] : [value, encodeURIComponent(value)],
    ),
  ];
}

function shownNames(options: LoggingOptions): ReadonlySet<string> {
  return new Set([...harmlessHeaders, ...lowerCased(options.headers)]);
}

function shownHeaders(
  headers: Headers,
  options: LoggingOptions,
  secrets: readonly string[] = [],
): Record<string, string> {
  const shown = shownNames(options);
  return Object.fromEntries(
    [...headers].map(([name, value]) => [
      name,
      shown.has(name) ? hideSecrets(value, secrets) : redacted,
    ]),
  );
}

/** Returns the URL without user name and password, which a middleware may have added. */
function shownUrl({ origin, pathname, searchParams }: URL, options: LoggingOptions): string {
  const shown = new Set(lowerCased(options.query));
  const query = [...searchParams].map(
    ([name, value]) =>
      `${encodeURIComponent(name)}=${shown.has(name.toLowerCase()) ? encodeURIComponent(value) : redacted}`,
  );
  return `${origin}${pathname}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function lowerCased(names: readonly string[] = []): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

const redacted = 'REDACTED';
