/** The result of a comparison as data: verdicts, changes, names, counts and provenance. All formats print it. */
import {
  severities,
  type Change,
  type ChangeSeverity,
  type CodeVerdict,
  type DeployOrder,
  type ReachedOperation,
} from './change.ts';
import { isWrittenName } from '../naming/ledger.ts';
import { changesOf } from './changes.ts';
import type { Comparison } from './compare.ts';
import type { ReviewPolicy } from './policy.ts';

/** `minor, check tests` is a minor version after which full mocks and exhaustive code may not compile. */
export type Bump = 'none' | 'patch' | 'minor' | 'minor, check tests' | 'major';

export interface DiffReport {
  readonly title: string;
  readonly bump: Bump;
  readonly code: CodeVerdict;
  /** `break`: at least one deployed client may fail. */
  readonly clients: 'keep working' | 'break';
  readonly order: DeployOrder;
  readonly changes: readonly Change[];
  readonly counts: Readonly<Record<ChangeSeverity, number>>;
  readonly allowed: number;
  readonly names: NameCounts;
  readonly operations: OperationCounts;
  readonly provenance: Provenance;
}

export interface NameCounts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly kept: number;
}

export interface OperationCounts {
  readonly total: number;
  readonly added: number;
  readonly removed: number;
  readonly touched: readonly (ReachedOperation & {
    readonly severity: ChangeSeverity;
    readonly changes: number;
  })[];
}

/** The two compared versions, and the generator that compared them. */
export interface Provenance {
  readonly before: DocumentVersion;
  readonly after: DocumentVersion;
  /** `clientwright@1.2.3` */
  readonly generator: string;
}

export interface DocumentVersion {
  /** As the command names it: `specs/api.json`, `git:HEAD`. */
  readonly name: string;
  readonly version: string;
  /** Hash of the API, without layout and places. */
  readonly sha256: string;
}

/** Changes in unstable operations are listed, and change neither the verdicts nor the version. */
export function reportOf(comparison: Comparison, policy: ReviewPolicy, provenance: Provenance): DiffReport {
  const changes = changesOf(comparison, policy);
  const counted = changes.filter(({ allowance }) => allowance?.kind !== 'unstable');
  return {
    title: comparison.after.api.title,
    bump: bumpOf(counted),
    code: counted.some(({ code }) => code === 'breaks')
      ? 'breaks'
      : counted.some(({ code }) => code === 'tests')
        ? 'tests'
        : 'compiles',
    clients: counted.some(({ clientsBreak }) => clientsBreak) ? 'break' : 'keep working',
    order: orderOfAll(counted),
    changes,
    counts: countsOf(changes),
    allowed: changes.filter(({ allowance }) => allowance !== null).length,
    names: namesOf(comparison, changes),
    operations: operationsOf(comparison, changes),
    provenance,
  };
}

/** Returns the changes that fail a run. `levels`: of `--fail-on`. */
export function failuresOf({ changes }: DiffReport, levels: ReadonlySet<ChangeSeverity>): readonly Change[] {
  return changes.filter(
    (change) =>
      change.allowance === null &&
      (levels.has(change.severity) ||
        (change.severity === 'source' && change.clientsBreak && levels.has('wire')) ||
        (levels.has('soft') && ['source', 'wire'].includes(change.severity))),
  );
}

function bumpOf(changes: readonly Change[]): Bump {
  const found = new Set(changes.map(({ severity }) => severity));
  if (found.has('source') || found.has('wire')) return 'major';
  if (found.has('soft')) return 'minor, check tests';
  if (found.has('info')) return 'minor';
  return found.has('docs') ? 'patch' : 'none';
}

function orderOfAll(changes: readonly Change[]): DeployOrder {
  const orders = new Set(changes.map(({ order }) => order));
  if (orders.has('together') || (orders.has('client-first') && orders.has('server-first'))) return 'together';
  if (orders.has('client-first')) return 'client-first';
  return orders.has('server-first') ? 'server-first' : 'either';
}

function countsOf(changes: readonly Change[]): DiffReport['counts'] {
  const count = (wanted: ChangeSeverity): number =>
    changes.filter(({ severity }) => severity === wanted).length;
  return {
    source: count('source'),
    wire: count('wire'),
    soft: count('soft'),
    info: count('info'),
    docs: count('docs'),
  };
}

function namesOf({ before, after }: Comparison, changes: readonly Change[]): NameCounts {
  const count = (...kinds: readonly string[]): number =>
    changes.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    added: count('name-added'),
    removed: count('name-removed'),
    changed: count('name-changed', 'operation-renamed'),
    kept: [...before.names].filter(
      ([identity, name]) => isWrittenName(identity) && after.names.get(identity) === name,
    ).length,
  };
}

/** Counts operations that changed in more than documentation. The most affected are first. */
function operationsOf({ after }: Comparison, changes: readonly Change[]): OperationCounts {
  const touched = new Map<
    string,
    { operation: ReachedOperation; severity: ChangeSeverity; changes: number }
  >();
  for (const { severity, operations } of changes) {
    if (severity === 'docs') continue;
    for (const operation of operations) {
      const known = touched.get(operation.id) ?? { operation, severity, changes: 0 };
      touched.set(operation.id, {
        ...known,
        severity: worse(known.severity, severity),
        changes: known.changes + 1,
      });
    }
  }
  const rank = (severity: ChangeSeverity): number => severities.indexOf(severity);
  const count = (wanted: string): number => changes.filter(({ kind }) => kind === wanted).length;
  return {
    total: after.api.operations.length + count('operation-removed'),
    added: count('operation-added'),
    removed: count('operation-removed'),
    touched: [...touched.values()]
      .map(({ operation, severity, changes: number }) => ({ ...operation, severity, changes: number }))
      .toSorted(
        (a, b) => rank(a.severity) - rank(b.severity) || b.changes - a.changes || (a.call < b.call ? -1 : 1),
      ),
  };
}

function worse(left: ChangeSeverity, right: ChangeSeverity): ChangeSeverity {
  return severities.indexOf(left) <= severities.indexOf(right) ? left : right;
}
