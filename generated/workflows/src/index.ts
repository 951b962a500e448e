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
export { ApiError } from './runtime/api-error.js';
export type { ApiPromise, ApiResponse } from './runtime/api-promise.js';
export type { Closable } from './runtime/closable.js';
export { ApiAbortError, ApiConnectionError, ApiTimeoutError } from './runtime/connection-errors.js';
export type { ValidationMode } from './runtime/decode.js';
export type { HeaderOptions } from './runtime/headers.js';
export { type LogLevel, type LoggingOptions, logging } from './runtime/logging.js';
export type { Middleware, MiddlewareRequest } from './runtime/middleware.js';
export type { Open } from './runtime/open.js';
export type { PollOptions, Poller, PollerOptions, PollerStatus } from './runtime/poller.js';
export { ApiRequestError } from './runtime/request-error.js';
export { ApiResponseError } from './runtime/response-error.js';
export type { Credential } from './runtime/security.js';
export type { RequestOptions } from './runtime/settings.js';
export { ApiStatusError } from './runtime/status-error.js';
export type { Transport, TransportOptions } from './runtime/transport.js';
export { ValidationError, type ValidationIssue, type Validator } from './runtime/validation.js';
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
