import { anyArray, anyRecord, array, boolean, call, integer, isPresentOrRequired, json, leaveValue, longPoll, maximum, member, minLength, minimum, number, object, pair, parameterCheck, record, startPoller, string, tryWaitUntil, uuid, validator, waitUntil } from "./runtime.js";

const workflowExecutionEnvironmentValues = ["test", "live"];
const workflowExecutionProducedFileKindValues = ["produced", "trigger_upload"];
const workflowExecutionStatusValues = [
	"running",
	"waiting_for_input",
	"completed",
	"errored",
	"timed_out",
	"cancelled",
	"abandoned"
];
const workflowExecutionEdgeShapeValues = ["table", "object"];
const workflowExecutionNodeTypeValues = [
	"trigger.event",
	"trigger.schedule",
	"trigger.manual",
	"trigger.manual_file",
	"trigger.form_link",
	"trigger.api",
	"trigger.workflow_completion",
	"source.query_transactions",
	"source.query_clients",
	"enrich.add_address",
	"enrich.add_phone",
	"enrich.add_email",
	"enrich.add_legal_representative",
	"enrich.add_controlling_beneficiary",
	"enrich.add_document",
	"enrich.add_evidence",
	"enrich.add_transaction",
	"enrich.add_bank_account",
	"enrich.add_client",
	"enrich.add_exchange_rate",
	"transform.aggregate",
	"transform.time_bucket",
	"transform.window",
	"transform.set_column",
	"transform.python",
	"detect.transaction_volume_anomaly",
	"detect.transaction_outlier",
	"detect.structuring",
	"detect.dormant_account",
	"combine.merge",
	"combine.lookup",
	"condition.filter",
	"condition.if",
	"condition.threshold",
	"condition.time_window",
	"action.create_alert",
	"action.create_client_alert",
	"action.upsert_client",
	"action.upsert_transaction",
	"action.upsert_email",
	"action.upsert_phone",
	"action.upsert_address",
	"action.upsert_bank_account",
	"action.upsert_legal_representative",
	"action.upsert_controlling_beneficiary",
	"ai.step",
	"ocr.extract",
	"form.otp_verification",
	"form.choice",
	"form.user_input",
	"form.file_input",
	"form.sign_document",
	"form.upsert_client",
	"form.upsert_address",
	"form.upsert_phone",
	"form.upsert_email",
	"form.upsert_bank_account",
	"form.upsert_legal_representative",
	"source.get_reference_data",
	"source.get_custom_reference_data",
	"risk.calculate_pillar_by_reference",
	"risk.calculate_pillar_by_expression",
	"risk.calculate_pillar_by_condition",
	"risk.save_client_assessment",
	"risk.save_transaction_assessment"
];
const WorkflowExecution = /* @__PURE__ */ validator(checkWorkflowExecution, fillWorkflowExecution);
function checkWorkflowExecution(out, key, value) {
	if (!object(out, key, value)) return;
	array(out, "alertIds", value.alertIds, string);
	if (value.completedAt != null) string(out, "completedAt", value.completedAt);
	string(out, "createdAt", value.createdAt);
	if (value.durationMs !== null) integer(out, "durationMs", value.durationMs);
	if (value.entityId !== null) string(out, "entityId", value.entityId);
	if (value.entityType !== null) string(out, "entityType", value.entityType);
	member(out, "environment", value.environment, workflowExecutionEnvironmentValues);
	if (value.error !== null) string(out, "error", value.error);
	string(out, "eventId", value.eventId);
	if (value.eventType !== null) string(out, "eventType", value.eventType);
	uuid(out, "id", value.id);
	if (value.initiatedBy !== null) string(out, "initiatedBy", value.initiatedBy);
	if (value.inputs != null) anyRecord(out, "inputs", value.inputs);
	string(out, "organizationId", value.organizationId);
	if (isPresentOrRequired(out, value.producedFiles)) array(out, "producedFiles", value.producedFiles, checkProducedFile);
	if (isPresentOrRequired(out, value.producedRecords)) array(out, "producedRecords", value.producedRecords, checkProducedRecord);
	if (value.resolvedVariables != null) anyRecord(out, "resolvedVariables", value.resolvedVariables);
	member(out, "status", value.status, workflowExecutionStatusValues);
	string(out, "triggerType", value.triggerType);
	if (isPresentOrRequired(out, value.warnings)) array(out, "warnings", value.warnings, checkWarning);
	uuid(out, "workflowId", value.workflowId);
	if (value.workflowTrace != null) checkWorkflowTrace(out, "workflowTrace", value.workflowTrace);
	leaveValue(out, key);
}
function fillWorkflowExecution(value) {
	value.producedFiles ??= [];
	for (const item of value.producedFiles) fillProducedFile(item);
	value.producedRecords ??= [];
	value.warnings ??= [];
	if (value.workflowTrace != null) fillWorkflowTrace(value.workflowTrace);
}
function checkProducedFile(out, key, value) {
	if (!object(out, key, value)) return;
	string(out, "columnName", value.columnName);
	string(out, "contentType", value.contentType);
	string(out, "fileId", value.fileId);
	string(out, "filename", value.filename);
	if (isPresentOrRequired(out, value.kind)) member(out, "kind", value.kind, workflowExecutionProducedFileKindValues);
	string(out, "nodeId", value.nodeId);
	if (value.nodeLabel !== void 0) string(out, "nodeLabel", value.nodeLabel);
	if (integer(out, "size", value.size)) minimum(out, "size", value.size, 0);
	leaveValue(out, key);
}
function fillProducedFile(value) {
	value.kind ??= "produced";
}
function checkProducedRecord(out, key, value) {
	if (!object(out, key, value)) return;
	string(out, "id", value.id);
	if (value.label !== null) string(out, "label", value.label);
	if (value.parentClientId != null) string(out, "parentClientId", value.parentClientId);
	string(out, "resourceType", value.resourceType);
	leaveValue(out, key);
}
function checkWarning(out, key, value) {
	if (!object(out, key, value)) return;
	string(out, "kind", value.kind);
	if (value.nodeId !== void 0) string(out, "nodeId", value.nodeId);
	leaveValue(out, key);
}
function checkWorkflowTrace(out, key, value) {
	if (!object(out, key, value)) return;
	number(out, "durationMs", value.durationMs);
	if (value.error !== void 0) string(out, "error", value.error);
	array(out, "nodeTraces", value.nodeTraces, checkNodeTrace);
	checkWorkflowSnapshot(out, "workflowSnapshot", value.workflowSnapshot);
	leaveValue(out, key);
}
function fillWorkflowTrace(value) {
	fillWorkflowSnapshot(value.workflowSnapshot);
}
function checkNodeTrace(out, key, value) {
	if (!object(out, key, value)) return;
	if (value.columns !== void 0) record(out, "columns", value.columns, checkNodeTraceColumnsValue);
	number(out, "durationMs", value.durationMs);
	if (value.error !== void 0) string(out, "error", value.error);
	string(out, "nodeId", value.nodeId);
	if (value.outputs !== void 0) record(out, "outputs", value.outputs, checkOutput);
	if (value.rowCounts !== void 0) record(out, "rowCounts", value.rowCounts, number);
	if (value.skipped !== void 0) boolean(out, "skipped", value.skipped);
	string(out, "type", value.type);
	leaveValue(out, key);
}
function checkNodeTraceColumnsValue(out, key, value) {
	array(out, key, value, string);
}
function checkOutput(out, key, value) {
	if (!object(out, key, value)) return;
	if (value.params !== void 0) anyArray(out, "params", value.params);
	string(out, "sql", value.sql);
	leaveValue(out, key);
}
function checkWorkflowSnapshot(out, key, value) {
	if (!object(out, key, value)) return;
	if (isPresentOrRequired(out, value.edges)) array(out, "edges", value.edges, checkEdge);
	if (isPresentOrRequired(out, value.nodes)) array(out, "nodes", value.nodes, checkNode);
	leaveValue(out, key);
}
function fillWorkflowSnapshot(value) {
	value.edges ??= [];
	value.nodes ??= [];
	for (const item of value.nodes) fillNode(item);
}
function checkEdge(out, key, value) {
	if (!object(out, key, value)) return;
	if (string(out, "id", value.id)) minLength(out, "id", value.id, 1);
	if (value.shape !== void 0) member(out, "shape", value.shape, workflowExecutionEdgeShapeValues);
	if (string(out, "source", value.source)) minLength(out, "source", value.source, 1);
	if (value.sourceHandle !== void 0) string(out, "sourceHandle", value.sourceHandle);
	if (string(out, "target", value.target)) minLength(out, "target", value.target, 1);
	if (value.targetHandle !== void 0) string(out, "targetHandle", value.targetHandle);
	leaveValue(out, key);
}
function checkNode(out, key, value) {
	if (!object(out, key, value)) return;
	if (isPresentOrRequired(out, value.data)) anyRecord(out, "data", value.data);
	if (string(out, "id", value.id)) minLength(out, "id", value.id, 1);
	member(out, "type", value.type, workflowExecutionNodeTypeValues);
	leaveValue(out, key);
}
function fillNode(value) {
	value.data ??= {};
}

function bindWorkflowsExecutions(transport) {
	return {
		retrieve: (parameters, options) => retrieve(transport, parameters, options),
		wait: (parameters, options) => wait(transport, parameters, options),
		waitUntilCompleted: (parameters, options) => waitUntilCompleted(transport, parameters, options),
		tryWaitUntilCompleted: (parameters, options) => tryWaitUntilCompleted(transport, parameters, options),
		pollUntilCompleted: (parameters, options) => pollUntilCompleted(transport, parameters, options)
	};
}
const retrieve = /* @__PURE__ */ call(function() {
	return {
		id: "workflows.executions.retrieve",
		method: "GET",
		path: "/workflows/executions/{id}",
		check: parameterCheck((value, out) => uuid(out, "id", value.id)),
		request: (parameters) => ({ path: { id: parameters.id } }),
		responses: { 200: json(WorkflowExecution) }
	};
});
const wait = /* @__PURE__ */ call(function() {
	return {
		id: "workflows.executions.wait",
		method: "GET",
		path: "/workflows/executions/{id}/wait",
		check: parameterCheck((value, out) => {
			uuid(out, "id", value.id);
			if (value.timeoutMs !== void 0 && integer(out, "timeoutMs", value.timeoutMs)) {
				minimum(out, "timeoutMs", value.timeoutMs, 1e3);
				maximum(out, "timeoutMs", value.timeoutMs, 6e4);
			}
		}),
		request: (parameters) => ({
			path: { id: parameters.id },
			query: [pair("timeoutMs", parameters.timeoutMs)]
		}),
		responses: { 200: json(WorkflowExecution) },
		longPoll: longPoll({
			window: "timeoutMs",
			windowOf: (parameters) => parameters.timeoutMs,
			minMs: 1e3,
			maxMs: 6e4,
			defaultMs: 3e4,
			graceMs: 1e4
		})
	};
});
function waitUntilCompleted(transport, parameters, options) {
	return waitUntil(transport, executionCompleted, parameters, options);
}
function tryWaitUntilCompleted(transport, parameters, options) {
	return tryWaitUntil(transport, executionCompleted, parameters, options);
}
function pollUntilCompleted(transport, parameters, options) {
	return startPoller(transport, executionCompleted, parameters, options);
}
const executionCompleted = {
	name: "ExecutionCompleted",
	call: wait,
	withWindow: (parameters, windowMs) => ({
		...parameters,
		timeoutMs: windowMs
	}),
	fallback: retrieve,
	state: (result) => result.status,
	reason: (result) => result.error,
	success: ["completed"],
	failure: [
		"errored",
		"timed_out",
		"cancelled",
		"abandoned"
	],
	pending: ["running", "waiting_for_input"],
	minDelayMs: 500,
	maxDelayMs: 1e4
};

export { WorkflowExecution, bindWorkflowsExecutions, pollUntilCompleted, retrieve, tryWaitUntilCompleted, wait, waitUntilCompleted, workflowExecutionEdgeShapeValues, workflowExecutionEnvironmentValues, workflowExecutionNodeTypeValues, workflowExecutionProducedFileKindValues, workflowExecutionStatusValues };
//# sourceMappingURL=executions.js.map