/** What a caller of the ARTU client may write, and what the compiler refuses: each refusal is expected by name. */
import {
  ApiError,
  ApiStatusError,
  createClient,
  isKnown,
  later,
  WaiterFailureError,
  WorkflowExecution,
  workflowExecutionStatusValues,
  type ApiPromise,
  type Client,
  type Later,
  type Open,
  type WaiterOptions,
} from '../../../generated/workflows/src/index.js';

/** Exactly the same type: not one that merely fits. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function holds<Claim extends true>(): Claim;

declare const id: string;

export const artu = createClient({ apiKey: 'sk', environment: 'test' });
holds<Same<typeof artu, Client>>();

// Credentials: a secret or a function that gets one; both options are named, `undefined` is said on purpose.
createClient({ apiKey: () => 'sk', environment: 'live' });
createClient({ apiKey: async () => 'sk', environment: undefined });
// @ts-expect-error -- the environment is required
createClient({ apiKey: 'sk' });
// @ts-expect-error -- the key is required
createClient({ environment: 'test' });
// @ts-expect-error -- there are two environments
createClient({ apiKey: 'sk', environment: 'staging' });
// @ts-expect-error -- no option is called so
createClient({ apiKey: 'sk', environment: 'test', baseURL: 'https://example.com' });
// @ts-expect-error -- a client without options has no credentials
createClient();

// Parameters.
const { executions } = artu.workflows;
holds<Same<ReturnType<typeof executions.retrieve>, ApiPromise<WorkflowExecution>>>();
void executions.wait({ id });
void executions.wait({ id, timeoutMs: undefined });
// @ts-expect-error -- the id is required
void executions.retrieve({});
// @ts-expect-error -- parameters have names
void executions.retrieve(id);
// @ts-expect-error -- no parameter is called so
void executions.retrieve({ id, timeoutMs: 1_000 });
// @ts-expect-error -- nor so
void executions.wait({ id, timeoutMS: 1_000 });
// @ts-expect-error -- a number of milliseconds
void executions.wait({ id, timeoutMs: '1000' });
// @ts-expect-error -- no option of a call is called so
void executions.retrieve({ id }, { retries: 1 });
// @ts-expect-error -- no such operation
void executions.create({ id });

// Results: what is open, optional and nullable.
export async function read(): Promise<void> {
  const execution = await executions.retrieve({ id });
  holds<Same<typeof execution, WorkflowExecution>>();
  holds<Same<typeof execution.status, Open<WorkflowExecution.Status>>>();
  holds<Same<typeof execution.entityId, string | null>>();
  holds<Same<typeof execution.completedAt, string | null | undefined>>();
  holds<Same<typeof execution.producedFiles, WorkflowExecution.ProducedFile[]>>();
  const novel: typeof execution.status = later('a status of tomorrow');
  // @ts-expect-error -- no text is one that came later
  const guessed: typeof execution.status = 'a status of tomorrow';
  if (!isKnown(workflowExecutionStatusValues, execution.status))
    holds<Same<typeof execution.status, Later>>();
  const known: WorkflowExecution.Status = 'completed';
  // @ts-expect-error -- the known ones are these
  const wrong: WorkflowExecution.Status = 'a status of tomorrow';
  // @ts-expect-error -- it may be absent
  execution.workflowTrace.durationMs.toFixed();
  // @ts-expect-error -- no such property
  execution.state.toUpperCase();
  void [novel, guessed, known, wrong];
}

// Nested types have names as short as their place.
export type Nested = [
  WorkflowExecution.ProducedRecord,
  WorkflowExecution.ProducedFile.Kind,
  WorkflowExecution.WorkflowTrace.NodeTrace.Output,
  WorkflowExecution.WorkflowTrace.WorkflowSnapshot.Node.Type,
];

// Waiters.
export async function wait(): Promise<void> {
  const finished = await executions.waitUntilCompleted({ id }, { maxWaitMs: 1_000 });
  holds<Same<typeof finished.status, 'completed'>>();
  const execution: WorkflowExecution = finished;
  const outcome = await executions.tryWaitUntilCompleted({ id }, { maxWaitMs: 1_000 });
  switch (outcome.state) {
    case 'success':
      holds<Same<typeof outcome.value.status, 'completed'>>();
      break;
    case 'failure':
      holds<Same<typeof outcome.value.status, 'errored' | 'timed_out' | 'cancelled' | 'abandoned'>>();
      break;
    case 'stopped':
      holds<Same<typeof outcome.value, WorkflowExecution>>();
      break;
    case 'timeout':
      holds<Same<typeof outcome.value, WorkflowExecution | undefined>>();
      break;
    case 'aborted':
      holds<Same<typeof outcome.reason, unknown>>();
      break;
    default:
      holds<Same<typeof outcome, never>>();
  }
  void execution;
}
// @ts-expect-error -- how long has to be said
void executions.waitUntilCompleted({ id });
// @ts-expect-error -- and said by its name
void executions.waitUntilCompleted({ id }, {});
// @ts-expect-error -- the waiter chooses the window
void executions.waitUntilCompleted({ id, timeoutMs: 1_000 }, { maxWaitMs: 1_000 });
export const options: WaiterOptions<WorkflowExecution> = {
  maxWaitMs: 1_000,
  onProgress: ({ state }) => {
    holds<Same<typeof state, WorkflowExecution>>();
  },
};

// Errors.
export function describe(error: unknown): string {
  if (error instanceof ApiStatusError) {
    holds<Same<typeof error.status, number>>();
    holds<Same<typeof error.requestId, string | undefined>>();
    holds<Same<typeof error.body, unknown>>();
    return `${error.status} ${error.requestId ?? ''}`;
  }
  if (error instanceof WaiterFailureError) {
    holds<Same<typeof error.value, unknown>>();
    return error.waiter;
  }
  return error instanceof ApiError ? error.message : 'unknown';
}

export function narrow(
  error: ApiStatusError<404, { code: string }> | ApiStatusError<409, { until: number }>,
): number {
  if (error.status === 404) {
    holds<Same<typeof error.body, { code: string } | undefined>>();
    return error.body?.code.length ?? 0;
  }
  return error.body?.until ?? 0;
}

// Validators.
export function check(value: unknown): WorkflowExecution | null {
  holds<Same<ReturnType<typeof WorkflowExecution.parse>, WorkflowExecution>>();
  if (!WorkflowExecution.is(value)) return null;
  holds<Same<typeof value, WorkflowExecution>>();
  const result = WorkflowExecution.safeParse(value);
  return result.ok ? result.value : null;
}
