/** The operations of ARTU as the generator writes them, but by hand: what the tests of the runtime call. */
import type { ApiPromise } from '../../templates/runtime/files/api-promise.ts';
import { integer, leaveValue, object, string } from '../../templates/runtime/files/checks.ts';
import { json, parameterCheck } from '../../templates/runtime/files/validated.ts';
import { longPoll } from '../../templates/runtime/files/long-poll.ts';
import type { Operation } from '../../templates/runtime/files/operation.ts';
import type { RequestOptions } from '../../templates/runtime/files/settings.ts';
import { maximum, minimum } from '../../templates/runtime/files/limits.ts';
import { form } from '../../templates/runtime/files/parameters.ts';
import { apiKeyHeader, bearer, type Credential } from '../../templates/runtime/files/security.ts';
import { send } from '../../templates/runtime/files/call.ts';
import {
  makeTransport,
  type Transport,
  type TransportOptions,
} from '../../templates/runtime/files/transport.ts';
import { validator, type Check } from '../../templates/runtime/files/validation.ts';
import type { Waiter } from '../../templates/runtime/files/waiter-definition.ts';

export const executionId = '0198b8f0-0000-7000-8000-000000000001';

export interface Execution {
  readonly id: string;
  readonly status: 'running' | 'waiting_for_input' | 'completed' | 'errored' | (string & {});
  readonly error: string | null;
}

export const Execution = validator<Execution>(checkExecution);

function checkExecution(...[out, key, value]: Parameters<Check>): void {
  if (!object<Execution>(out, key, value)) return;
  string(out, 'id', value.id);
  string(out, 'status', value.status);
  leaveValue(out, key);
}

export interface Problem {
  readonly message: string;
}

export const Problem = validator<Problem>((out, key, value) => {
  if (!object<Problem>(out, key, value)) return;
  string(out, 'message', value.message);
  leaveValue(out, key);
});

export interface RetrieveParameters {
  readonly id: string;
}

export interface WaitParameters extends RetrieveParameters {
  readonly timeoutMs?: number;
}

export const retrieveOperation: Operation<RetrieveParameters, Execution> = {
  id: 'workflows.executions.retrieve',
  method: 'GET',
  path: '/workflows/executions/{id}',
  check: parameterCheck((value, out) => string(out, 'id', value.id)),
  request: ({ id }) => ({ path: { id } }),
  responses: { 200: json(Execution) },
  errors: { 404: json(Problem) },
};

export const waitOperation: Operation<WaitParameters, Execution> = {
  ...retrieveOperation,
  id: 'workflows.executions.wait',
  path: '/workflows/executions/{id}/wait',
  check: parameterCheck((value, out) => {
    string(out, 'id', value.id);
    if (value.timeoutMs !== undefined && integer(out, 'timeoutMs', value.timeoutMs)) {
      minimum(out, 'timeoutMs', value.timeoutMs, 1_000);
      maximum(out, 'timeoutMs', value.timeoutMs, 60_000);
    }
  }),
  request: ({ id, timeoutMs }) => ({ path: { id }, query: [form('timeoutMs', timeoutMs)] }),
  longPoll: longPoll({
    window: 'timeoutMs',
    windowOf: ({ timeoutMs }) => timeoutMs,
    minMs: 1_000,
    maxMs: 60_000,
    defaultMs: 30_000,
    graceMs: 10_000,
  }),
};

export type Completed = Execution & { readonly status: 'completed' };
export type Failed = Execution & { readonly status: 'errored' | 'timed_out' | 'cancelled' | 'abandoned' };

export const executionCompleted: Waiter<WaitParameters, Execution, Completed, Failed> = {
  name: 'ExecutionCompleted',
  call: { operation: () => waitOperation },
  withWindow: (parameters, windowMs) => ({ ...parameters, timeoutMs: windowMs }),
  fallback: (transport, parameters, options) => send(transport, retrieveOperation, parameters, options),
  state: ({ status }) => status,
  reason: ({ error }) => error,
  success: ['completed'],
  failure: ['errored', 'timed_out', 'cancelled', 'abandoned'],
  pending: ['running', 'waiting_for_input'],
  minDelayMs: 500,
  maxDelayMs: 10_000,
};

export interface ArtuOptions extends TransportOptions {
  readonly apiKey?: Credential | undefined;
  readonly environment?: string | undefined;
}

/** A transport with credentials that pass, unless the options say otherwise. */
export function artuTransport(baseUrl: string, options: ArtuOptions = {}): Transport {
  const { apiKey, environment, ...rest } = { apiKey: 'sk-secret', environment: 'test', ...options };
  const definition = {
    baseUrl,
    userAgent: '@artu/workflows/1.0.0',
    securitySchemes: {
      bearerAuth: bearer('apiKey', apiKey),
      environmentHeader: apiKeyHeader('environment', 'X-Environment', environment),
    },
    security: [['bearerAuth', 'environmentHeader']],
  };
  return makeTransport(definition, rest);
}

/** Retrieves the one execution of these tests. */
export function retrieve(transport: Transport, options?: RequestOptions): ApiPromise<Execution> {
  return send(transport, retrieveOperation, { id: executionId }, options);
}

/** A POST, which is not safe to send twice. */
export function create(transport: Transport, options?: RequestOptions): ApiPromise<Execution> {
  const operation: Operation<RetrieveParameters, Execution> = {
    ...retrieveOperation,
    id: 'workflows.executions.create',
    method: 'POST',
  };
  return send(transport, operation, { id: executionId }, options);
}
