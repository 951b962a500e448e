/** Decides who gets which name, by what each is and never by order. */
import { pascalCase, splitWords } from '../../naming/words.ts';

export interface Claim {
  readonly key: string;
  /** From the best name to one that nobody else can have. */
  readonly names: readonly string[];
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
  readonly refused: { name: string; winner: string | null }[];
}

/** Of all that wish one name the strongest keeps it; where two are equally strong, neither does. */
export function settleNames(
  claims: readonly Claim[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, Settled> {
  const contenders = claims.map((claim): Contender => ({ claim, level: 0, refused: [] }));
  for (let moved = true; moved;) {
    moved = false;
    for (const [key, rivals] of byWish(contenders)) {
      const winner = taken.has(key) ? null : strongest(rivals);
      const losers = rivals.filter((rival) => rival !== winner && hasNext(rival));
      if (rivals.length === 1 && winner !== null) continue;
      for (const loser of losers) {
        loser.refused.push({ name: nameOf(loser), winner: winner?.claim.key ?? null });
        loser.level += 1;
        moved = true;
      }
    }
  }
  return new Map(
    contenders.map((one) => [one.claim.key, { name: nameOf(one), refused: one.refused }] as const),
  );
}

function byWish(contenders: readonly Contender[]): ReadonlyMap<string, readonly Contender[]> {
  const wishes = new Map<string, Contender[]>();
  for (const contender of contenders) {
    const key = pascalCase(splitWords(nameOf(contender))).toLowerCase();
    wishes.set(key, [...(wishes.get(key) ?? []), contender]);
  }
  return wishes;
}

function strongest(rivals: readonly Contender[]): Contender | null {
  const strengths = rivals.map(({ claim, level }) => level * 10 + claim.priority);
  const best = Math.min(...strengths);
  const first = strengths.indexOf(best);
  return first === strengths.lastIndexOf(best) ? (rivals[first] ?? null) : null;
}

function nameOf({ claim, level }: Contender): string {
  return claim.names[Math.min(level, claim.names.length - 1)] ?? 'model';
}

function hasNext({ claim, level }: Contender): boolean {
  return level < claim.names.length - 1;
}
