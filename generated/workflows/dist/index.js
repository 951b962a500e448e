import { WorkflowExecution, bindWorkflowsExecutions, workflowExecutionEdgeShapeValues, workflowExecutionEnvironmentValues, workflowExecutionNodeTypeValues, workflowExecutionProducedFileKindValues, workflowExecutionStatusValues } from "./chunks/executions.js";
import { ApiAbortError, ApiConnectionError, ApiError, ApiRequestError, ApiResponseError, ApiStatusError, ApiTimeoutError, ValidationError, WaiterAbortedError, WaiterError, WaiterFailureError, WaiterTimeoutError, apiKeyHeader, bearer, environmentChoice, environmentValue, exactSchema, logLevels, logging, makeClosable, makeTransport } from "./chunks/runtime.js";

function createClient(options) {
	const transport = createTransport(options);
	return {
		...makeClosable(transport.close),
		workflows: { executions: bindWorkflowsExecutions(transport) }
	};
}
function createTransport(options) {
	return makeTransport({
		baseUrl: "https://api.artu.ai",
		userAgent: "@artu/workflows/1.0.0",
		securitySchemes: {
			bearerAuth: bearer("apiKey", options.apiKey),
			environmentHeader: apiKeyHeader("environment", "X-Environment", options.environment)
		},
		security: [["bearerAuth", "environmentHeader"]]
	}, options);
}
function optionsFromEnvironment() {
	const level = environmentChoice("ARTU_WORKFLOWS_LOG", logLevels);
	return {
		apiKey: environmentValue("ARTU_API_KEY"),
		environment: environmentChoice("ARTU_ENVIRONMENT", ["test", "live"]),
		baseUrl: environmentValue("ARTU_WORKFLOWS_BASE_URL"),
		middleware: level === void 0 ? [] : [logging({ level })]
	};
}

function later(value) {
	return value;
}
function isKnown(values, value) {
	return values.some((known) => known === value);
}

export { ApiAbortError, ApiConnectionError, ApiError, ApiRequestError, ApiResponseError, ApiStatusError, ApiTimeoutError, ValidationError, WaiterAbortedError, WaiterError, WaiterFailureError, WaiterTimeoutError, WorkflowExecution, createClient, createTransport, exactSchema, isKnown, later, logging, optionsFromEnvironment, workflowExecutionEdgeShapeValues, workflowExecutionEnvironmentValues, workflowExecutionNodeTypeValues, workflowExecutionProducedFileKindValues, workflowExecutionStatusValues };
//# sourceMappingURL=index.js.map