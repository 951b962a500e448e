import type { Open } from "../runtime/enumerations.js";
import { type Context, type Key, type Validator } from "../runtime/validation.js";
export interface WorkflowExecution {
	alertIds: string[];
	completedAt?: string | null;
	createdAt: string;
	durationMs: number | null;
	entityId: string | null;
	entityType: string | null;
	environment: Open<WorkflowExecution.Environment>;
	error: string | null;
	eventId: string;
	eventType: string | null;
	/** Format: uuid. */
	id: string;
	/** User ID that initiated this execution (null for system-triggered runs) */
	initiatedBy: string | null;
	inputs?: Record<string, unknown> | null;
	organizationId: string;
	producedFiles: WorkflowExecution.ProducedFile[];
	producedRecords: WorkflowExecution.ProducedRecord[];
	resolvedVariables?: Record<string, unknown> | null;
	status: Open<WorkflowExecution.Status>;
	triggerType: string;
	warnings: WorkflowExecution.Warning[];
	/** Format: uuid. */
	workflowId: string;
	workflowTrace?: WorkflowExecution.WorkflowTrace | null;
}
export declare namespace WorkflowExecution {
	/** As the server sends it: properties with a default are optional. */
interface Wire extends Omit<WorkflowExecution, "producedFiles" | "producedRecords" | "warnings" | "workflowTrace"> {
		producedFiles?: ProducedFile.Wire[];
		producedRecords?: ProducedRecord[];
		warnings?: Warning[];
		workflowTrace?: WorkflowTrace.Wire | null;
	}
	type Environment = (typeof workflowExecutionEnvironmentValues)[number];
	interface ProducedFile {
		columnName: string;
		contentType: string;
		fileId: string;
		filename: string;
		kind: Open<ProducedFile.Kind>;
		nodeId: string;
		nodeLabel?: string;
		/** Minimum: 0. */
		size: number;
	}
	namespace ProducedFile {
		/** As the server sends it: properties with a default are optional. */
interface Wire extends Omit<ProducedFile, "kind"> {
			kind?: Open<Kind>;
		}
		type Kind = (typeof workflowExecutionProducedFileKindValues)[number];
	}
	interface ProducedRecord {
		id: string;
		label: string | null;
		parentClientId?: string | null;
		resourceType: string;
	}
	type Status = (typeof workflowExecutionStatusValues)[number];
	interface Warning {
		[key: string]: unknown;
		kind: string;
		nodeId?: string;
	}
	interface WorkflowTrace {
		durationMs: number;
		error?: string;
		nodeTraces: WorkflowTrace.NodeTrace[];
		workflowSnapshot: WorkflowTrace.WorkflowSnapshot;
	}
	namespace WorkflowTrace {
		/** As the server sends it: properties with a default are optional. */
interface Wire extends Omit<WorkflowTrace, "workflowSnapshot"> {
			workflowSnapshot: WorkflowSnapshot.Wire;
		}
		interface NodeTrace {
			columns?: Record<string, string[]>;
			durationMs: number;
			error?: string;
			nodeId: string;
			outputs?: Record<string, NodeTrace.Output>;
			rowCounts?: Record<string, number>;
			skipped?: boolean;
			type: string;
		}
		namespace NodeTrace {
			interface Output {
				params?: unknown[];
				sql: string;
			}
		}
		interface WorkflowSnapshot {
			edges: WorkflowSnapshot.Edge[];
			nodes: WorkflowSnapshot.Node[];
		}
		namespace WorkflowSnapshot {
			/** As the server sends it: properties with a default are optional. */
interface Wire extends Omit<WorkflowSnapshot, "edges" | "nodes"> {
				edges?: Edge[];
				nodes?: Node.Wire[];
			}
			interface Edge {
				/** Min length: 1. */
				id: string;
				shape?: Open<Edge.Shape>;
				/** Min length: 1. */
				source: string;
				sourceHandle?: string;
				/** Min length: 1. */
				target: string;
				targetHandle?: string;
			}
			namespace Edge {
				type Shape = (typeof workflowExecutionEdgeShapeValues)[number];
			}
			interface Node {
				data: Record<string, unknown>;
				/** Min length: 1. */
				id: string;
				type: Open<Node.Type>;
			}
			namespace Node {
				/** As the server sends it: properties with a default are optional. */
interface Wire extends Omit<Node, "data"> {
					data?: Record<string, unknown>;
				}
				type Type = (typeof workflowExecutionNodeTypeValues)[number];
			}
		}
	}
}
/** The known values of {@link WorkflowExecution.Environment}. */
export declare const workflowExecutionEnvironmentValues: readonly ["test", "live"];
/** The known values of {@link WorkflowExecution.ProducedFile.Kind}. */
export declare const workflowExecutionProducedFileKindValues: readonly ["produced", "trigger_upload"];
/** The known values of {@link WorkflowExecution.Status}. */
export declare const workflowExecutionStatusValues: readonly ["running", "waiting_for_input", "completed", "errored", "timed_out", "cancelled", "abandoned"];
/** The known values of {@link WorkflowExecution.WorkflowTrace.WorkflowSnapshot.Edge.Shape}. */
export declare const workflowExecutionEdgeShapeValues: readonly ["table", "object"];
/** The known values of {@link WorkflowExecution.WorkflowTrace.WorkflowSnapshot.Node.Type}. */
export declare const workflowExecutionNodeTypeValues: readonly ["trigger.event", "trigger.schedule", "trigger.manual", "trigger.manual_file", "trigger.form_link", "trigger.api", "trigger.workflow_completion", "source.query_transactions", "source.query_clients", "enrich.add_address", "enrich.add_phone", "enrich.add_email", "enrich.add_legal_representative", "enrich.add_controlling_beneficiary", "enrich.add_document", "enrich.add_evidence", "enrich.add_transaction", "enrich.add_bank_account", "enrich.add_client", "enrich.add_exchange_rate", "transform.aggregate", "transform.time_bucket", "transform.window", "transform.set_column", "transform.python", "detect.transaction_volume_anomaly", "detect.transaction_outlier", "detect.structuring", "detect.dormant_account", "combine.merge", "combine.lookup", "condition.filter", "condition.if", "condition.threshold", "condition.time_window", "action.create_alert", "action.create_client_alert", "action.upsert_client", "action.upsert_transaction", "action.upsert_email", "action.upsert_phone", "action.upsert_address", "action.upsert_bank_account", "action.upsert_legal_representative", "action.upsert_controlling_beneficiary", "ai.step", "ocr.extract", "form.otp_verification", "form.choice", "form.user_input", "form.file_input", "form.sign_document", "form.upsert_client", "form.upsert_address", "form.upsert_phone", "form.upsert_email", "form.upsert_bank_account", "form.upsert_legal_representative", "source.get_reference_data", "source.get_custom_reference_data", "risk.calculate_pillar_by_reference", "risk.calculate_pillar_by_expression", "risk.calculate_pillar_by_condition", "risk.save_client_assessment", "risk.save_transaction_assessment"];
export declare const WorkflowExecution: Validator<WorkflowExecution, WorkflowExecution.Wire>;
export declare function checkWorkflowExecution(out: Context, key: Key, value: unknown): void;
export declare function fillWorkflowExecution(value: WorkflowExecution): void;
