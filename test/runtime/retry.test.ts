import { describe, expect, it } from 'vitest';
import { ApiConnectionError, ApiStatusError } from '../../templates/runtime/files/errors.ts';
import { artuTransport, create, executionId, retrieve } from '../support/artu-operations.ts';
import { startArtuServer, type ArtuScript } from '../support/artu-server.ts';
import type { Fault } from '../support/faults.ts';
import { fastClock, settlingMs } from '../support/process-clock.ts';

const executions = { [executionId]: [{ atMs: 0, status: 'completed' }] };
const quick = { clock: fastClock(50) };

function answer(status: number, headers: Record<string, string> = {}): Fault {
  return { kind: 'answer', status, headers, body: '{"message":"no"}' };
}

async function sentFor(
  script: ArtuScript,
  call: typeof retrieve = retrieve,
  options: Parameters<typeof retrieve>[1] = {},
): Promise<{ sent: number; result: unknown; ms: number }> {
  await using server = await startArtuServer({ executions, ...script });
  const end = call({ ...artuTransport(server.url), ...quick }, options).catch((error: unknown) => error);
  const ms = (await settlingMs(end)) * 50;
  return { sent: server.requests.length, result: await end, ms };
}

describe('a call whose attempt fails', () => {
  it('says which of its attempts this is, unless that is taken away', async () => {
    const counts = async (headers: Record<string, null> = {}): Promise<unknown> => {
      await using server = await startArtuServer({ executions, faults: [answer(503)] });
      await retrieve({ ...artuTransport(server.url), ...quick }, { headers });
      return server.requests.map((request) => request.headers['x-retry-count']);
    };
    expect(await counts()).toEqual([undefined, '1']);
    expect(await counts({ 'X-Retry-Count': null })).toEqual([undefined, undefined]);
  });

  it.each([408, 429, 500, 502, 503, 504, 520, 522, 524, 529, 530])(
    'is tried again after %i',
    async (status) => {
      const { sent, result } = await sentFor({ faults: [answer(status)] });
      expect(sent).toBe(2);
      expect(result).toMatchObject({ status: 'completed' });
    },
  );

  it.each([400, 401, 403, 404, 409, 410, 422, 425, 501, 505])(
    'is not tried again after %i',
    async (status) => {
      const { sent, result } = await sentFor({ faults: [answer(status)] });
      expect(sent).toBe(1);
      expect(result).toMatchObject({ name: 'ApiStatusError', status, attempts: 1 });
    },
  );

  it.each<Fault>([
    { kind: 'reset' },
    { kind: 'close' },
    { kind: 'truncate', body: '{"id":' },
    { kind: 'short', body: '{}' },
  ])('is tried again after %o', async (fault) => {
    const { sent, result } = await sentFor({ faults: [fault] });
    expect(sent).toBe(2);
    expect(result).toMatchObject({ status: 'completed' });
  });

  it('fails with the last error and the count of attempts when all were in vain', async () => {
    const { sent, result } = await sentFor({ faults: [answer(503)], forever: true });
    expect(sent).toBe(3);
    expect(result).toBeInstanceOf(ApiStatusError);
    expect(result).toMatchObject({ status: 503, attempts: 3, retryable: true });
  });

  it('sends exactly one request without retries', async () => {
    const { sent } = await sentFor({ faults: [answer(503)], forever: true }, retrieve, { maxRetries: 0 });
    expect(sent).toBe(1);
  });

  it('keeps the code of a refused connection', async () => {
    const server = await startArtuServer();
    await server[Symbol.asyncDispose]();
    const transport = { ...artuTransport(server.url), ...quick };
    const error = await retrieve(transport).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(ApiConnectionError);
    expect(error).toMatchObject({ name: 'ApiConnectionError', code: 'ECONNREFUSED', attempts: 3 });
  });
});

describe('a connection that fails with a code', () => {
  it.each([
    ['ECONNRESET', 3],
    ['UND_ERR_SOCKET', 3],
    ['ENOTFOUND', 2],
    ['CERT_HAS_EXPIRED', 1],
    ['ERR_INVALID_URL', 1],
  ])('%s is tried %i times', async (code, attempts) => {
    const fetch = (): Promise<Response> => Promise.reject(new TypeError('fetch failed', { cause: { code } }));
    const transport = { ...artuTransport('https://api.artu.ai', { fetch }), ...quick };
    await expect(retrieve(transport)).rejects.toMatchObject({ name: 'ApiConnectionError', code, attempts });
  });
});

describe('a call that is not safe to send twice', () => {
  it('is not tried again after a 503 or a reset', async () => {
    expect((await sentFor({ faults: [answer(503)] }, create)).sent).toBe(1);
    expect((await sentFor({ faults: [{ kind: 'reset' }] }, create)).sent).toBe(1);
  });

  it('is tried again with an idempotency key, the same each time', async () => {
    await using server = await startArtuServer({ executions, faults: [answer(503), { kind: 'reset' }] });
    await create({ ...artuTransport(server.url), ...quick }, { idempotencyKey: 'key-1' });
    expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'key-1',
      'key-1',
      'key-1',
    ]);
  });

  it('is tried again where the server says so', async () => {
    expect((await sentFor({ faults: [answer(409, { 'x-should-retry': 'true' })] }, create)).sent).toBe(2);
  });
});

describe('what the server says about trying again', () => {
  it('is stronger than the status', async () => {
    expect((await sentFor({ faults: [answer(503, { 'x-should-retry': 'false' })] })).sent).toBe(1);
  });

  it('is waited for: seconds, with decimals, and milliseconds', async () => {
    const seconds = await sentFor({ faults: [answer(503, { 'retry-after': '1.5' })] });
    expect(seconds.ms).toBeGreaterThanOrEqual(1_490);
    const milliseconds = await sentFor({
      faults: [answer(503, { 'retry-after-ms': '3000', 'retry-after': '1' })],
    });
    expect(milliseconds.ms).toBeGreaterThanOrEqual(2_990);
  });

  it('fails at once where it asks for too much, and says for how much', async () => {
    const { sent, result } = await sentFor({ faults: [answer(429, { 'retry-after': '3600' })] });
    expect(sent).toBe(1);
    expect(result).toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
  });

  it('fails at once where the time of the call would be over', async () => {
    const options = { totalTimeout: 10_000 };
    const { sent, ms } = await sentFor({ faults: [answer(503, { 'retry-after': '20' })] }, retrieve, options);
    expect(sent).toBe(1);
    expect(ms).toBeLessThan(10_000);
  });
});

describe('the quota of retries', () => {
  it('keeps many failing calls from doubling the load', async () => {
    await using server = await startArtuServer({ faults: [answer(503)], forever: true });
    const transport = { ...artuTransport(server.url), ...quick };
    for (let round = 0; round < 6; round += 1) {
      await Promise.allSettled(Array.from({ length: 100 }, () => retrieve(transport)));
    }
    expect(server.requests.length).toBeGreaterThan(600);
    expect(server.requests.length).toBeLessThan(660);
  });
});

describe('a credential that a function gives', () => {
  it('is asked for again once after a 401', async () => {
    await using server = await startArtuServer({ executions, faults: [answer(401)] });
    const keys = ['old', 'new'];
    await retrieve(artuTransport(server.url, { apiKey: async () => keys.shift() ?? 'none' }));
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it('is not asked for a third time', async () => {
    await using server = await startArtuServer({ faults: [answer(401)], forever: true });
    const call = retrieve(artuTransport(server.url, { apiKey: () => 'old' }));
    await expect(call).rejects.toMatchObject({ status: 401, attempts: 2 });
  });
});
