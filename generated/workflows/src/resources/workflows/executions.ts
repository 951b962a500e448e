import { WorkflowExecution } from '../../models/workflow-execution.js';
import type { ApiPromise } from '../../runtime/api-promise.js';
import { type Call, call } from '../../runtime/call.js';
import { integer } from '../../runtime/checks.js';
import { uuid } from '../../runtime/formats.js';
import { maximum, minimum } from '../../runtime/limits.js';
import { longPoll } from '../../runtime/long-poll.js';
import { pair } from '../../runtime/parameters.js';
import { type Poller, type PollerOptions, startPoller } from '../../runtime/poller.js';
import type { RequestOptions } from '../../runtime/settings.js';
import type { Transport } from '../../runtime/transport.js';
import { json, parameterCheck } from '../../runtime/validated.js';
import type { Waiter, WaiterOptions, WaiterOutcome } from '../../runtime/waiter-definition.js';
import { tryWaitUntil, waitUntil } from '../../runtime/waiter.js';

/** `client.workflows.executions` */
export interface WorkflowsExecutionsResource {
  /** `GET /workflows/executions/{id}`: Retrieve a workflow execution by ID */
  retrieve(parameters: RetrieveParameters, options?: RequestOptions): ApiPromise<WorkflowExecution>;
  /**
   * Wait for a workflow execution to reach a terminal state (long-poll).
   *
   * `GET /workflows/executions/{id}/wait`
   */
  wait(parameters: WaitParameters, options?: RequestOptions): ApiPromise<WorkflowExecution>;
  /**
   * Calls {@link wait} until the state is `completed`. Waits through `running`, `waiting_for_input`.
   *
   * @throws WaiterFailureError at `errored`, `timed_out`, `cancelled`, `abandoned`; WaiterTimeoutError;
   * WaiterAbortedError; or what ended the calls.
   */
  waitUntilCompleted(
    parameters: Omit<WaitParameters, 'timeoutMs'>,
    options: WaiterOptions<WorkflowExecution>,
  ): Promise<WaitUntilCompletedResult>;
  /**
   * As {@link waitUntilCompleted}, but a failure, the end of the time or an abort is a value and no
   * error.
   */
  tryWaitUntilCompleted(
    parameters: Omit<WaitParameters, 'timeoutMs'>,
    options: WaiterOptions<WorkflowExecution>,
  ): Promise<WaiterOutcome<WorkflowExecution, WaitUntilCompletedResult, WaitUntilCompletedFailure>>;
  /** As {@link waitUntilCompleted}, but step by step: nothing is sent until somebody asks for it. */
  pollUntilCompleted(
    parameters: Omit<WaitParameters, 'timeoutMs'>,
    options: PollerOptions<WorkflowExecution>,
  ): Poller<WorkflowExecution, WaitUntilCompletedResult>;
}

/** Its operations, bound to a transport. */
export function bindWorkflowsExecutions(transport: Transport): WorkflowsExecutionsResource {
  return {
    retrieve: (parameters, options) => retrieve(transport, parameters, options),
    wait: (parameters, options) => wait(transport, parameters, options),
    waitUntilCompleted: (parameters, options) => waitUntilCompleted(transport, parameters, options),
    tryWaitUntilCompleted: (parameters, options) =>
      tryWaitUntilCompleted(transport, parameters, options),
    pollUntilCompleted: (parameters, options) => pollUntilCompleted(transport, parameters, options),
  };
}

/** What {@link retrieve} is called with. */
export interface RetrieveParameters {
  /** Format: uuid. */
  id: string;
}

/** What {@link wait} is called with. */
export interface WaitParameters {
  /** Format: uuid. */
  id: string;
  /** Minimum: 1000. Maximum: 60000. */
  timeoutMs?: number | undefined;
}

/** What a wait for ExecutionCompleted ends with. */
export type WaitUntilCompletedResult = WorkflowExecution & { readonly status: 'completed' };

/** From here ExecutionCompleted cannot be reached any more. */
export type WaitUntilCompletedFailure = WorkflowExecution & {
  readonly status: 'errored' | 'timed_out' | 'cancelled' | 'abandoned';
};

/** {@link WorkflowsExecutionsResource.retrieve} as a function of its own. */
export const retrieve: Call<RetrieveParameters, WorkflowExecution> = /* @__PURE__ */ call(() => ({
  id: 'workflows.executions.retrieve',
  method: 'GET',
  path: '/workflows/executions/{id}',
  check: parameterCheck((value, out) => uuid(out, 'id', value.id)),
  request: (parameters) => ({ path: { id: parameters.id } }),
  responses: { 200: json(WorkflowExecution) },
}));

/** {@link WorkflowsExecutionsResource.wait} as a function of its own. */
export const wait: Call<WaitParameters, WorkflowExecution> = /* @__PURE__ */ call(() => ({
  id: 'workflows.executions.wait',
  method: 'GET',
  path: '/workflows/executions/{id}/wait',
  check: parameterCheck((value, out) => {
    uuid(out, 'id', value.id);
    if (value.timeoutMs !== undefined && integer(out, 'timeoutMs', value.timeoutMs)) {
      minimum(out, 'timeoutMs', value.timeoutMs, 1000);
      maximum(out, 'timeoutMs', value.timeoutMs, 60_000);
    }
  }),
  request: (parameters) => ({
    path: { id: parameters.id },
    query: [pair('timeoutMs', parameters.timeoutMs)],
  }),
  responses: { 200: json(WorkflowExecution) },
  longPoll: longPoll({
    window: 'timeoutMs',
    windowOf: (parameters) => parameters.timeoutMs,
    minMs: 1000,
    maxMs: 60_000,
    defaultMs: 30_000,
    graceMs: 10_000,
  }),
}));

/** {@link WorkflowsExecutionsResource.waitUntilCompleted} as a function of its own. */
export function waitUntilCompleted(
  transport: Transport,
  parameters: Omit<WaitParameters, 'timeoutMs'>,
  options: WaiterOptions<WorkflowExecution>,
): Promise<WaitUntilCompletedResult> {
  return waitUntil(transport, executionCompleted, parameters, options);
}

/** {@link WorkflowsExecutionsResource.tryWaitUntilCompleted} as a function of its own. */
export function tryWaitUntilCompleted(
  transport: Transport,
  parameters: Omit<WaitParameters, 'timeoutMs'>,
  options: WaiterOptions<WorkflowExecution>,
): Promise<WaiterOutcome<WorkflowExecution, WaitUntilCompletedResult, WaitUntilCompletedFailure>> {
  return tryWaitUntil(transport, executionCompleted, parameters, options);
}

/** {@link WorkflowsExecutionsResource.pollUntilCompleted} as a function of its own. */
export function pollUntilCompleted(
  transport: Transport,
  parameters: Omit<WaitParameters, 'timeoutMs'>,
  options: PollerOptions<WorkflowExecution>,
): Poller<WorkflowExecution, WaitUntilCompletedResult> {
  return startPoller(transport, executionCompleted, parameters, options);
}

const executionCompleted: Waiter<
  WaitParameters,
  WorkflowExecution,
  WaitUntilCompletedResult,
  WaitUntilCompletedFailure
> = {
  name: 'ExecutionCompleted',
  call: wait,
  withWindow: (parameters, windowMs) => ({ ...parameters, timeoutMs: windowMs }),
  fallback: retrieve,
  state: (result) => result.status,
  reason: (result) => result.error,
  success: ['completed'],
  failure: ['errored', 'timed_out', 'cancelled', 'abandoned'],
  pending: ['running', 'waiting_for_input'],
  minDelayMs: 500,
  maxDelayMs: 10_000,
};
