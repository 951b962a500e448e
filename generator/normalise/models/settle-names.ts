/** Decides who gets which name, by what each is and never by order. */
import { pascalCase, splitWords } from '../../naming/words.ts';

export interface Claim {
  readonly key: string;
  /** From the best name on. */
  readonly names: readonly string[];
  /** The name after all others, which nobody else can have. */
  readonly last: () => string;
  readonly priority: number;
}

export interface Settled {
  readonly name: string;
  /** The names that others have got; `null`: it was taken from the start. */
  readonly refused: readonly { readonly name: string; readonly winner: string | null }[];
}

interface Contender {
  readonly claim: Claim;
  level: number;
  name: string;
  /** What has to differ between two names. */
  nameKey: string;
  readonly refused: { name: string; winner: string | null }[];
}

/** Of all that wish one name the strongest keeps it; where two are equally strong, neither does. */
export function settleNames(
  claims: readonly Claim[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, Settled> {
  const contenders = claims.map((claim): Contender => ({
    claim,
    level: 0,
    refused: [],
    ...nameAt(claim, 0),
  }));
  for (let moved = true; moved;) {
    moved = false;
    for (const [key, rivals] of byWish(contenders)) {
      const winner = taken.has(key) ? null : strongest(rivals);
      const losers = rivals.filter((rival) => rival !== winner && hasNext(rival));
      if (rivals.length === 1 && winner !== null) continue;
      for (const loser of losers) {
        loser.refused.push({ name: loser.name, winner: winner?.claim.key ?? null });
        loser.level += 1;
        Object.assign(loser, nameAt(loser.claim, loser.level));
        moved = true;
      }
    }
  }
  return new Map(contenders.map(({ claim, name, refused }) => [claim.key, { name, refused }] as const));
}

function byWish(contenders: readonly Contender[]): ReadonlyMap<string, readonly Contender[]> {
  const wishes = new Map<string, Contender[]>();
  for (const contender of contenders) {
    const rivals = wishes.get(contender.nameKey) ?? [];
    rivals.push(contender);
    wishes.set(contender.nameKey, rivals);
  }
  return wishes;
}

function strongest(rivals: readonly Contender[]): Contender | null {
  const strengths = rivals.map(({ claim, level }) => level * 10 + claim.priority);
  const best = Math.min(...strengths);
  const first = strengths.indexOf(best);
  return first === strengths.lastIndexOf(best) ? (rivals[first] ?? null) : null;
}

function nameAt(claim: Claim, level: number): Pick<Contender, 'name' | 'nameKey'> {
  const name = claim.names[level] ?? claim.last();
  return { name, nameKey: nameKey(name) };
}

/** Two names that differ in this may stand side by side, whatever case they are printed in. */
export function nameKey(name: string): string {
  return pascalCase(splitWords(name)).toLowerCase();
}

function hasNext({ claim, level }: Contender): boolean {
  return level < claim.names.length;
}
