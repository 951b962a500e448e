/** Turns findings into changes: with subject, reach, severity, words and a fingerprint, the worst first. */
import { compareText } from '../api/json.ts';
import { hashText } from '../api/hash.ts';
import type { IncomingRequest, Operation } from '../api/api.ts';
import {
  severities,
  type Allowance,
  type Change,
  type ChangeKind,
  type Finding,
  type Owner,
  type ReachedOperation,
} from './change.ts';
import type { Comparison } from './compare.ts';
import { explain } from './explain.ts';
import { orderOf } from './judge.ts';
import { ignoredBy, severityOf, sunsetOf, unstableOf, type ReviewPolicy } from './policy.ts';
import type { Reacher } from './reach.ts';
import { callName, incomingName, modelName, type Side } from './side.ts';
import { pathWords } from './schema-facts.ts';

export function changesOf(comparison: Comparison, policy: ReviewPolicy): readonly Change[] {
  const lookUp = new LookUp(comparison);
  const changes = comparison.findings.map((finding) => changeOf(finding, lookUp, policy));
  return changes.toSorted(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      b.operations.length - a.operations.length ||
      compareText(sortKey(a), sortKey(b)),
  );
}

function sortKey({ subject, path, kind, direction, fingerprint }: Change): string {
  return [subject, path, kind, direction ?? '', fingerprint].join('\n');
}

function changeOf(finding: Finding, lookUp: LookUp, policy: ReviewPolicy): Change {
  const { kind, direction, owner, effect, places } = finding;
  const reached = lookUp.reached(owner);
  const fingerprint = fingerprintOf(finding, lookUp);
  const { message, advice } = explain(finding);
  return {
    kind,
    severity: severityOf(kind, effect, policy),
    direction,
    subject: lookUp.subject(finding),
    subjectKind: owner.kind,
    path: pathWords(finding.path, owner.kind === 'operation'),
    example: reached.path === null ? null : exampleOf(reached.path, finding.path, reached.first),
    message,
    advice,
    before: finding.before,
    after: finding.after,
    code: effect.code,
    clientsBreak: effect.oldClientBreaks,
    order: orderOf(effect),
    operations: reached.operations,
    places,
    document: null,
    output: lookUp.output(owner),
    allowance: allowanceOf(finding, { fingerprint, reached: reached.old }, policy),
    fingerprint,
  };
}

function exampleOf(path: readonly string[], rest: readonly string[], first: string | null): string | null {
  return first === null ? null : `${first} → ${pathWords([...path, ...rest], true)}`;
}

function allowanceOf(
  { kind }: Finding,
  { fingerprint, reached }: { readonly fingerprint: string; readonly reached: readonly Operation[] },
  policy: ReviewPolicy,
): Allowance | null {
  const [removed] = reached;
  const sunset = kind === 'operation-removed' && removed !== undefined ? sunsetOf(removed, policy) : null;
  return ignoredBy(fingerprint, policy) ?? sunset ?? unstableOf(reached);
}

/** Kinds of which several may be at one place, so that what changed is part of the identity. */
const distinguished: ReadonlySet<ChangeKind> = new Set([
  'value-added',
  'value-removed',
  'variant-added',
  'variant-removed',
  'tag-changed',
  'limit-tightened',
  'limit-loosened',
  'rule-added',
  'rule-removed',
  'media-type-added',
  'media-type-removed',
]);

/** Identities only: no wording, no names that a ledger may change, no positions. */
function fingerprintOf({ kind, direction, owner, path, before, after }: Finding, lookUp: LookUp): string {
  const details = distinguished.has(kind) ? [before, after] : [];
  return hashText(JSON.stringify([kind, direction, lookUp.identity(owner), path, ...details]));
}

interface Reached {
  readonly operations: readonly ReachedOperation[];
  /** The same operations in the old document. */
  readonly old: readonly Operation[];
  readonly path: readonly string[] | null;
  readonly first: string | null;
}

/** Answers about the owner of a finding, each operation and model found once. */
class LookUp {
  readonly #comparison: Comparison;
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #oldOperations: ReadonlyMap<string, Operation>;
  readonly #reached: Map<string, Reached> = new Map();

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
    this.#operations = operationsOf(comparison.after);
    this.#oldOperations = operationsOf(comparison.before);
  }

  subject({ owner, before, after }: Finding): string {
    const { before: old, after: now } = this.#comparison;
    switch (owner.kind) {
      case 'api':
        return now.api.title;
      case 'operation':
        return this.#callOf(owner);
      case 'incoming':
        return this.#handlerOf(owner);
      case 'model': {
        const model = this.#modelOf(now, owner.after) ?? this.#modelOf(old, owner.before);
        if (model === null) return owner.after ?? owner.before ?? '';
        return model;
      }
      case 'name':
        return after ?? before ?? owner.identity;
    }
  }

  /** Stable text that stands for the owner in fingerprints. */
  identity(owner: Owner): string {
    switch (owner.kind) {
      case 'api':
        return 'api';
      case 'operation': {
        const operation = this.#operationOf(owner);
        return operation === undefined
          ? ''
          : `${operation.method} ${operation.url.replaceAll(/\{[^}]*\}/g, '{}')}`;
      }
      case 'incoming':
        return `incoming ${owner.before ?? owner.after ?? ''}`;
      case 'model':
        return `model ${owner.before ?? owner.after ?? ''}`;
      case 'name':
        return `name ${owner.identity}`;
    }
  }

  reached(owner: Owner): Reached {
    const nothing = { operations: [], old: [], path: null, first: null };
    if (owner.kind === 'operation' || owner.kind === 'incoming') return this.#reachedBy([owner], null);
    if (owner.kind !== 'model' || owner.key === null) return nothing;
    const known = this.#reached.get(owner.key);
    if (known !== undefined) return known;
    const { reachers, path } = this.#comparison.reach.of(owner.key);
    const reached = this.#reachedBy(reachers, path);
    this.#reached.set(owner.key, reached);
    return reached;
  }

  /** File of the symbol that callers see. */
  output(owner: Owner): Change['output'] {
    const { after, before } = this.#comparison;
    const identities = identitiesOf(owner);
    for (const side of [after, before])
      for (const identity of identities) {
        const file = side.files.get(identity);
        if (file !== undefined) return { file, line: null };
      }
    return null;
  }

  #reachedBy(owners: readonly Reacher[], path: readonly string[] | null): Reached {
    const operations = owners.flatMap((owner) =>
      owner.kind === 'operation' ? this.#reachedOperation(owner) : this.#reachedIncoming(owner),
    );
    const old = owners.flatMap(({ kind, before }) =>
      kind === 'operation' ? (this.#oldOperations.get(before ?? '') ?? []) : [],
    );
    const [first] = operations;
    const sorted = operations.toSorted((a, b) => compareText(a.call, b.call));
    return { operations: sorted, old, path, first: first?.call ?? null };
  }

  #reachedOperation(owner: OperationOwner): readonly ReachedOperation[] {
    const operation = this.#operationOf(owner);
    if (operation === undefined) return [];
    const { id, method, url } = operation;
    return [{ id, call: this.#callOf(owner), method, url }];
  }

  #reachedIncoming(owner: IncomingOwner): readonly ReachedOperation[] {
    const request = this.#incomingOf(owner);
    if (request === undefined) return [];
    const { id, method, url, key } = request;
    return [{ id, call: this.#handlerOf(owner), method, url: url ?? key }];
  }

  #incomingOf({ before, after }: IncomingOwner): IncomingRequest | undefined {
    const { before: old, after: now } = this.#comparison;
    return (
      now.api.incoming.find(({ id }) => id === after) ?? old.api.incoming.find(({ id }) => id === before)
    );
  }

  #handlerOf(owner: IncomingOwner): string {
    const request = this.#incomingOf(owner);
    const side = owner.after === null ? this.#comparison.before : this.#comparison.after;
    return request === undefined ? (owner.after ?? owner.before ?? '') : incomingName(side, request);
  }

  #operationOf({ before, after }: OperationOwner): Operation | undefined {
    return this.#operations.get(after ?? '') ?? this.#oldOperations.get(before ?? '');
  }

  #callOf(owner: OperationOwner): string {
    const operation = this.#operationOf(owner);
    const side = owner.after === null ? this.#comparison.before : this.#comparison.after;
    return operation === undefined ? (owner.after ?? owner.before ?? '') : callName(side, operation);
  }

  #modelOf(side: Side, id: string | null): string | null {
    const model = side.api.models.find((one) => one.id === id);
    return model === undefined ? null : modelName(side, model);
  }
}

type OperationOwner = Extract<Owner, { kind: 'operation' }>;
type IncomingOwner = Extract<Owner, { kind: 'incoming' }>;

function operationsOf({ api }: Side): ReadonlyMap<string, Operation> {
  return new Map(api.operations.map((operation) => [operation.id, operation]));
}

/** Identities of the symbols that stand for the owner. */
function identitiesOf(owner: Owner): readonly string[] {
  switch (owner.kind) {
    case 'api':
      return [];
    case 'operation':
      return [owner.after, owner.before].map((id) => `operation.call:${id ?? ''}`);
    case 'incoming':
      return [owner.after, owner.before].flatMap((id) =>
        ['webhook', 'callback'].map((kind) => `${kind}.handler:${id ?? ''}`),
      );
    case 'model':
      return [owner.after, owner.before].map((id) => `model.type:${id ?? ''}`);
    case 'name':
      return [owner.identity];
  }
}
