/** x-long-poll and x-waiters: what a document and its overlay have to agree on before anything is generated. */
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { operationNamed, readPaths } from './read-api.ts';

const job = (states: readonly string[]) => ({
  type: 'object',
  properties: { id: { type: 'string' }, status: { enum: states }, error: { type: ['string', 'null'] } },
});

interface Wait {
  readonly longPoll?: JsonValue;
  readonly waiters?: JsonValue;
  readonly terminal?: JsonValue;
  readonly states?: readonly string[];
  readonly window?: JsonObject;
}

function wait({ longPoll, waiters, terminal, states = ['running', 'done', 'failed'], window }: Wait) {
  const responses = { '200': { content: { 'application/json': { schema: job(states) } } } };
  const timeout = {
    name: 'timeoutMs',
    in: 'query',
    schema: window ?? { type: 'integer', minimum: 1000, maximum: 60000 },
  };
  const extensions = { 'x-long-poll': longPoll, 'x-waiters': waiters, 'x-terminal': terminal };
  const given = Object.fromEntries(Object.entries(extensions).filter(([, value]) => value !== undefined));
  const { api, diagnostics, codes } = readPaths({
    '/jobs/{id}': { get: { operationId: 'jobs.retrieve', responses } },
    '/jobs/{id}/other': { get: { operationId: 'jobs.other', responses: {} } },
    '/jobs/{id}/wait': { get: { operationId: 'jobs.wait', parameters: [timeout], responses, ...given } },
  });
  const own = codes.filter((code) => code !== 'CW2031');
  const messages = diagnostics.filter(({ code }) => code !== 'CW2031').map(({ message }) => message);
  return { operation: operationNamed(api, 'jobs.wait'), codes: own, messages, diagnostics };
}

const lists = { success: ['done'], failure: ['failed'], pending: ['running'] };

describe('x-long-poll', () => {
  const good = { window: 'timeoutMs', defaultMs: 30000, graceMs: 5000, fallback: 'jobs.retrieve' };

  it('takes the bounds of the window from the parameter', () => {
    const { operation, codes } = wait({ longPoll: good });
    expect(codes).toEqual([]);
    expect(operation.longPoll).toMatchObject({
      window: { parameter: 'timeoutMs', minMs: 1000, maxMs: 60000, defaultMs: 30000 },
      graceMs: 5000,
      fallback: 'jobs.retrieve',
    });
  });

  it.each([
    ['a window that is no parameter', { ...good, window: 'nope' }],
    ['a default beyond the bounds', { ...good, defaultMs: 90000 }],
    ['a fallback that is no operation', { ...good, fallback: 'nope' }],
    ['a fallback that answers something else', { ...good, fallback: 'jobs.other' }],
    ['a key that it does not know', { ...good, grace: 1 }],
    ['a time that is none', { ...good, graceMs: '10s' }],
  ])('refuses %s', (_, longPoll) => {
    const { codes, diagnostics } = wait({ longPoll });
    expect(codes).toEqual(['CW2050']);
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('refuses a window that is no integer, or has no end', () => {
    expect(wait({ longPoll: good, window: { type: 'string' } }).codes).toEqual(['CW2050']);
    expect(wait({ longPoll: good, window: { type: 'integer' } }).codes).toEqual(['CW2050']);
  });
});

describe('x-waiters', () => {
  const good = { method: 'waitUntilDone', state: '/status', reason: '/error', ...lists };

  it('say how to wait, and decide every state', () => {
    const { operation, codes } = wait({
      waiters: { JobDone: { ...good, minDelayMs: 100, maxDelayMs: 200 } },
    });
    expect(codes).toEqual([]);
    expect(operation.waiters).toMatchObject([
      {
        name: 'JobDone',
        method: 'waitUntilDone',
        state: ['status'],
        reason: ['error'],
        ...lists,
        minDelayMs: 100,
        maxDelayMs: 200,
        maxWaitMs: null,
      },
    ]);
  });

  it('stop the run, naming each state that nobody has decided', () => {
    const { codes, messages } = wait({
      waiters: { JobDone: good },
      states: ['running', 'done', 'failed', 'paused', 'lost'],
    });
    expect(codes).toEqual(['CW2052']);
    expect(messages).toEqual(['"paused", "lost" has to stand in exactly one list.']);
  });

  it.each([
    ['a state in two lists', { ...good, pending: ['running', 'done'] }, 'CW2052'],
    ['a state that the enum lacks', { ...good, failure: ['failed', 'exploded'] }, 'CW2051'],
    ['no success', { ...good, success: [], failure: ['failed', 'done'] }, 'CW2051'],
    ['a pointer that leads nowhere', { ...good, state: '/phase' }, 'CW2051'],
    ['a pointer to free text', { ...good, state: '/id' }, 'CW2051'],
    ['a reason that leads nowhere', { ...good, reason: '/why' }, 'CW2051'],
    ['delays the wrong way round', { ...good, minDelayMs: 20, maxDelayMs: 10 }, 'CW2051'],
  ])('refuse %s', (_, waiter, code) => {
    expect(wait({ waiters: { JobDone: waiter } }).codes).toEqual([code]);
  });

  it('have names of their own, whatever their case', () => {
    expect(wait({ waiters: { JobDone: good, jobdone: good } }).codes).toEqual(['CW2051']);
  });

  it('have a short form, called after the resource', () => {
    const { operation, codes } = wait({ terminal: { state: '/status', ...lists } });
    expect(codes).toEqual([]);
    expect(operation.waiters).toMatchObject([
      { name: 'JobCompleted', method: 'waitUntilCompleted', ...lists },
    ]);
  });
});
