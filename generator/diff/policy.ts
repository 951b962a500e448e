/** Applies a team's policy to changes: severities by kind, and exceptions with a reason and an expiry date. */
import type { Operation } from '../api/api.ts';
import type { Allowance, ChangeKind, ChangeSeverity, Effect } from './change.ts';
import { extensionText } from './compare-operations.ts';

export interface ReviewPolicy {
  readonly severity: ReadonlyMap<ChangeKind, ChangeSeverity>;
  readonly ignored: readonly IgnoredChange[];
  /** Day of the run, `2026-11-29`. It decides whether a sunset has passed and an exception has expired. */
  readonly today: string;
}

export interface IgnoredChange {
  readonly fingerprint: string;
  readonly reason: string;
  /** Last day of the exception. */
  readonly expires: string;
}

const docsKinds: ReadonlySet<ChangeKind> = new Set([
  'documentation-changed',
  'version-changed',
  'property-deprecated',
]);

export function severityOf(
  kind: ChangeKind,
  { code, oldClientBreaks }: Effect,
  policy: ReviewPolicy,
): ChangeSeverity {
  const chosen = policy.severity.get(kind);
  if (chosen !== undefined) return chosen;
  if (code === 'breaks') return 'source';
  if (oldClientBreaks) return 'wire';
  if (code === 'tests') return 'soft';
  return docsKinds.has(kind) ? 'docs' : 'info';
}

/** An expired exception does not apply. */
export function ignoredBy(fingerprint: string, { ignored, today }: ReviewPolicy): Allowance | null {
  const entry = ignored.find((one) => one.fingerprint === fingerprint && one.expires >= today);
  return entry === undefined ? null : { kind: 'ignored', reason: `${entry.reason} (until ${entry.expires})` };
}

/** A removal after the announced day is no surprise. */
export function sunsetOf(removed: Operation, { today }: ReviewPolicy): Allowance | null {
  const day = sunsetDay(removed);
  if (day === null || removed.docs.deprecated === false || day > today) return null;
  return { kind: 'sunset', reason: `Announced for ${day}` };
}

function sunsetDay(operation: Operation): string | null {
  const text = extensionText(operation, 'x-sunset');
  return text !== null && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : null;
}

const unstableLevels: ReadonlySet<string> = new Set(['draft', 'experimental', 'alpha']);

/** Returns an allowance if every operation is marked as unstable in the old document. */
export function unstableOf(operations: readonly Operation[]): Allowance | null {
  const levels = operations.map((operation) => extensionText(operation, 'x-stability-level') ?? 'stable');
  const isUnstable = levels.length > 0 && levels.every((level) => unstableLevels.has(level));
  return isUnstable
    ? { kind: 'unstable', reason: `Stability level ${[...new Set(levels)].join(', ')}` }
    : null;
}
