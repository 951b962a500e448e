export {
  type Client,
  type ClientOptions,
  createClient,
  createTransport,
  optionsFromEnvironment,
} from './client.js';
export {
  WorkflowExecution,
  workflowExecutionEdgeShapeValues,
  workflowExecutionEnvironmentValues,
  workflowExecutionNodeTypeValues,
  workflowExecutionProducedFileKindValues,
  workflowExecutionStatusValues,
} from './models/workflow-execution.js';
export type * as WorkflowsExecutions from './resources/workflows/executions.js';
export type { Closable } from './runtime/abort.js';
export type { ApiPromise, ApiResponse } from './runtime/api-promise.js';
export type { ValidationMode } from './runtime/decode.js';
export { type Later, type Open, isKnown, later } from './runtime/enumerations.js';
export {
  ApiAbortError,
  ApiConnectionError,
  ApiError,
  ApiRequestError,
  ApiResponseError,
  ApiStatusError,
  ApiTimeoutError,
} from './runtime/errors.js';
export type { HeaderOptions } from './runtime/headers.js';
export {
  type LogLevel,
  type LoggingOptions,
  type Middleware,
  type MiddlewareRequest,
  logging,
} from './runtime/middleware.js';
export type { PollOptions, Poller, PollerOptions, PollerStatus } from './runtime/poller.js';
export type { Credential } from './runtime/security.js';
export type { RequestOptions } from './runtime/settings.js';
export type { Transport, TransportOptions } from './runtime/transport.js';
export {
  ValidationError,
  type ValidationIssue,
  type Validator,
  exactSchema,
} from './runtime/validation.js';
export type {
  WaiterAcceptor,
  WaiterOptions,
  WaiterOutcome,
  WaiterProgress,
} from './runtime/waiter-definition.js';
export {
  WaiterAbortedError,
  WaiterError,
  WaiterFailureError,
  WaiterTimeoutError,
} from './runtime/waiter-errors.js';
