/** x-long-poll, x-waiters and x-terminal: what a document and its overlay have to agree on before anything is generated. */
import { describe, expect, it } from 'vitest';
import { jobResponse, readWait, type Wait } from './read-waiting.ts';

const lists = { success: ['done'], failure: ['failed'], pending: ['running'] };

describe('x-long-poll', () => {
  const good = {
    window: { in: 'query', name: 'timeoutMs', unit: 'ms' },
    default: 30000,
    graceMs: 5000,
    onElapsed: 'current-state',
    fallback: { operationId: 'jobs.retrieve', parameters: { id: '$request.path.id' } },
  };
  const prefer = { name: 'Prefer', in: 'header', schema: { type: 'string' } };
  const preferWindow = { in: 'header', name: 'prefer', unit: 's', template: 'wait={s}', maximum: 60 };

  it('takes the bounds of the window from the parameter', () => {
    const { operation, codes } = readWait({ longPoll: good });
    expect(codes).toEqual([]);
    expect(operation.longPoll).toMatchObject({
      window: {
        parameter: 'timeoutMs',
        location: 'query',
        template: null,
        minMs: 1000,
        maxMs: 60000,
        defaultMs: 30000,
      },
      graceMs: 5000,
      elapsedStatus: null,
      fallback: {
        operation: 'jobs.retrieve',
        parameters: [{ to: { name: 'id', location: 'path' }, from: { name: 'id', location: 'path' } }],
      },
    });
  });

  it('has short forms of a window and of a fallback', () => {
    const { operation, codes } = readWait({
      longPoll: { window: 'timeoutMs', default: 30000, graceMs: 5000, fallback: 'jobs.retrieve' },
    });
    expect(codes).toEqual([]);
    const { place: _short, ...short } = operation.longPoll ?? { place: null };
    const { place: _whole, ...whole } = readWait({ longPoll: good }).operation.longPoll ?? { place: null };
    expect(short).toEqual(whole);
  });

  it('counts in milliseconds, whatever the parameter counts in', () => {
    const seconds = { name: 'wait', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 20 } };
    const { operation, codes } = readWait({
      longPoll: { window: { name: 'wait', unit: 's' } },
      parameters: [seconds],
    });
    expect(codes).toEqual([]);
    expect(operation.longPoll?.window).toMatchObject({
      unit: 's',
      minMs: 1000,
      maxMs: 20000,
      defaultMs: 20000,
    });
  });

  it('may be asked for in a header, among other text', () => {
    const { operation, codes } = readWait({ longPoll: { window: preferWindow }, parameters: [prefer] });
    expect(codes).toEqual([]);
    expect(operation.longPoll?.window).toMatchObject({
      parameter: 'Prefer',
      location: 'header',
      template: { before: 'wait=', after: '' },
      maxMs: 60000,
    });
  });

  it.each([
    ['no-content', 204],
    ['not-modified', 304],
    ['request-timeout', 408],
  ])('knows %s as the status of a window that is over, and it has no body', (onElapsed, status) => {
    const described = { description: 'Late.', content: { 'application/json': { schema: {} } } };
    const { operation, codes } = readWait({
      longPoll: { ...good, onElapsed },
      responses: { ...jobResponse(), 408: described },
    });
    expect(codes).toEqual([]);
    expect(operation.longPoll?.elapsedStatus).toBe(status);
    const response = operation.responses.find((one) => one.status === String(status));
    expect(response).toMatchObject({ content: [] });
  });

  it('maps the parameters of its fallback', () => {
    const fallback = { operationId: 'jobs.plain', parameters: { jobId: '$request.path.id' } };
    const { operation, codes } = readWait({ longPoll: { ...good, fallback } });
    expect(codes).toEqual([]);
    expect(operation.longPoll?.fallback?.parameters).toEqual([
      { to: { name: 'jobId', location: 'path' }, from: { name: 'id', location: 'path' } },
    ]);
  });

  it.each<[string, Wait]>([
    ['a window that is no parameter', { longPoll: { ...good, window: 'nope' } }],
    ['a window in another place', { longPoll: { ...good, window: { in: 'header', name: 'timeoutMs' } } }],
    ['a unit that is none', { longPoll: { ...good, window: { name: 'timeoutMs', unit: 'min' } } }],
    ['a default beyond the bounds', { longPoll: { ...good, default: 90000 } }],
    ['a fallback that is no operation', { longPoll: { ...good, fallback: 'nope' } }],
    ['a fallback that answers something else', { longPoll: { ...good, fallback: 'jobs.other' } }],
    ['a fallback that needs more', { longPoll: { ...good, fallback: 'jobs.plain' } }],
    [
      'a fallback that is given what is not there',
      {
        longPoll: {
          ...good,
          fallback: { operationId: 'jobs.plain', parameters: { jobId: '$request.path.no' } },
        },
      },
    ],
    [
      'a parameter that the fallback lacks',
      {
        longPoll: {
          ...good,
          fallback: { operationId: 'jobs.retrieve', parameters: { no: '$request.path.id' } },
        },
      },
    ],
    ['a key that it does not know', { longPoll: { ...good, grace: 1 } }],
    ['a time that is none', { longPoll: { ...good, graceMs: '10s' } }],
    ['an ending that it does not know', { longPoll: { ...good, onElapsed: 'silence' } }],
    ['no object', { longPoll: true }],
    [
      'a window of text',
      { longPoll: good, parameters: [{ name: 'timeoutMs', in: 'query', schema: { type: 'string' } }] },
    ],
    [
      'a window without an end',
      { longPoll: good, parameters: [{ name: 'timeoutMs', in: 'query', schema: { type: 'integer' } }] },
    ],
    [
      'a template without its number',
      { longPoll: { window: { ...preferWindow, template: 'wait' } }, parameters: [prefer] },
    ],
    [
      'a template that would be two headers',
      { longPoll: { window: { ...preferWindow, template: 'a\r\nb: {s}' } }, parameters: [prefer] },
    ],
  ])('refuses %s', (_, given) => {
    const { codes, diagnostics } = readWait(given);
    expect(codes).toEqual(['CW2050']);
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  });
});

describe('x-waiters by lists of states', () => {
  const good = { method: 'waitUntilDone', pointer: '/status', message: '/error', ...lists };

  it('say how to wait, and decide every state', () => {
    const { operation, codes } = readWait({
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
        acceptors: [],
        minDelayMs: 100,
        maxDelayMs: 200,
        maxWaitMs: null,
      },
    ]);
  });

  it('stop the run, naming each state that nobody has decided', () => {
    const { codes, messages } = readWait({
      waiters: { JobDone: good },
      states: ['running', 'done', 'failed', 'paused', 'lost'],
    });
    expect(codes).toEqual(['CW2052']);
    expect(messages).toEqual(['Missing in success, failure and pending: "paused", "lost".']);
  });

  it.each([
    ['a state in two lists', { ...good, pending: ['running', 'done'] }, 'CW2052'],
    ['a state that the enum lacks', { ...good, failure: ['failed', 'exploded'] }, 'CW2051'],
    ['no success', { ...good, success: [], failure: ['failed', 'done'] }, 'CW2051'],
    ['a pointer that leads nowhere', { ...good, pointer: '/phase' }, 'CW2051'],
    ['a pointer to free text', { ...good, pointer: '/id' }, 'CW2051'],
    ['a message that leads nowhere', { ...good, message: '/why' }, 'CW2051'],
    ['delays the wrong way round', { ...good, minDelayMs: 20, maxDelayMs: 10 }, 'CW2051'],
    ['a method that is no name', { ...good, method: 'wait; process.exit()' }, 'CW2051'],
    ['no time at all', { ...good, maxWaitMs: 0 }, 'CW2051'],
    ['a list that is none', { ...good, pending: 'running', failure: ['failed', 'running'] }, 'CW2051'],
  ])('refuse %s', (_, waiter, code) => {
    expect(readWait({ waiters: { JobDone: waiter } }).codes).toEqual([code]);
  });

  it('are no list, which would be read as none', () => {
    expect(readWait({ waiters: [good] }).codes).toEqual(['CW2051']);
  });

  it('have names of their own, whatever their case', () => {
    const again = { ...good, method: 'waitAgain' };
    expect(readWait({ waiters: { JobDone: good, JOBDone: again } }).codes).toEqual(['CW2051']);
    expect(readWait({ waiters: { JobDone: good, JobOver: good } }).codes).toEqual(['CW2051']);
    expect(readWait({ waiters: { job_done: good } }).codes).toEqual(['CW2051']);
  });

  it('have a short form, called after the resource', () => {
    const { operation, codes } = readWait({ terminal: { pointer: '/status', ...lists } });
    expect(codes).toEqual([]);
    expect(operation.waiters).toMatchObject([
      { name: 'JobCompleted', method: 'waitUntilCompleted', ...lists },
    ]);
  });
});
