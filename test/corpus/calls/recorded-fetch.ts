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

export function recordingClient(exports: CallablePackage, credentials: object): RecordingClient {
  let answer: Answer = { status: 200, mediaType: null, body: null };
  let sent: SentRequest | null = null;
  const fetch = async (
    url: string | URL,
    { method = 'GET', headers, body }: RequestInit = {},
  ): Promise<Response> => {
    const bytes = await new Response(body ?? null).arrayBuffer();
    sent = { method, url: new URL(url), headers: new Headers(headers), body: new Uint8Array(bytes) };
    const { status, mediaType } = answer;
    const isEmpty = status === 204 || status === 205 || status === 304;
    return new Response(isEmpty ? null : answer.body, {
      status,
      headers: mediaType === null ? {} : { 'content-type': mediaType },
    });
  };
  const client = exports.createClient({
    ...credentials,
    baseUrl: `http://127.0.0.1:1${basePath}`,
    fetch,
    maxRetries: 0,
    retryQuota: false,
    onWarning: () => undefined,
  });
  return {
    async make(request) {
      const call = callIn(client, request.call);
      if (call === undefined) return null;
      sent = null;
      answer = request.answer;
      try {
        const value = await call(request.parameters, request.options ?? {});
        return { sent, value };
      } catch (error) {
        return { sent, error };
      }
    },
  };
}
