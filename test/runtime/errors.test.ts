import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  ApiAbortError,
  ApiConnectionError,
  ApiError,
  ApiRequestError,
  ApiResponseError,
  ApiStatusError,
  ApiTimeoutError,
} from '../../templates/runtime/files/errors.ts';
import {
  WaiterAbortedError,
  WaiterError,
  WaiterFailureError,
  WaiterTimeoutError,
} from '../../templates/runtime/files/waiter-errors.ts';
import { bundleRuntime } from '../support/runtime-bundle.ts';

const secret = 'hunter2';
const cause = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
const headers = new Headers({ 'set-cookie': secret, 'x-request-id': 'req_7' });
const body = { card: secret };
const report = {
  waiter: 'ExecutionCompleted',
  state: 'errored',
  attempts: 3,
  elapsedMs: 20,
  lastResponse: body,
  observed: { errored: 1 },
  resume: secret,
};
const response = { status: 200, headers };

/** One of each class, with a secret wherever it could be. */
const errors: Readonly<Record<string, ApiError>> = {
  ApiError: new ApiError('Failed.', { cause }),
  ApiStatusError: new ApiStatusError({
    operation: 'executions.retrieve',
    status: 404,
    headers,
    body,
    rawBody: JSON.stringify(body),
    attempts: 1,
    retryable: false,
    retryAfterMs: undefined,
  }),
  ApiResponseError: new ApiResponseError('no JSON', {
    kind: 'json',
    id: 'executions.retrieve',
    response,
    attempt: 1,
    rawText: secret,
    cause,
  }),
  ApiRequestError: new ApiRequestError('The option apiKey is missing.', { option: 'apiKey', cause }),
  ApiConnectionError: new ApiConnectionError('no complete response', {
    code: cause.code,
    attempts: 3,
    cause,
  }),
  ApiTimeoutError: new ApiTimeoutError('no response', { phase: 'headers', attempts: 1, cause }),
  ApiAbortError: new ApiAbortError(cause),
  WaiterError: new WaiterError('ended', report, { cause }),
  WaiterFailureError: new WaiterFailureError(report, { value: body, reason: 'no account' }),
  WaiterTimeoutError: new WaiterTimeoutError('the time is over', report, { cause }),
  WaiterAbortedError: new WaiterAbortedError('aborted', report, { cause }),
};

const each = Object.entries(errors);
/** What the platform calls its own aborts. */
const aborts = new Set(['ApiAbortError', 'WaiterAbortedError']);

describe.each(each)('%s', (className, error) => {
  it('is an error, of the root of the family, by a name that says what it is', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(ApiError);
    expect(error.name).toBe(aborts.has(className) ? 'AbortError' : className);
    expect(String(error)).toBe(`${error.name}: ${error.message}`);
  });

  it('shows no header, body or credential where it is logged', () => {
    for (const shown of [inspect(error, { depth: 9 }), JSON.stringify(error), String(error), error.stack])
      expect(shown).not.toContain(secret);
  });

  it('tells what it is in JSON', () => {
    const told: unknown = JSON.parse(JSON.stringify(error));
    expect(told).toMatchObject({ name: error.name, message: error.message });
  });

  it('keeps what caused it', () => {
    const hasCause = !['ApiStatusError', 'WaiterFailureError'].includes(className);
    expect(error.cause).toBe(hasCause ? cause : undefined);
  });
});

it('what the server said is there for who asks for it', () => {
  expect(errors['ApiStatusError']).toMatchObject({ body, rawBody: JSON.stringify(body), headers });
  expect(errors['ApiStatusError']).toMatchObject({ operation: 'executions.retrieve', requestId: 'req_7' });
  expect(errors['ApiResponseError']).toMatchObject({ rawText: secret, headers });
  expect(errors['WaiterFailureError']).toMatchObject({ value: body, lastResponse: body });
});

it('no text of a server forges a line of a log or reverses its text', () => {
  const text = 'ok\r\n2026 ERROR \u001b[31m\u202eevil\u2066\u2028\u2029\ud800';
  const status = new ApiStatusError({
    operation: 'a',
    status: 500,
    headers,
    body: { message: text },
    rawBody: text,
    attempts: 1,
    retryable: false,
    retryAfterMs: undefined,
  });
  const failure = new WaiterFailureError(report, { value: undefined, reason: text });
  const response = new Response(null, { status: 200 });
  const refused = new ApiResponseError(text, { kind: 'schema', id: 'a', response, attempt: 1 });
  for (const error of [status, failure, refused]) {
    expect(error.message).toContain('ok%0D%0A2026 ERROR %1B[31m%E2%80%AEevil%E2%81%A6%E2%80%A8%E2%80%A9');
    expect(String(error.stack?.split('    at ')[0]).trim()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});

describe('a second copy of the package', () => {
  const program = `export { ApiError } from 'runtime/errors.ts';
    export { ApiStatusError } from 'runtime/errors.ts';
    export { ApiConnectionError, ApiTimeoutError } from 'runtime/errors.ts';`;

  it('knows the errors of the first, minified too, and tells them apart', async () => {
    const copy: Record<string, new () => unknown> = await import(
      `data:text/javascript,${encodeURIComponent(await bundleRuntime(program))}`
    );
    const known = (error: unknown): readonly string[] =>
      Object.keys(copy).filter((name) => error instanceof (copy[name] ?? Object));
    expect(copy['ApiError']).not.toBe(ApiError);
    expect(known(errors['ApiTimeoutError']).toSorted()).toEqual([
      'ApiConnectionError',
      'ApiError',
      'ApiTimeoutError',
    ]);
    expect(known(errors['ApiStatusError']).toSorted()).toEqual(['ApiError', 'ApiStatusError']);
    expect(known(new Error('another'))).toEqual([]);
    expect(known(null)).toEqual([]);
  });
});
