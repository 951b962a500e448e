/** Acceptors of x-waiters and criteria of x-speakeasy-polling: what they become, and what is refused at its place. */
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../generator/api/json.ts';
import { jobResponse, readWait, type Wait } from './read-waiting.ts';

const simple = (condition: string) => ({ condition });
const regex = (condition: string, context = '$response.body#/status') => ({
  context,
  type: 'regex',
  condition,
});

const success = { state: 'success', criteria: [simple("$response.body#/status == 'done'")] };
const failure = { state: 'failure', criteria: [regex('^(failed|lost)$')], message: '$response.body#/error' };
const waitOn = { state: 'retry', criteria: [simple('$response.body#/status == "running"')] };
const missing = { state: 'retry', criteria: [simple('$statusCode == 404')], limit: 3 };
const other = { state: 'success', criteria: [simple('$response.body#/done == true')] };
const states = ['running', 'done', 'failed', 'lost'];

function readAcceptors(acceptors: readonly JsonValue[], more: Wait & { readonly pending?: JsonValue } = {}) {
  const { pending, ...wait } = more;
  const waiter = { method: 'waitUntilDone', acceptors, ...(pending === undefined ? {} : { pending }) };
  return readWait({ states, ...wait, waiters: { JobDone: waiter } });
}

describe('acceptors', () => {
  it('of states alone are lists of states', () => {
    const { operation, codes } = readAcceptors([success, failure, waitOn]);
    expect(codes).toEqual([]);
    expect(operation.waiters).toMatchObject([
      {
        state: ['status'],
        reason: ['error'],
        success: ['done'],
        failure: ['failed', 'lost'],
        pending: ['running'],
        acceptors: [],
      },
    ]);
  });

  it('of an error status stand before the lists', () => {
    const { operation, codes } = readAcceptors([success, failure, missing], { pending: ['running'] });
    expect(codes).toEqual([]);
    expect(operation.waiters).toMatchObject([
      {
        success: ['done'],
        pending: ['running'],
        acceptors: [{ state: 'retry', limit: 3, condition: { kind: 'status', operator: '==', value: 404 } }],
      },
    ]);
  });

  it('that look at more are kept in their order', () => {
    const quick = {
      state: 'success',
      criteria: [simple('$response.body#/done == true && $response.body#/result/code >= 3')],
    };
    const { operation, codes } = readAcceptors([quick, success, failure, waitOn]);
    expect(codes).toEqual([]);
    const [waiter] = operation.waiters;
    expect(waiter).toMatchObject({ state: ['status'], success: [], failure: [], pending: states });
    expect(waiter?.acceptors).toMatchObject([
      {
        condition: {
          kind: 'all',
          conditions: [
            { kind: 'body', keys: ['done'], value: true },
            { kind: 'body', keys: ['result', 'code'], operator: '>=', value: 3 },
          ],
        },
      },
      { condition: { kind: 'body', keys: ['status'], value: 'done' } },
      { condition: { kind: 'member', values: ['failed', 'lost'] } },
      { state: 'retry' },
    ]);
  });

  it('leave out the only status that a body comes with', () => {
    const both = { ...success, criteria: [simple('$statusCode == 200'), ...success.criteria] };
    expect(readAcceptors([both, failure, waitOn]).operation.waiters).toMatchObject([{ success: ['done'] }]);
  });

  it('compare texts without case, as Arazzo does, and keep what the schema writes', () => {
    const loud = { ...success, criteria: [simple("$response.body#/status == 'DONE'")] };
    expect(readAcceptors([loud, failure, waitOn]).operation.waiters).toMatchObject([{ success: ['done'] }]);
  });

  it('stop the run where a state is decided by none or by several of them', () => {
    const none = readAcceptors([success, failure]);
    expect(none.codes).toEqual(['CW2052']);
    expect(none.messages).toEqual(['Missing in the acceptors and in pending: "running".']);
    expect(readAcceptors([success, failure, waitOn, { ...success, state: 'failure' }]).codes).toEqual([
      'CW2052',
    ]);
  });

  it('are enough where x-terminal says of the other states that they are waited through', () => {
    const terminal = {
      pointer: '/status',
      success: ['done'],
      failure: ['failed', 'lost'],
      pending: ['running'],
    };
    const waiter = { method: 'waitUntilCompleted', acceptors: [success, failure] };
    const { operation, codes } = readWait({ states, terminal, waiters: { JobDone: waiter } });
    expect(codes).toEqual([]);
    expect(operation.waiters.map(({ name }) => name)).toEqual(['JobDone']);
  });

  it.each<[string, JsonValue, string]>([
    ['a state that is none', { ...success, state: 'won' }, 'state'],
    ['no criteria', { state: 'success', criteria: [] }, 'criteria'],
    ['a condition that is none', { state: 'success', criteria: [simple('status is done')] }, 'condition'],
    [
      'a value that the enum lacks',
      { state: 'success', criteria: [simple("$response.body#/status == 'won'")] },
      '0',
    ],
    [
      'a pointer that leads nowhere',
      { state: 'success', criteria: [simple("$response.body#/phase == 'done'")] },
      '0',
    ],
    ['another kind of value', { state: 'success', criteria: [simple("$response.body#/done == 'yes'")] }, '0'],
    ['a regex that runs', { state: 'success', criteria: [regex('^(a+)+$')] }, 'condition'],
    ['a regex without an anchor', { state: 'success', criteria: [regex('done')] }, 'condition'],
    [
      'a regex without a context',
      { state: 'success', criteria: [{ type: 'regex', condition: '^done$' }] },
      '0',
    ],
    ['JSONPath', { state: 'success', criteria: [{ type: 'jsonpath', condition: '$.a' }] }, 'type'],
    ['a message that leads nowhere', { ...success, message: '/why' }, 'message'],
    ['a limit of a success', { ...success, limit: 2 }, 'limit'],
    ['a key that it does not know', { ...success, message_: '/error' }, 'message_'],
  ])('refuse %s, at its place', (_, acceptor, at) => {
    const { codes, diagnostics } = readAcceptors([acceptor, other], { pending: states });
    expect(codes).toEqual(['CW2051']);
    expect(diagnostics[0]?.place?.pointer.split('/').at(-1)).toBe(at);
  });

  it('need one of success', () => {
    expect(readAcceptors([failure, waitOn]).codes).toEqual(['CW2051']);
  });

  it.each([
    ['((((((((((((((((((($statusCode == 1)))))))))))))))))))', 'nested too deep'],
    [`$statusCode == 404${' '.repeat(2_000)}|| $statusCode == 410`, 'too long'],
    ['$statusCode == 200 &&', 'without an end'],
    ['$statusCode', 'of a subject alone'],
    ['1 == 1', 'of no subject'],
    ["$statusCode == 'ok'", 'of a status that is text'],
  ])('refuse a condition: %#', (condition) => {
    expect(readAcceptors([{ state: 'success', criteria: [simple(condition)] }]).codes).toEqual(['CW2051']);
  });

  it('read signs, brackets and a literal on either side', () => {
    const either = {
      state: 'success',
      criteria: [simple("!('running' == $response.body#/status || 1 > $response.body#/result/code)")],
    };
    const { operation, codes } = readAcceptors([either], { pending: states });
    expect(codes).toEqual([]);
    expect(operation.waiters[0]?.acceptors).toMatchObject([
      {
        condition: {
          kind: 'not',
          condition: {
            kind: 'any',
            conditions: [
              { keys: ['status'], operator: '==' },
              { keys: ['result', 'code'], operator: '<', value: 1 },
            ],
          },
        },
      },
    ]);
  });
});

describe('x-speakeasy-polling', () => {
  const polling = {
    name: 'WaitForCompleted',
    delaySeconds: 2,
    intervalSeconds: 5,
    limitCount: 10,
    failureCriteria: [simple('$statusCode == 200'), simple('$response.body#/status == "failed"')],
    successCriteria: [simple('$statusCode == 200'), simple('$response.body#/status == "done"')],
  };

  it('is a waiter whose other states are waited through', () => {
    const { operation, codes } = readWait({ polling: [polling] });
    expect(codes).toEqual([]);
    expect(operation.waiters).toMatchObject([
      {
        name: 'JobCompleted',
        method: 'WaitForCompleted',
        maxWaitMs: 52_000,
        minDelayMs: 5_000,
        maxDelayMs: 5_000,
        success: ['done'],
        failure: ['failed'],
        pending: ['running'],
      },
    ]);
  });

  it('may wait for a status', () => {
    const responses = { ...jobResponse(), '202': { description: 'Still at it.' } };
    const done = { name: 'WaitForResult', successCriteria: [simple('$statusCode == 200')] };
    const { operation, codes } = readWait({ polling: [done], responses });
    expect(codes).toEqual([]);
    expect(operation.waiters).toMatchObject([
      { state: null, pending: null, acceptors: [{ state: 'success', condition: { value: 200 } }] },
    ]);
  });

  it.each([
    ['without a name', { ...polling, name: '' }],
    ['without a success', { ...polling, successCriteria: [] }],
    [
      'with a criterion of another kind',
      { ...polling, failureCriteria: [{ type: 'xpath', condition: '/a' }] },
    ],
  ])('is left out with a warning %s', (_, given) => {
    const { operation, codes, diagnostics } = readWait({ polling: [given] });
    expect(codes).toEqual(['CW2053']);
    expect(diagnostics[0]?.severity).toBe('warning');
    expect(operation.waiters).toEqual([]);
  });

  it('gives way to the waiters of the operation', () => {
    const lists = { pointer: '/status', success: ['done'], failure: ['failed'], pending: ['running'] };
    const { operation } = readWait({ polling: [polling], terminal: lists });
    expect(operation.waiters.map(({ method }) => method)).toEqual(['waitUntilCompleted']);
  });
});
