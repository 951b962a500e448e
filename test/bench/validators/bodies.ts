/** Three sizes of one response → bodies that are right, and bodies that are wrong in a known way. */

/** A body as a server sends it. */
export interface Body {
  readonly text: string;
  /** How many of its leaves are wrong. */
  readonly wrong: number;
}

export interface Bodies {
  /** About 2 KB, 45 KB and 1 MB: what the sizes are called after. */
  readonly S: Body;
  readonly M: Body;
  readonly L: Body;
  /** M with one wrong leaf near its end. */
  readonly late: Body;
  /** M with a wrong leaf in each of its 100 traces. */
  readonly hundred: Body;
}

/** The same bodies for every run. */
export function makeBodies(): Bodies {
  return {
    S: body(execution(2)),
    M: body(execution(100)),
    L: body(execution(2_200)),
    late: body(
      execution(100, (index) => index === 99),
      1,
    ),
    hundred: body(
      execution(100, () => true),
      100,
    ),
  };
}

function body(value: unknown, wrong = 0): Body {
  return { text: JSON.stringify(value), wrong };
}

/** A trace is made wrong by a duration that is a text. */
function execution(traces: number, isWrong: (index: number) => boolean = () => false): unknown {
  const indices = Array.from({ length: traces }, (_, index) => index);
  return {
    id: uuid(1),
    organizationId: 'organization-1',
    environment: 'test',
    workflowId: uuid(2),
    eventId: 'event-1',
    triggerType: 'manual',
    entityType: 'client',
    entityId: 'client-1',
    eventType: null,
    status: 'completed',
    error: null,
    alertIds: ['alert-1', 'alert-2'],
    producedRecords: [{ resourceType: 'client', id: 'record-1', label: null, parentClientId: null }],
    producedFiles: [producedFile],
    durationMs: 1_234,
    completedAt: '2026-11-01T12:00:00Z',
    inputs: { amount: 100, currency: 'EUR' },
    resolvedVariables: null,
    workflowTrace: {
      workflowSnapshot: { nodes: indices.map(node), edges: indices.map(edge) },
      nodeTraces: indices.map((index) => nodeTrace(index, isWrong(index))),
      durationMs: 1_200.5,
    },
    warnings: [{ kind: 'slow', nodeId: 'node-1', detail: 'took its time' }],
    initiatedBy: 'somebody@example.com',
    createdAt: '2026-11-01T11:59:58Z',
  };
}

const producedFile = {
  fileId: 'file-1',
  nodeId: 'node-1',
  columnName: 'document',
  filename: 'document.pdf',
  contentType: 'application/pdf',
  size: 12_345,
  kind: 'produced',
};

/** Most traces count rows, few have columns and outputs. */
function nodeTrace(index: number, isWrong: boolean): unknown {
  return {
    nodeId: uuid(1_000 + index),
    type: 'transform.filter',
    durationMs: isWrong ? 'long' : index + 0.25,
    ...(index % 5 === 4 ? {} : { rowCounts: { default: index } }),
    ...(index % 5 === 0 ? { columns: { default: ['id', 'name', 'amount'] } } : {}),
    ...(index % 10 === 0 ? { outputs: { default: output(index) } } : {}),
  };
}

function output(index: number): unknown {
  return { sql: `SELECT id, name, amount FROM source_${index} WHERE amount > ?`, params: [index] };
}

function node(index: number): unknown {
  const data = { label: `Node ${index}`, position: { x: 120.5, y: index * 40 }, isCollapsed: false };
  return { id: uuid(1_000 + index), type: 'condition.time_window', data };
}

function edge(index: number): unknown {
  return { id: `edge-${index}`, source: uuid(1_000 + index), target: uuid(1_001 + index), shape: 'table' };
}

/** Of version 4, as some peers take no other. */
function uuid(number: number): string {
  return `5f0c2a1e-9b4d-4c3a-8e7f-${String(number).padStart(12, '0')}`;
}
