/** Gives every declared symbol its final name: by its own identity and the ledger, never by order. */
import {
  identityHash,
  isIdentifier,
  isSafeKey,
  isTrap,
  platformNames,
  toIdentifier,
  typeOperatorNames,
} from '../naming/identifier.ts';
import { camelCase, isNameable, pascalCase, splitWords } from '../naming/words.ts';
import type { PlannedSymbol, SymbolRequest } from '../template/plan.ts';

export interface NameRequests {
  readonly symbols: ReadonlyMap<string, SymbolRequest>;
  /** Taken in the package before anybody asks: the public names of the runtime. */
  readonly taken: ReadonlySet<string>;
  /** Symbols that take the name of another one, by identity. */
  readonly likes?: ReadonlyMap<string, PlannedSymbol>;
  /** Names that people already write: identity to name. */
  readonly ledger: ReadonlyMap<string, string>;
}

interface ResolvedNames {
  readonly names: ReadonlyMap<string, string>;
  /** Symbols that callers see and that did not get the name they asked for. */
  readonly changed: readonly ChangedName[];
  /** Symbols that did not get their name of the ledger. */
  readonly refused: readonly RefusedName[];
}

export interface RefusedName {
  readonly request: SymbolRequest;
  /** The name of the ledger. */
  readonly wanted: string;
  readonly got: string;
  readonly why: 'no identifier' | 'taken';
}

export interface ChangedName {
  readonly request: SymbolRequest;
  readonly wanted: string;
  readonly got: string;
  readonly why: ChangeReason;
}

/** `unnamed`: no letter or digit of the name can stand in one here. `contested`: `by` could have it as well. */
type ChangeReason =
  | { readonly kind: 'taken' | 'contested'; readonly by: SymbolRequest }
  | { readonly kind: 'reserved' }
  | { readonly kind: 'unnamed' };

/**
 * A name of the ledger is kept; then whoever has the best claim gets a name; the others try their
 * longer names, and at last one with a hash of their identity.
 */
export function resolveNames(requests: NameRequests): ResolvedNames {
  const { likes = new Map<string, PlannedSymbol>() } = requests;
  const scopes = new Scopes(requests);
  const inOrder = byDepth(
    inOrderOfClaim([...requests.symbols.values()].filter(({ identity }) => !likes.has(identity))),
  );
  const names = new Map<string, string>();
  const assign = (request: SymbolRequest, candidates: readonly string[]): boolean => {
    const name = candidates.find((candidate) => scopes.take(request, candidate));
    if (name === undefined) return false;
    names.set(request.identity, name);
    return true;
  };
  const fresh = inOrder.filter((request) => !assign(request, ledgerName(request, requests.ledger)));
  const rivalOf = findRivals(inOrder);
  const uncontested = uncontestedBy(rivalOf);
  // The name of a key in the ledger is settled: if nothing else is left, its other names are free.
  const unsettled = uncontestedBy(findRivals(fresh));
  const losers = fresh.filter(
    (request) => !assign(request, uncontested(request, [cased(request, request.name)])),
  );
  for (const request of losers) {
    const longer = longerNames(request);
    assign(request, [...uncontested(request, longer.slice(0, -1)), ...unsettled(request, longer)]);
  }
  const isLoser = new Set(losers);
  const isChanged = (request: SymbolRequest): boolean => isLoser.has(request) || !isNameable(request.name);
  const changed = fresh
    .filter(isKept)
    .filter(isChanged)
    .map((request): ChangedName => {
      const wanted = cased(request, request.name);
      const why: ChangeReason = isNameable(request.name)
        ? scopes.whyNot(request, wanted, rivalOf(request, wanted))
        : { kind: 'unnamed' };
      return { request, wanted, got: names.get(request.identity) ?? '', why };
    });
  for (const [identity, like] of likes) names.set(identity, names.get(like.identity) ?? '');
  return { names, changed, refused: refusedNames(fresh, requests.ledger, names) };
}

function refusedNames(
  fresh: readonly SymbolRequest[],
  ledger: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): readonly RefusedName[] {
  return fresh.filter(isKept).flatMap((request) => {
    const [wanted, got] = [ledger.get(request.identity), names.get(request.identity) ?? ''];
    if (wanted === undefined || wanted === got) return [];
    const why = ledgerName(request, ledger).length === 0 ? 'no identifier' : 'taken';
    return [{ request, wanted, got, why }];
  });
}

type NameFilter = (request: SymbolRequest, names: readonly string[]) => readonly string[];

function uncontestedBy(rivalOf: RivalOf): NameFilter {
  return (request, names) => names.filter((name) => rivalOf(request, name) === null);
}

/** Longer than any name that people have written: beyond it, a sentence has been put where a name belongs. */
const longestName = 120;

/** The cased form of a name, made a legal identifier where it is none. */
function cased(request: SymbolRequest, name: string): string {
  if (request.isKey === true) return isSafeKey(name) ? name : toIdentifier(name);
  const words = isNameable(name) ? splitWords(name) : [`x${identityHash(name)}`];
  const wanted = request.case ?? (request.meaning === 'type' ? 'pascal' : 'camel');
  const whole = wanted === 'pascal' ? pascalCase(words) : camelCase(words);
  const text = whole.length > longestName ? `${whole.slice(0, longestName)}_${identityHash(name)}` : whole;
  return request.isMember === true && /^[A-Za-z_$][\w$]*$/.test(text) ? text : toIdentifier(text);
}

/** A hash is for what words cannot tell apart: beside a reserved name, one with a `_` is as good. */
function longerNames(request: SymbolRequest): readonly string[] {
  const name = cased(request, request.name);
  const spaced = isTrap(name) ? [`${name}_`] : [];
  const hashed = `${name}_${identityHash(request.identity)}`;
  return [...(request.alternatives ?? []).map((longer) => cased(request, longer)), ...spaced, hashed];
}

function ledgerName(request: SymbolRequest, ledger: ReadonlyMap<string, string>): readonly string[] {
  const name = ledger.get(request.identity);
  if (name === undefined || !isKept(request)) return [];
  if (request.isKey === true) return isSafeKey(name) ? [name] : [];
  return isIdentifier(name) || (request.isMember === true && /^[A-Za-z_$][\w$]*$/.test(name)) ? [name] : [];
}

/** Returns true if callers write the name. The ledger keeps such names. */
export function isKept(request: SymbolRequest): boolean {
  return (
    request.isKept === true ||
    request.isPublic === true ||
    request.isMember === true ||
    request.isKey === true ||
    request.parent !== undefined
  );
}

/** Parents before what is nested in them, the order kept otherwise. */
function byDepth(requests: readonly SymbolRequest[]): readonly SymbolRequest[] {
  const byIdentity = new Map(requests.map((request) => [request.identity, request]));
  const depthOf = (request: SymbolRequest): number => {
    const parent = request.parent && byIdentity.get(request.parent.identity);
    return parent === undefined ? 0 : 1 + depthOf(parent);
  };
  const depths = new Map(requests.map((request) => [request, depthOf(request)]));
  return [...requests].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0));
}

/** Better claims first; among equals the one whose name is already cased so; then by identity. */
function inOrderOfClaim(requests: readonly SymbolRequest[]): readonly SymbolRequest[] {
  const exactness = new Map(
    requests.map((request) => [request, Number(cased(request, request.name) === request.name)]),
  );
  return requests.toSorted((a, b) => {
    const claims = (b.claim ?? 0) - (a.claim ?? 0) || (exactness.get(b) ?? 0) - (exactness.get(a) ?? 0);
    if (claims !== 0) return claims;
    return a.identity < b.identity ? -1 : 1;
  });
}

/** Which names are taken where. */
class Scopes {
  readonly #taken: Map<string, Map<string, SymbolRequest>> = new Map();
  readonly #requests: NameRequests;
  /** Names by symbol, so that a nested name is never that of what it is nested in. */
  readonly #names: Map<string, string> = new Map();

  constructor(requests: NameRequests) {
    this.#requests = requests;
  }

  take(request: SymbolRequest, name: string): boolean {
    const scopes = scopesOf(request).map((scope) => this.#scope(scope));
    if (scopes.some((scope) => scope.has(name)) || this.#isReserved(request, name)) return false;
    if (request.avoid?.includes(name) === true) return false;
    for (const scope of scopes) scope.set(name, request);
    this.#names.set(request.identity, name);
    return true;
  }

  /** Of a name that was refused: who has it, who could have it as well, or that nobody may have it. */
  whyNot(request: SymbolRequest, name: string, rival: SymbolRequest | null): ChangeReason {
    const [by] = scopesOf(request).flatMap((scope) => this.#scope(scope).get(name) ?? []);
    if (by !== undefined && by !== request) return { kind: 'taken', by };
    return rival === null ? { kind: 'reserved' } : { kind: 'contested', by: rival };
  }

  #isReserved(request: SymbolRequest, name: string): boolean {
    if (request.isKey === true) return false;
    if (isTrap(name)) return true;
    if (request.isMember === true) return false;
    if (request.parent !== undefined) {
      return typeOperatorNames.has(name) || this.#ancestorNames(request).includes(name);
    }
    return platformNames.has(name) || (request.isPublic === true && this.#requests.taken.has(name));
  }

  #ancestorNames(request: SymbolRequest): readonly string[] {
    const names: string[] = [];
    let parent = request.parent;
    while (parent !== undefined) {
      names.push(this.#names.get(parent.identity) ?? '');
      parent = this.#requests.symbols.get(parent.identity)?.parent;
    }
    return names;
  }

  #scope(key: string): Map<string, SymbolRequest> {
    const known = this.#taken.get(key) ?? new Map<string, SymbolRequest>();
    this.#taken.set(key, known);
    return known;
  }
}

function scopesOf(request: SymbolRequest): readonly string[] {
  if (request.isKey === true) return [`keys:${request.parent?.identity ?? ''}`];
  if (request.isMember === true) return [`members:${request.parent?.identity ?? ''}`];
  if (request.parent !== undefined) return [`namespace:${request.parent.identity}`];
  if (request.isModule === true) return ['package'];
  const files = [request.file, ...(request.handedOnBy === undefined ? [] : [request.handedOnBy])];
  const scopes = files.map(({ identity }) => `file:${identity}`);
  return request.isPublic === true ? [...scopes, 'package'] : scopes;
}

/** Returns a symbol that keeps `name` from `request`; `null` where none does. */
type RivalOf = (request: SymbolRequest, name: string) => SymbolRequest | null;

/**
 * Compares the keys of each object with one another.
 *
 * A key may have a name that no other key of the object has among its own names. So a key that is
 * added can take nobody's name: it makes names unavailable, and the keys that wanted them take longer
 * ones. The exception is the first name of a key with a better claim.
 */
function findRivals(requests: readonly SymbolRequest[]): RivalOf {
  const keys = requests.filter(({ isKey }) => isKey === true);
  const byObject = Map.groupBy(keys, ({ parent }) => parent?.identity ?? '');
  const candidates = new Map([...byObject].map(([object, each]) => [object, byCandidate(each)]));
  return (request, name) => {
    if (request.isKey !== true) return null;
    const others = candidates.get(request.parent?.identity ?? '')?.get(name) ?? [];
    return others.find((other) => other !== request && !outranks(request, other, name)) ?? null;
  };
}

function byCandidate(requests: readonly SymbolRequest[]): ReadonlyMap<string, readonly SymbolRequest[]> {
  const byName = new Map<string, SymbolRequest[]>();
  for (const request of requests) {
    for (const name of new Set([request.name, ...(request.alternatives ?? [])])) {
      byName.set(name, [...(byName.get(name) ?? []), request]);
    }
  }
  return byName;
}

function outranks(request: SymbolRequest, other: SymbolRequest, name: string): boolean {
  return request.name === name && (request.claim ?? 0) > (other.claim ?? 0);
}
