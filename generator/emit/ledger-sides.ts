/** The ledgers of the two branches of a merge to one that keeps the names of both. */
import type { Ledger } from '../naming/ledger.ts';
import { ledgerPath } from './output-path.ts';

export interface JoinedLedger {
  readonly ledger: Ledger;
  /** What a person has to decide, a sentence for each. */
  readonly problems: readonly string[];
}

/** The same whichever branch is merged into which. */
export function joinLedgers(ours: Ledger, theirs: Ledger): JoinedLedger {
  const ledger = {
    models: join(ours.models, theirs.models),
    names: join(ours.names, theirs.names),
    operations: join(ours.operations, theirs.operations),
  };
  return { ledger, problems: contradictions(ours.names, theirs.names) };
}

/** What else is kept than names only helps to find them: of two, the first by its text will do. */
function join(
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const joined = new Map(ours);
  for (const [key, value] of theirs) {
    const other = joined.get(key);
    if (other === undefined || value < other) joined.set(key, value);
  }
  return joined;
}

/** Callers of either branch write its name: which of them have to change is for a person to say. */
function contradictions(
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
): readonly string[] {
  return [...ours].flatMap(([identity, name]) => {
    const other = theirs.get(identity) ?? name;
    if (other === name) return [];
    const names = [name, other].sort().map((one) => JSON.stringify(one));
    return `${ledgerPath} has two names for ${JSON.stringify(identity)}, ${names.join(' and ')}: remove the line of one.`;
  });
}
