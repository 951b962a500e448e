/** Turns a script of state changes into the executions that a server of ARTU would know of. */

export type ExecutionStatus =
  'running' | 'waiting_for_input' | 'completed' | 'errored' | 'timed_out' | 'cancelled' | 'abandoned';

/** From `atMs` on, counted from the first request that names the execution, this is its state. */
export interface Moment {
  readonly atMs: number;
  readonly status: string;
  readonly error?: string;
}

/** An execution as the API shows it, with everything in it that the API requires. */
export function executionBody(id: string, { status, error }: Omit<Moment, 'atMs'>): Record<string, unknown> {
  const isOver = status !== 'running' && status !== 'waiting_for_input';
  return {
    id,
    organizationId: 'org_1',
    environment: 'test',
    workflowId: '0198b8f0-0000-7000-8000-0000000000aa',
    eventId: 'evt_1',
    triggerType: 'trigger.manual',
    entityType: null,
    entityId: null,
    eventType: null,
    status,
    error: error ?? null,
    alertIds: [],
    durationMs: isOver ? 1234 : null,
    completedAt: isOver ? '2026-01-01T00:00:01.234Z' : null,
    initiatedBy: null,
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

/** What is the state now, and how long until it changes? */
export function stateAt(
  timeline: readonly Moment[],
  elapsedMs: number,
): { now: Moment; changesInMs: number } {
  const past = timeline.filter(({ atMs }) => atMs <= elapsedMs);
  const now = past.at(-1) ?? timeline[0] ?? { atMs: 0, status: 'running' };
  const next = timeline.find(({ atMs }) => atMs > elapsedMs);
  return { now, changesInMs: next === undefined ? Infinity : next.atMs - elapsedMs };
}
