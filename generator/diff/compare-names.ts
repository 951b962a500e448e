/** Compares the names that callers write, and the declarations that no change of the document accounts for. */
import { idsOf, type CodeVerdict, type Finding } from './change.ts';
import type { Sides } from './compare-values.ts';
import { effect, noEffect } from './judge.ts';
import type { Matched } from './match.ts';
import type { IncomingRequest, Model, Operation } from '../api/api.ts';
import type { Signature, SignatureMember } from './side.ts';

export interface NamesRequest {
  readonly sides: Sides;
  readonly operations: Matched<Operation>;
  readonly incoming: Matched<IncomingRequest>;
  readonly models: Matched<Model>;
  /** Findings about operations and models. A declaration that one of them concerns is explained. */
  readonly findings: readonly Finding[];
}

export function compareNames(request: NamesRequest): readonly Finding[] {
  return [...changedNames(request), ...changedOptions(request), ...changedSignatures(request)];
}

function nameFinding(
  identity: string,
  names: Pick<Finding, 'before' | 'after'>,
): Omit<Finding, 'kind' | 'effect'> {
  const owner = { kind: 'name', identity } as const;
  return { owner, direction: null, path: [], ...names, places: { before: null, after: null } };
}

/** Names by identity, where the identities of models and operations that were matched count as one. */
function changedNames(request: NamesRequest): readonly Finding[] {
  const { before, after } = request.sides;
  const moved = movedIdentities(request);
  const oldIdentities = new Set([...before.names.keys()].map(moved));
  const implied = impliedBy(request);
  const left = [...before.names].filter(([identity]) => isCallersName(identity));
  return [
    ...left.flatMap(([identity, name]): readonly Finding[] => {
      const now = after.names.get(moved(identity));
      if (now === name || implied(identity)) return [];
      if (now === undefined)
        return [
          {
            ...nameFinding(identity, { before: name, after: null }),
            kind: 'name-removed',
            effect: effect('breaks'),
          },
        ];
      // A method that was renamed is a change of its operation.
      if (identity.startsWith('operation.method:') || identity.startsWith('group:')) return [];
      return [
        {
          ...nameFinding(identity, { before: name, after: now }),
          kind: 'name-changed',
          effect: effect('breaks'),
        },
      ];
    }),
    ...[...after.names].flatMap(([identity, name]): readonly Finding[] =>
      oldIdentities.has(identity) || !isCallersName(identity) || implied(identity)
        ? []
        : [{ ...nameFinding(identity, { before: null, after: name }), kind: 'name-added', effect: noEffect }],
    ),
  ];
}

/** Paths of files are no names, and options of the client have a kind of their own. */
function isCallersName(identity: string): boolean {
  return !/^(?:file|group|client\.credential|resource|operation\.argument):|^resource\./.test(identity);
}

type Rename = (identity: string) => string;

function movedIdentities({ operations, incoming, models }: NamesRequest): Rename {
  const ids = new Map<string, string>(
    [...operations.pairs, ...incoming.pairs, ...models.pairs].map(({ before, after }) => [
      before.id,
      after.id,
    ]),
  );
  return (identity) => {
    const colon = identity.lastIndexOf(':');
    const starts = [identity.indexOf(':'), colon].filter((index) => index >= 0);
    for (const start of starts) {
      const next = ids.get(identity.slice(start + 1));
      if (next !== undefined) return `${identity.slice(0, start + 1)}${next}`;
    }
    return identity;
  };
}

/** Names of an operation, webhook or nested type that came or left as a whole are not told one by one. */
function impliedBy({ operations, incoming, models }: NamesRequest): (identity: string) => boolean {
  const requests = [...incoming.added, ...incoming.removed];
  const changed = [...operations.added, ...operations.removed, ...requests].map(({ id }) => id);
  const changedIds = new Set([...models.added, ...models.removed].map(({ id }) => id));
  const nested = [...models.added, ...models.removed].filter(
    ({ parent }) => parent !== null && changedIds.has(parent),
  );
  const owners = new Set([...changed, ...nested.map(({ id }) => id)]);
  return (identity) => {
    const isOwn = [...suffixesOf(identity)].some((suffix) => owners.has(suffix));
    return (
      isOwn ||
      (/^model\.(?!type)/.test(identity) && [...suffixesOf(identity)].some((id) => changedIds.has(id)))
    );
  };
}

/** `operation.waiter.try:Done:orders.wait` → `Done:orders.wait`, `orders.wait` */
function* suffixesOf(identity: string): Generator<string> {
  for (let at = identity.indexOf(':'); at >= 0; at = identity.indexOf(':', at + 1))
    yield identity.slice(at + 1);
}

const optionsIdentity = 'client:Client Options';

/** Credentials and the server are options of `createClient`. */
function changedOptions({ sides }: NamesRequest): readonly Finding[] {
  const before = sides.before.signatures.get(optionsIdentity)?.members ?? new Map<string, SignatureMember>();
  const after = sides.after.signatures.get(optionsIdentity)?.members ?? new Map<string, SignatureMember>();
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name): readonly Finding[] => {
    const [left, right] = [before.get(name), after.get(name)];
    const found = nameFinding(`client option ${name}`, {
      before: left === undefined ? null : name,
      after: right === undefined ? null : name,
    });
    if (left === undefined && right !== undefined)
      return [{ ...found, kind: 'option-added', effect: effect(right.isOptional ? 'compiles' : 'breaks') }];
    if (right === undefined) return [{ ...found, kind: 'option-removed', effect: effect('breaks') }];
    const code = optionVerdict(left ?? right, right);
    return code === null ? [] : [{ ...found, kind: 'option-changed', effect: effect(code) }];
  });
}

function optionVerdict(before: SignatureMember, after: SignatureMember): CodeVerdict | null {
  if (before.text !== after.text) return 'breaks';
  if (before.isOptional === after.isOptional) return null;
  return after.isOptional ? 'compiles' : 'breaks';
}

/** Declarations of custom templates, and everything else that changed without a reason in the document. */
function changedSignatures(request: NamesRequest): readonly Finding[] {
  const { before, after } = request.sides;
  const moved = movedIdentities(request);
  const explained = explainedBy(request);
  const pairs = [...before.signatures.values()].flatMap((one) => {
    const other = after.signatures.get(moved(one.identity));
    return other === undefined || one.text === other.text ? [] : [{ one, other }];
  });
  return pairs
    .filter(({ one }) => !explained(one.identity))
    .map(({ one, other }) => ({
      ...nameFinding(one.identity, { before: one.name, after: other.name }),
      kind: 'signature-changed',
      effect: effect(signatureVerdict(one, other)),
    }));
}

/** Declarations of models, operations and the client follow from the document, so that its changes explain them. */
function explainedBy({ findings, operations, models }: NamesRequest): (identity: string) => boolean {
  const ids = new Set(findings.flatMap(({ owner }) => idsOf(owner)));
  for (const { id } of [...operations.added, ...operations.removed, ...models.added, ...models.removed])
    ids.add(id);
  for (const { before, after } of models.pairs) if (before.id !== after.id) ids.add(after.id);
  const isDerived = /^(?:client[.:]|resource\.|group:|runtime|operation\.|model\.|webhooks?\b|callbacks?\b)/;
  return (identity) => ids.size > 0 && isDerived.test(identity);
}

/** A new optional member breaks nothing, a new required one breaks full mocks. Anything else may break callers. */
function signatureVerdict(before: Signature, after: Signature): CodeVerdict {
  const [left, right] = [before.members, after.members];
  if (left === null || right === null) return 'breaks';
  const isKept = [...left].every(([name, { text, isOptional }]) => {
    const now = right.get(name);
    return now?.text === text && now.isOptional === isOptional;
  });
  if (!isKept) return 'breaks';
  const added = [...right].filter(([name]) => !left.has(name));
  return added.some(([, { isOptional }]) => !isOptional) ? 'tests' : 'compiles';
}
