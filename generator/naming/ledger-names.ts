/** The names of a ledger as callers write them, and the changes that people make to them. */
import { sortedBy } from '../api/compare.ts';
import type { Ledger } from './ledger.ts';

export interface LedgerName {
  readonly identity: string;
  /** With the types around it: `Order.Status`. */
  readonly name: string;
  /** The name of the type that it is an alias of; `null`: it is none. */
  readonly aliasOf: string | null;
}

const typePrefix = 'model.type:';
const filePrefix = 'file:';

/** Sorted by name. Paths of files are not names that callers write. */
export function namesOf(ledger: Ledger): readonly LedgerName[] {
  const own = [...ledger.names.keys()].filter((identity) => !identity.startsWith(filePrefix));
  const names = own.map((identity): LedgerName => {
    const id = identity.startsWith(typePrefix) ? identity.slice(typePrefix.length) : null;
    const target = id === null ? undefined : ledger.aliases.get(id);
    const aliasOf = target === undefined ? null : qualifiedName(ledger, typePrefix + target);
    return { identity, name: qualifiedName(ledger, identity), aliasOf };
  });
  return sortedBy(names, ({ name, identity }) => `${name}\u0000${identity}`);
}

/** A nested type has the identity of the type around it, and one step more. */
function qualifiedName(ledger: Ledger, identity: string): string {
  const name = ledger.names.get(identity) ?? identity;
  if (!identity.startsWith(typePrefix)) return name;
  const outer = identity.slice(0, Math.max(0, identity.lastIndexOf('/')));
  return ledger.names.has(outer) ? `${qualifiedName(ledger, outer)}.${name}` : name;
}

export type Found =
  { readonly ok: true; readonly found: LedgerName } | { readonly ok: false; readonly problem: string };

/** How many identities a message lists. */
const MOST_LISTED = 5;

/** `text`: a name as callers write it, or an identity. */
export function findName(ledger: Ledger, text: string): Found {
  const names = namesOf(ledger);
  const exact = names.filter(({ identity, name }) => identity === text || name === text);
  const matches = exact.length > 0 ? exact : names.filter(({ name }) => name.split('.').at(-1) === text);
  const [found, ...others] = matches;
  if (found === undefined) return { ok: false, problem: `The ledger has no name ${JSON.stringify(text)}.` };
  if (others.length === 0) return { ok: true, found };
  const listed = matches.slice(0, MOST_LISTED).map(({ identity }) => JSON.stringify(identity));
  const problem = `The ledger has ${matches.length} names ${JSON.stringify(text)}: use an identity, such as ${listed.join(', ')}.`;
  return { ok: false, problem };
}

/** With another name for the identity. Other names stay, also one that is equal. */
export function withName(ledger: Ledger, identity: string, name: string): Ledger {
  return { ...ledger, names: new Map(ledger.names).set(identity, name) };
}

/** Without the name: an alias is gone, and anything else derives a name again. */
export function withoutName(ledger: Ledger, identity: string): Ledger {
  const [names, aliases] = [new Map(ledger.names), new Map(ledger.aliases)];
  const id = identity.startsWith(typePrefix) ? identity.slice(typePrefix.length) : null;
  names.delete(identity);
  if (id === null || !aliases.delete(id)) return { ...ledger, names };
  for (const inner of aliases.keys()) if (inner.startsWith(`${id}/`)) aliases.delete(inner);
  return { ...ledger, names: new Map([...names].filter(([one]) => !isOfModel(one, id))), aliases };
}

/** A name of the model, or of one that is nested in it. */
function isOfModel(identity: string, id: string): boolean {
  const own = identity.slice(identity.indexOf(':') + 1);
  return identity.startsWith('model.') && (own === id || own.startsWith(`${id}/`));
}

/** Without all aliases. */
export function withoutAliases(ledger: Ledger): Ledger {
  return [...ledger.aliases.keys()].reduce((rest, id) => withoutName(rest, typePrefix + id), ledger);
}
