import { WorkflowExecution } from "../../models/workflow-execution.js";
import type { ApiPromise } from "../../runtime/api-promise.js";
import { type Call } from "../../runtime/call.js";
import { type Poller, type PollerOptions } from "../../runtime/poller.js";
import type { RequestOptions } from "../../runtime/settings.js";
import type { Transport } from "../../runtime/transport.js";
import type { WaiterOptions, WaiterOutcome } from "../../runtime/waiter-definition.js";
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
	waitUntilCompleted(parameters: Omit<WaitParameters, "timeoutMs">, options: WaiterOptions<WorkflowExecution>): Promise<WaitUntilCompletedResult>;
	/**
	* As {@link waitUntilCompleted}, but a failure, the end of the time or an abort is a value and no
	* error.
	*/
	tryWaitUntilCompleted(parameters: Omit<WaitParameters, "timeoutMs">, options: WaiterOptions<WorkflowExecution>): Promise<WaiterOutcome<WorkflowExecution, WaitUntilCompletedResult, WaitUntilCompletedFailure>>;
	/** As {@link waitUntilCompleted}, but step by step: nothing is sent until somebody asks for it. */
	pollUntilCompleted(parameters: Omit<WaitParameters, "timeoutMs">, options: PollerOptions<WorkflowExecution>): Poller<WorkflowExecution, WaitUntilCompletedResult>;
}
/** Its operations, bound to a transport. */
export declare function bindWorkflowsExecutions(transport: Transport): WorkflowsExecutionsResource;
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
export type WaitUntilCompletedResult = WorkflowExecution & {
	readonly status: "completed";
};
/** From here ExecutionCompleted cannot be reached any more. */
export type WaitUntilCompletedFailure = WorkflowExecution & {
	readonly status: "errored" | "timed_out" | "cancelled" | "abandoned";
};
/** {@link WorkflowsExecutionsResource.retrieve} as a function of its own. */
export declare const retrieve: Call<RetrieveParameters, WorkflowExecution>;
/** {@link WorkflowsExecutionsResource.wait} as a function of its own. */
export declare const wait: Call<WaitParameters, WorkflowExecution>;
/** {@link WorkflowsExecutionsResource.waitUntilCompleted} as a function of its own. */
export declare function waitUntilCompleted(transport: Transport, parameters: Omit<WaitParameters, "timeoutMs">, options: WaiterOptions<WorkflowExecution>): Promise<WaitUntilCompletedResult>;
/** {@link WorkflowsExecutionsResource.tryWaitUntilCompleted} as a function of its own. */
export declare function tryWaitUntilCompleted(transport: Transport, parameters: Omit<WaitParameters, "timeoutMs">, options: WaiterOptions<WorkflowExecution>): Promise<WaiterOutcome<WorkflowExecution, WaitUntilCompletedResult, WaitUntilCompletedFailure>>;
/** {@link WorkflowsExecutionsResource.pollUntilCompleted} as a function of its own. */
export declare function pollUntilCompleted(transport: Transport, parameters: Omit<WaitParameters, "timeoutMs">, options: PollerOptions<WorkflowExecution>): Poller<WorkflowExecution, WaitUntilCompletedResult>;
