import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { logging, type LoggingOptions, type Logger } from '../../templates/runtime/files/middleware.ts';
import type { Operation } from '../../templates/runtime/files/operation.ts';
import { anyJson } from '../../templates/runtime/files/decode.ts';
import { jsonBody } from '../../templates/runtime/files/body.ts';
import { send } from '../../templates/runtime/files/call.ts';
import { artuTransport } from '../support/artu-operations.ts';
import { startArtuServer } from '../support/artu-server.ts';
import type { Fault } from '../support/faults.ts';
import { sleep } from '../support/process-clock.ts';

const operation: Operation<object, unknown> = {
  id: 'cards.create',
  method: 'PUT',
  path: '/cards',
  request: () => ({
    query: ['token=hunter2', 'page=2', 'note=a%0Ab'],
    body: jsonBody({ card: 'visa 4242' }),
  }),
  responses: { 200: anyJson() },
};

const answer: Fault = {
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'application/json', 'set-cookie': 'sid=hunter2', 'x-request-id': 'req_1' },
  body: '{"card":"visa 4242"}',
};

/** What a call logs: `level message fields`, one a line. */
async function logged(
  options: LoggingOptions,
  faults: readonly Fault[] = [answer],
): Promise<readonly string[]> {
  await using server = await startArtuServer({ faults: [...faults] });
  const lines: string[] = [];
  const write =
    (level: string) =>
    (message: string, fields: object): void => {
      lines.push(`${level} ${message.replace(server.url, '').replace(/\d+ ms/, 'n ms')} ${inspect(fields)}`);
    };
  const logger: Logger = {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
  };
  const transport = artuTransport(server.url, {
    apiKey: 'hunter2',
    maxRetries: 1,
    middleware: [logging({ logger, ...options })],
  });
  await send(transport, operation, {}).catch(() => undefined);
  await sleep(20);
  return lines;
}

describe('a log', () => {
  it('has a line for each attempt, all of a call under one id', async () => {
    const lines = await logged({}, [{ kind: 'reset' }, { ...answer, status: 404 }]);
    const pattern =
      /^(\w+) cards\.create (\w+)\/(\d) PUT \/cards\?token=REDACTED&page=REDACTED&note=REDACTED: (.*) after n ms/;
    const [first, second] = lines.map((line) => pattern.exec(line)?.slice(1));
    expect(first).toEqual(['error', expect.any(String), '1', 'failed']);
    expect(second).toEqual(['warn', first?.[1], '2', 'status 404']);
    expect(lines).toHaveLength(2);
  });

  it('shows nothing that is not known to be harmless, at any level', async () => {
    const text = (await logged({ level: 'debug' })).join('\n');
    expect(text).not.toMatch(/hunter2|visa/);
    expect(text).toContain("authorization: 'REDACTED'");
    expect(text).toContain("'set-cookie': 'REDACTED'");
    expect(text).toContain("'x-request-id': 'req_1'");
  });

  it('shows headers and query parameters that it is told to', async () => {
    const options = { headers: ['X-Environment'], query: ['Page'] };
    const text = (await logged({ level: 'debug', ...options })).join('\n');
    expect(text).toContain('token=REDACTED&page=2');
    expect(text).toContain("'x-environment': 'test'");
  });

  it('shows no credential and no hidden parameter that a response repeats', async () => {
    const echo: Fault = {
      ...answer,
      headers: { ...answer.headers, 'x-request-id': 'hunter2/a%0Ab' },
      body: '{"token":"hunter2","key":"Bearer hunter2","note":"a%0Ab"}',
    };
    const text = (await logged({ level: 'debug', bodies: true }, [echo])).join('\n');
    expect(text).toContain("'x-request-id': '[hidden]/[hidden]'");
    expect(text).toContain('{"token":"[hidden]","key":"Bearer [hidden]","note":"[hidden]"}');
  });

  it('leaves streams that may have no end alone', async () => {
    const stream: Fault = { ...answer, headers: { 'content-type': 'application/json-seq' } };
    const lines = await logged({ level: 'debug', bodies: true }, [stream]);
    expect(lines.filter((line) => line.includes(': body after'))).toHaveLength(0);
  });

  it('is one line, whatever stands in a query', async () => {
    const text = (await logged({ query: ['note'] })).join('');
    expect(text).toContain('note=a%0Ab');
  });

  it('shows bodies only when it is asked to', async () => {
    const lines = await logged({ level: 'debug', bodies: true });
    expect(lines.filter((line) => line.includes('{"card":"visa 4242"}'))).toHaveLength(2);
    expect((await logged({ level: 'info', bodies: true })).join()).not.toContain('visa 4242');
  });

  it.each([
    ['off', 0],
    ['error', 0],
    ['warn', 0],
    ['info', 1],
    ['debug', 3],
  ] as const)('of level %s has %d lines of a success', async (level, count) => {
    expect(await logged({ level })).toHaveLength(count);
  });

  it('that fails does not break the call', async () => {
    await using server = await startArtuServer({ faults: [answer] });
    const fail = (): never => {
      throw new Error('disk full');
    };
    const logger: Logger = { error: fail, warn: fail, info: fail, debug: fail };
    const transport = artuTransport(server.url, { middleware: [logging({ level: 'debug', logger })] });
    expect(await send(transport, operation, {})).toEqual({ card: 'visa 4242' });
  });
});
