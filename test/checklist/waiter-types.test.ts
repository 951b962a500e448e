/** The part of the checklist that a compiler decides: what is known of a wait that ended. */
import { expectTypeOf, it } from 'vitest';
import type { Poller, WaiterOptions, WorkflowExecution } from '../../generated/workflows/src/index.ts';
import type {
  WaitUntilCompletedFailure,
  WaitUntilCompletedResult,
} from '../../generated/workflows/src/resources/workflows/executions.ts';

it('W44: a success has its own state, and a failure never has that one', () => {
  expectTypeOf<WaitUntilCompletedResult['status']>().toEqualTypeOf<'completed'>();
  expectTypeOf<WaitUntilCompletedFailure['status']>().toEqualTypeOf<
    'errored' | 'timed_out' | 'cancelled' | 'abandoned'
  >();
  expectTypeOf<WaitUntilCompletedResult>().toExtend<WorkflowExecution>();
  expectTypeOf<WaiterOptions<WorkflowExecution>>().toHaveProperty('maxWaitMs').toEqualTypeOf<number>();
  expectTypeOf<
    Poller<WorkflowExecution, WaitUntilCompletedResult>['pollUntilDone']
  >().returns.resolves.toEqualTypeOf<WaitUntilCompletedResult>();
});
