/** A client of a generated package whose requests are recorded, and answered as a test asks for. */
import { callIn } from '../sent-back.ts';

export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** What a server answers. */
export interface Answer {
  readonly status: number;
  readonly mediaType: string | null;
  readonly body: string | Blob | FormData | null;
}

/** The part of a package that is used. */
export interface CallablePackage {
  readonly createClient: (options: object) => unknown;
}

export interface CallRequest {
  /** `client.items.read` */
  readonly call: string;
  readonly parameters: object;
  readonly options?: object;
  readonly answer: Answer;
}

export interface CallOutcome {
  readonly sent: SentRequest | null;
  /** `value` or `error`, whichever the call ended with. */
  readonly value?: unknown;
  readonly error?: unknown;
}

export interface RecordingClient {
  /** `null`: the package has no such call. */
  readonly make: (request: CallRequest) => Promise<CallOutcome | null>;
}

/** Every call goes to this path, which must be in front of the path of the document. */
export const basePath = '/base/v0';

/** Takes the requests of a client to an answer. */
export interface Wire {
  readonly origin: string;
  /** Sets the next answer, and forgets what was sent. */
  readonly answer: (answer: Answer) => void;
  readonly sent: () => SentRequest | null;
  /** Absent: the client uses the `fetch` of the platform. */
  readonly fetch?: typeof fetch;
}

export function responseOf({ status, mediaType, body }: Answer): Response {
  const isEmpty = status === 204 || status === 205 || status === 304;
  const headers = mediaType === null ? {} : { 'content-type': mediaType };
  return new Response(isEmpty ? null : body, { status, headers });
}

/** Nothing leaves the process. */
export function recordedFetch(): Wire {
  let answer: Answer = { status: 200, mediaType: null, body: null };
  let sent: SentRequest | null = null;
  return {
    origin: 'http://127.0.0.1:1',
    answer(next) {
      answer = next;
      sent = null;
    },
    sent: () => sent,
    async fetch(url, { method = 'GET', headers, body } = {}) {
      const bytes = await new Response(body ?? null).arrayBuffer();
      const address = url instanceof Request ? url.url : url;
      sent = { method, url: new URL(address), headers: new Headers(headers), body: new Uint8Array(bytes) };
      return responseOf(answer);
    },
  };
}

export function recordingClient(
  exports: CallablePackage,
  credentials: object,
  wire = recordedFetch(),
): RecordingClient {
  const client = exports.createClient({
    ...credentials,
    baseUrl: `${wire.origin}${basePath}`,
    ...(wire.fetch && { fetch: wire.fetch }),
    maxRetries: 0,
    retryQuota: false,
    onWarning: () => undefined,
  });
  return {
    async make(request) {
      const call = callIn(client, request.call);
      if (call === undefined) return null;
      wire.answer(request.answer);
      try {
        const value = await call(request.parameters, request.options ?? {});
        return { sent: wire.sent(), value };
      } catch (error) {
        return { sent: wire.sent(), error };
      }
    },
  };
}
