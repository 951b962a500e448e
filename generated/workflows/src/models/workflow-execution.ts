import {
  anyArray,
  anyRecord,
  array,
  boolean,
  integer,
  isPresentOrRequired,
  leaveValue,
  member,
  number,
  object,
  record,
  string,
} from '../runtime/checks.js';
import type { Open } from '../runtime/enumerations.js';
import { uuid } from '../runtime/formats.js';
import { minLength, minimum } from '../runtime/limits.js';
import { type Context, type Key, type Validator, validator } from '../runtime/validation.js';

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
  interface Wire extends Omit<
    WorkflowExecution,
    'producedFiles' | 'producedRecords' | 'warnings' | 'workflowTrace'
  > {
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
    interface Wire extends Omit<ProducedFile, 'kind'> {
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
    interface Wire extends Omit<WorkflowTrace, 'workflowSnapshot'> {
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
      interface Wire extends Omit<WorkflowSnapshot, 'edges' | 'nodes'> {
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
        interface Wire extends Omit<Node, 'data'> {
          data?: Record<string, unknown>;
        }

        type Type = (typeof workflowExecutionNodeTypeValues)[number];
      }
    }
  }
}

/** The known values of {@link WorkflowExecution.Environment}. */
export const workflowExecutionEnvironmentValues = ['test', 'live'] as const;

/** The known values of {@link WorkflowExecution.ProducedFile.Kind}. */
export const workflowExecutionProducedFileKindValues = ['produced', 'trigger_upload'] as const;

/** The known values of {@link WorkflowExecution.Status}. */
export const workflowExecutionStatusValues = [
  'running',
  'waiting_for_input',
  'completed',
  'errored',
  'timed_out',
  'cancelled',
  'abandoned',
] as const;

/** The known values of {@link WorkflowExecution.WorkflowTrace.WorkflowSnapshot.Edge.Shape}. */
export const workflowExecutionEdgeShapeValues = ['table', 'object'] as const;

/** The known values of {@link WorkflowExecution.WorkflowTrace.WorkflowSnapshot.Node.Type}. */
export const workflowExecutionNodeTypeValues = [
  'trigger.event',
  'trigger.schedule',
  'trigger.manual',
  'trigger.manual_file',
  'trigger.form_link',
  'trigger.api',
  'trigger.workflow_completion',
  'source.query_transactions',
  'source.query_clients',
  'enrich.add_address',
  'enrich.add_phone',
  'enrich.add_email',
  'enrich.add_legal_representative',
  'enrich.add_controlling_beneficiary',
  'enrich.add_document',
  'enrich.add_evidence',
  'enrich.add_transaction',
  'enrich.add_bank_account',
  'enrich.add_client',
  'enrich.add_exchange_rate',
  'transform.aggregate',
  'transform.time_bucket',
  'transform.window',
  'transform.set_column',
  'transform.python',
  'detect.transaction_volume_anomaly',
  'detect.transaction_outlier',
  'detect.structuring',
  'detect.dormant_account',
  'combine.merge',
  'combine.lookup',
  'condition.filter',
  'condition.if',
  'condition.threshold',
  'condition.time_window',
  'action.create_alert',
  'action.create_client_alert',
  'action.upsert_client',
  'action.upsert_transaction',
  'action.upsert_email',
  'action.upsert_phone',
  'action.upsert_address',
  'action.upsert_bank_account',
  'action.upsert_legal_representative',
  'action.upsert_controlling_beneficiary',
  'ai.step',
  'ocr.extract',
  'form.otp_verification',
  'form.choice',
  'form.user_input',
  'form.file_input',
  'form.sign_document',
  'form.upsert_client',
  'form.upsert_address',
  'form.upsert_phone',
  'form.upsert_email',
  'form.upsert_bank_account',
  'form.upsert_legal_representative',
  'source.get_reference_data',
  'source.get_custom_reference_data',
  'risk.calculate_pillar_by_reference',
  'risk.calculate_pillar_by_expression',
  'risk.calculate_pillar_by_condition',
  'risk.save_client_assessment',
  'risk.save_transaction_assessment',
] as const;

export const WorkflowExecution: Validator<WorkflowExecution, WorkflowExecution.Wire> =
  /* @__PURE__ */ validator(checkWorkflowExecution, fillWorkflowExecution);

export function checkWorkflowExecution(out: Context, key: Key, value: unknown): void {
  if (!object<WorkflowExecution>(out, key, value)) return;
  array(out, 'alertIds', value.alertIds, string);
  if (value.completedAt != null) string(out, 'completedAt', value.completedAt);
  string(out, 'createdAt', value.createdAt);
  if (value.durationMs !== null) integer(out, 'durationMs', value.durationMs);
  if (value.entityId !== null) string(out, 'entityId', value.entityId);
  if (value.entityType !== null) string(out, 'entityType', value.entityType);
  member(out, 'environment', value.environment, workflowExecutionEnvironmentValues);
  if (value.error !== null) string(out, 'error', value.error);
  string(out, 'eventId', value.eventId);
  if (value.eventType !== null) string(out, 'eventType', value.eventType);
  uuid(out, 'id', value.id);
  if (value.initiatedBy !== null) string(out, 'initiatedBy', value.initiatedBy);
  if (value.inputs != null) anyRecord(out, 'inputs', value.inputs);
  string(out, 'organizationId', value.organizationId);
  if (isPresentOrRequired(out, value.producedFiles))
    array(out, 'producedFiles', value.producedFiles, checkProducedFile);
  if (isPresentOrRequired(out, value.producedRecords))
    array(out, 'producedRecords', value.producedRecords, checkProducedRecord);
  if (value.resolvedVariables != null) anyRecord(out, 'resolvedVariables', value.resolvedVariables);
  member(out, 'status', value.status, workflowExecutionStatusValues);
  string(out, 'triggerType', value.triggerType);
  if (isPresentOrRequired(out, value.warnings))
    array(out, 'warnings', value.warnings, checkWarning);
  uuid(out, 'workflowId', value.workflowId);
  if (value.workflowTrace != null) checkWorkflowTrace(out, 'workflowTrace', value.workflowTrace);
  leaveValue(out, key);
}

export function fillWorkflowExecution(value: WorkflowExecution): void {
  value.producedFiles ??= [];
  for (const item of value.producedFiles) {
    fillProducedFile(item);
  }

  value.producedRecords ??= [];
  value.warnings ??= [];
  if (value.workflowTrace != null) {
    fillWorkflowTrace(value.workflowTrace);
  }
}

function checkProducedFile(out: Context, key: Key, value: unknown): void {
  if (!object<WorkflowExecution.ProducedFile>(out, key, value)) return;
  string(out, 'columnName', value.columnName);
  string(out, 'contentType', value.contentType);
  string(out, 'fileId', value.fileId);
  string(out, 'filename', value.filename);
  if (isPresentOrRequired(out, value.kind))
    member(out, 'kind', value.kind, workflowExecutionProducedFileKindValues);
  string(out, 'nodeId', value.nodeId);
  if (value.nodeLabel !== undefined) string(out, 'nodeLabel', value.nodeLabel);
  if (integer(out, 'size', value.size)) minimum(out, 'size', value.size, 0);
  leaveValue(out, key);
}

function fillProducedFile(value: WorkflowExecution.ProducedFile): void {
  value.kind ??= 'produced';
}

function checkProducedRecord(out: Context, key: Key, value: unknown): void {
  if (!object<WorkflowExecution.ProducedRecord>(out, key, value)) return;
  string(out, 'id', value.id);
  if (value.label !== null) string(out, 'label', value.label);
  if (value.parentClientId != null) string(out, 'parentClientId', value.parentClientId);
  string(out, 'resourceType', value.resourceType);
  leaveValue(out, key);
}

function checkWarning(out: Context, key: Key, value: unknown): void {
  if (!object<WorkflowExecution.Warning>(out, key, value)) return;
  string(out, 'kind', value.kind);
  if (value.nodeId !== undefined) string(out, 'nodeId', value.nodeId);
  leaveValue(out, key);
}

function checkWorkflowTrace(out: Context, key: Key, value: unknown): void {
  if (!object<WorkflowExecution.WorkflowTrace>(out, key, value)) return;
  number(out, 'durationMs', value.durationMs);
  if (value.error !== undefined) string(out, 'error', value.error);
  array(out, 'nodeTraces', value.nodeTraces, checkNodeTrace);
  checkWorkflowSnapshot(out, 'workflowSnapshot', value.workflowSnapshot);
  leaveValue(out, key);
}

function fillWorkflowTrace(value: WorkflowExecution.WorkflowTrace): void {
  fillWorkflowSnapshot(value.workflowSnapshot);
}

function checkNodeTrace(out: Context, key: Key, value: unknown): void {
  if (!object<WorkflowExecution.WorkflowTrace.NodeTrace>(out, key, value)) return;
  if (value.columns !== undefined)
    record(out, 'columns', value.columns, checkNodeTraceColumnsValue);
  number(out, 'durationMs', value.durationMs);
  if (value.error !== undefined) string(out, 'error', value.error);
  string(out, 'nodeId', value.nodeId);
  if (value.outputs !== undefined) record(out, 'outputs', value.outputs, checkOutput);
  if (value.rowCounts !== undefined) record(out, 'rowCounts', value.rowCounts, number);
  if (value.skipped !== undefined) boolean(out, 'skipped', value.skipped);
  string(out, 'type', value.type);
  leaveValue(out, key);
}

function checkNodeTraceColumnsValue(out: Context, key: Key, value: unknown): void {
  array(out, key, value, string);
}

function checkOutput(out: Context, key: Key, value: unknown): void {
  if (!object<WorkflowExecution.WorkflowTrace.NodeTrace.Output>(out, key, value)) return;
  if (value.params !== undefined) anyArray(out, 'params', value.params);
  string(out, 'sql', value.sql);
  leaveValue(out, key);
}

function checkWorkflowSnapshot(out: Context, key: Key, value: unknown): void {
  if (!object<WorkflowExecution.WorkflowTrace.WorkflowSnapshot>(out, key, value)) return;
  if (isPresentOrRequired(out, value.edges)) array(out, 'edges', value.edges, checkEdge);
  if (isPresentOrRequired(out, value.nodes)) array(out, 'nodes', value.nodes, checkNode);
  leaveValue(out, key);
}

function fillWorkflowSnapshot(value: WorkflowExecution.WorkflowTrace.WorkflowSnapshot): void {
  value.edges ??= [];
  value.nodes ??= [];
  for (const item of value.nodes) {
    fillNode(item);
  }
}

function checkEdge(out: Context, key: Key, value: unknown): void {
  if (!object<WorkflowExecution.WorkflowTrace.WorkflowSnapshot.Edge>(out, key, value)) return;
  if (string(out, 'id', value.id)) minLength(out, 'id', value.id, 1);
  if (value.shape !== undefined)
    member(out, 'shape', value.shape, workflowExecutionEdgeShapeValues);
  if (string(out, 'source', value.source)) minLength(out, 'source', value.source, 1);
  if (value.sourceHandle !== undefined) string(out, 'sourceHandle', value.sourceHandle);
  if (string(out, 'target', value.target)) minLength(out, 'target', value.target, 1);
  if (value.targetHandle !== undefined) string(out, 'targetHandle', value.targetHandle);
  leaveValue(out, key);
}

function checkNode(out: Context, key: Key, value: unknown): void {
  if (!object<WorkflowExecution.WorkflowTrace.WorkflowSnapshot.Node>(out, key, value)) return;
  if (isPresentOrRequired(out, value.data)) anyRecord(out, 'data', value.data);
  if (string(out, 'id', value.id)) minLength(out, 'id', value.id, 1);
  member(out, 'type', value.type, workflowExecutionNodeTypeValues);
  leaveValue(out, key);
}

function fillNode(value: WorkflowExecution.WorkflowTrace.WorkflowSnapshot.Node): void {
  value.data ??= {};
}
