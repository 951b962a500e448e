/** The generated client of ARTU, as its callers use it, against a real server. */
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import {
  ApiAbortError,
  ApiRequestError,
  ApiResponseError,
  ApiStatusError,
  createClient,
  createTransport,
  WaiterAbortedError,
  WaiterFailureError,
  WaiterTimeoutError,
  WorkflowExecution,
  type Client,
  type ClientOptions,
} from '../../generated/workflows/src/index.ts';
import {
  retrieve,
  waitUntilCompleted,
} from '../../generated/workflows/src/resources/workflows/executions.ts';
import { executionBody, type Moment } from '../support/artu-executions.ts';
import { startArtuServer, type ArtuScript, type ArtuServer } from '../support/artu-server.ts';

const id = '0198b8f0-0000-7000-8000-000000000001';

interface Meeting extends AsyncDisposable {
  readonly server: ArtuServer;
  readonly artu: Client;
}

/** A client and the server that it calls. */
async function meet(script: ArtuScript, options: Partial<ClientOptions> = {}): Promise<Meeting> {
  const server = await startArtuServer(script);
  const artu = createClient({ apiKey: 'sk-secret', environment: 'test', baseUrl: server.url, ...options });
  return { server, artu, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const timeline = (...moments: readonly Moment[]): ArtuScript => ({ executions: { [id]: moments } });
const completed = timeline({ atMs: 0, status: 'completed' });
const running = timeline({ atMs: 0, status: 'running' });

/** Answers every request with this body. */
const answer = (body: unknown, status = 200): ArtuScript => ({
  answer: (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_1' });
    response.end(JSON.stringify(body));
  },
});

describe('a call', () => {
  it('sends one request with both credentials, and answers with a checked value', async () => {
    await using meeting = await meet(completed);
    const execution = await meeting.artu.workflows.executions.retrieve({ id });
    expectTypeOf(execution).toEqualTypeOf<WorkflowExecution>();
    expect(execution).toMatchObject({ id, status: 'completed', entityId: null });
    expect(meeting.server.requests).toMatchObject([
      {
        method: 'GET',
        url: `/workflows/executions/${id}`,
        body: '',
        headers: { authorization: 'Bearer sk-secret', 'x-environment': 'test', accept: 'application/json' },
      },
    ]);
  });

  it('fills in the defaults of the document, at every depth', async () => {
    const snapshot = { nodes: [{ id: 'n', type: 'ai.step' }] };
    const trace = { durationMs: 1, nodeTraces: [], workflowSnapshot: snapshot };
    await using meeting = await meet(
      answer({ ...executionBody(id, { status: 'completed' }), workflowTrace: trace }),
    );
    const execution = await meeting.artu.workflows.executions.retrieve({ id });
    expect(execution).toMatchObject({
      producedRecords: [],
      producedFiles: [],
      warnings: [],
      workflowTrace: { workflowSnapshot: { edges: [], nodes: [{ id: 'n', data: {} }] } },
    });
  });

  it('keeps what the document does not know: properties and members of an enum', async () => {
    await using meeting = await meet(answer({ ...executionBody(id, { status: 'paused' }), novel: { a: 1 } }));
    const execution = await meeting.artu.workflows.executions.retrieve({ id });
    expect(execution).toMatchObject({ status: 'paused', novel: { a: 1 } });
  });

  it('tells what came around the value', async () => {
    await using meeting = await meet(completed);
    const response = await meeting.artu.workflows.executions.retrieve({ id }).withResponse();
    expect(response).toMatchObject({ status: 200, requestId: 'req_1', attempts: 1, data: { id } });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('is made again after a 503', async () => {
    await using meeting = await meet({
      ...completed,
      faults: [{ kind: 'answer', status: 503, headers: { 'retry-after': '0' } }],
    });
    const { attempts } = await meeting.artu.workflows.executions.retrieve({ id }).withResponse();
    expect(attempts).toBe(2);
    expect(meeting.server.requests).toHaveLength(2);
  });

  it('can be made without a client', async () => {
    await using server = await startArtuServer(completed);
    const transport = createTransport({ apiKey: 'sk', environment: 'live', baseUrl: server.url });
    expect(await retrieve(transport, { id })).toMatchObject({ status: 'completed' });
    expect(await waitUntilCompleted(transport, { id }, { maxWaitMs: 5_000 })).toMatchObject({ id });
    expect(server.requests.map(({ headers }) => headers['x-environment'])).toEqual(['live', 'live']);
  });
});

describe('before anything is sent', () => {
  it.each([
    ['apiKey', { apiKey: undefined }],
    ['apiKey', { apiKey: '' }],
    ['environment', { environment: undefined }],
  ] as const)('a call without %s is refused', async (option, options) => {
    await using meeting = await meet(completed, options);
    const error = await failureOf(meeting.artu.workflows.executions.retrieve({ id }));
    expect(error).toBeInstanceOf(ApiRequestError);
    expect(error).toMatchObject({ option, message: expect.stringContaining(option) });
    expect(meeting.server.requests).toEqual([]);
  });

  it.each(['', 'no-uuid', '../..', `${id}/wait`])('the id %j is refused', async (wrong) => {
    await using meeting = await meet(completed);
    const error = await failureOf(meeting.artu.workflows.executions.retrieve({ id: wrong }));
    expect(error).toMatchObject({ name: 'ApiRequestError', issues: [{ path: ['id'] }] });
    expect(meeting.server.requests).toEqual([]);
  });

  it.each([999, 60_001, 1.5, NaN])('a window of %d is refused', async (timeoutMs) => {
    await using meeting = await meet(running);
    const error = await failureOf(meeting.artu.workflows.executions.wait({ id, timeoutMs }));
    expect(error).toMatchObject({ name: 'ApiRequestError', issues: [{ path: ['timeoutMs'] }] });
    expect(meeting.server.requests).toEqual([]);
  });

  it('a call with a signal that was aborted is refused', async () => {
    await using meeting = await meet(completed);
    const reason = new Error('gone home');
    const call = meeting.artu.workflows.executions.retrieve({ id }, { signal: AbortSignal.abort(reason) });
    const error = await failureOf(call);
    expect(error).toBeInstanceOf(ApiAbortError);
    expect(error).toMatchObject({ cause: reason });
    expect(meeting.server.requests).toEqual([]);
  });
});

describe('a call that fails', () => {
  it('has the status, the request id and the body of the server', async () => {
    await using meeting = await meet({});
    const error = await failureOf(meeting.artu.workflows.executions.retrieve({ id }));
    expect(error).toBeInstanceOf(ApiStatusError);
    expect(error).toMatchObject({
      status: 404,
      requestId: 'req_1',
      attempts: 1,
      retryable: false,
      rawBody: '{"message":"execution not found"}',
      message: 'workflows.executions.retrieve: status 404: execution not found',
    });
  });

  it('names everything that is wrong with a response, by path', async () => {
    const body = { ...executionBody(id, { status: 'completed' }), alertIds: ['a', 7], createdAt: null };
    await using meeting = await meet(answer(body));
    const error = await failureOf(meeting.artu.workflows.executions.retrieve({ id }));
    expect(error).toBeInstanceOf(ApiResponseError);
    expect(error).toMatchObject({
      kind: 'schema',
      status: 200,
      requestId: 'req_1',
      issues: [
        { path: ['alertIds', 1], expected: 'string', received: 'number' },
        { path: ['createdAt'], expected: 'string', received: 'null' },
      ],
    });
  });

  it('is told of instead, or let pass, where the caller says so', async () => {
    const onWarning = vi.fn();
    await using meeting = await meet(answer({ status: 1 }), { onWarning });
    const { executions } = meeting.artu.workflows;
    expect(await executions.retrieve({ id }, { validation: 'off' })).toEqual({ status: 1 });
    expect(onWarning).not.toHaveBeenCalled();
    expect(await executions.retrieve({ id }, { validation: 'report' })).toEqual({ status: 1 });
    expect(onWarning).toHaveBeenCalledOnce();
  });
});

describe('waiting', () => {
  it('once gives the state as it is', async () => {
    await using meeting = await meet(
      timeline({ atMs: 0, status: 'running' }, { atMs: 200, status: 'errored' }),
    );
    const execution = await meeting.artu.workflows.executions.wait({ id, timeoutMs: 5_000 });
    expect(execution.status).toBe('errored');
    expect(meeting.server.windows()).toEqual([5_000]);
  });

  it('until completed narrows the result, and tells of every state', async () => {
    await using meeting = await meet(
      timeline({ atMs: 0, status: 'running' }, { atMs: 200, status: 'completed' }),
    );
    const seen: string[] = [];
    const execution = await meeting.artu.workflows.executions.waitUntilCompleted(
      { id },
      { maxWaitMs: 10_000, onProgress: ({ state }) => seen.push(state.status) },
    );
    expectTypeOf(execution.status).toEqualTypeOf<'completed'>();
    expect(execution).toMatchObject({ status: 'completed', producedFiles: [] });
    expect(seen).toEqual(['completed']);
  });

  it('fails with the value where completion cannot come any more', async () => {
    await using meeting = await meet(timeline({ atMs: 0, status: 'errored', error: 'no such node' }));
    const { executions } = meeting.artu.workflows;
    const error = await failureOf(executions.waitUntilCompleted({ id }, { maxWaitMs: 10_000 }));
    expect(error).toBeInstanceOf(WaiterFailureError);
    expect(error).toMatchObject({ value: { status: 'errored' }, reason: 'no such node', state: 'errored' });
    const outcome = await executions.tryWaitUntilCompleted({ id }, { maxWaitMs: 10_000 });
    expect(outcome).toMatchObject({ state: 'failure', value: { status: 'errored' }, reason: 'no such node' });
  });

  it('ends when its time is over, with the last state', async () => {
    await using meeting = await meet(running);
    const { executions } = meeting.artu.workflows;
    const error = await failureOf(executions.waitUntilCompleted({ id }, { maxWaitMs: 300 }));
    expect(error).toBeInstanceOf(WaiterTimeoutError);
    expect(error).toMatchObject({ lastResponse: { status: 'running' } });
    const outcome = await executions.tryWaitUntilCompleted({ id }, { maxWaitMs: 300 });
    expect(outcome).toMatchObject({ state: 'timeout', value: { status: 'running' } });
  });

  it('ends when the caller says so', async () => {
    await using meeting = await meet(running);
    const { executions } = meeting.artu.workflows;
    const wait = { maxWaitMs: 60_000, signal: AbortSignal.timeout(100) };
    expect(await failureOf(executions.waitUntilCompleted({ id }, wait))).toBeInstanceOf(WaiterAbortedError);
    const again = { maxWaitMs: 60_000, signal: AbortSignal.abort() };
    expect(await executions.tryWaitUntilCompleted({ id }, again)).toMatchObject({ state: 'aborted' });
  });

  it('ends with the error of a call that will not succeed', async () => {
    await using meeting = await meet({});
    const { executions } = meeting.artu.workflows;
    const error = await failureOf(executions.waitUntilCompleted({ id }, { maxWaitMs: 10_000 }));
    expect(error).toMatchObject({ cause: { name: 'ApiStatusError', status: 404 } });
    expect(meeting.server.requests).toHaveLength(1);
  });
});

describe('the validator by itself', () => {
  it('is the one that checks responses', () => {
    const body: unknown = executionBody(id, { status: 'completed' });
    expect(WorkflowExecution.is(body)).toBe(false);
    const execution = WorkflowExecution.parse(body);
    expect(execution.producedFiles).toEqual([]);
    expect(WorkflowExecution.is(execution)).toBe(true);
    expect(WorkflowExecution.safeParse({})).toMatchObject({ ok: false });
    expect(() => WorkflowExecution.parse(null)).toThrow('expected object');
  });
});

/** What a call ends with that must not succeed. */
async function failureOf(call: PromiseLike<unknown>): Promise<unknown> {
  return call.then(
    (value) => {
      throw new Error(`it succeeded: ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}
