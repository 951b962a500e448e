/** The operations, webhooks and callbacks that reach a pair of models, and the shortest path to it. */
import type { Direction, Owner } from './change.ts';

/** An operation, webhook or callback that uses a model, directly or through other models. */
export type Reacher = Extract<Owner, { kind: 'operation' | 'incoming' }>;

/** One use of a pair of models. */
interface Use {
  readonly owner: Owner;
  readonly path: readonly string[];
}

export interface ReachedFrom {
  /** Each once. */
  readonly reachers: readonly Reacher[];
  /** The shortest path from the first of them; `null`: there is none. */
  readonly path: readonly string[] | null;
}

/** Built while models are compared. Each use is recorded once, whatever the number of paths. */
export class Reach {
  readonly #uses: Map<string, Use[]> = new Map();

  add(
    key: string,
    use: { readonly owner: Owner; readonly path: readonly string[]; readonly direction: Direction },
  ): void {
    const { owner, path } = use;
    this.#uses.set(key, [...(this.#uses.get(key) ?? []), { owner, path }]);
  }

  /** Searches in breadth, so that the first one is one of the nearest. */
  of(key: string): ReachedFrom {
    const reachers = new Map<string, Reacher>();
    let shortest: readonly string[] | null = null;
    const seen = new Set([key]);
    let level: readonly { readonly key: string; readonly path: readonly string[] }[] = [{ key, path: [] }];
    while (level.length > 0) {
      const next: { key: string; path: readonly string[] }[] = [];
      for (const { owner, path } of level.flatMap((one) => this.#usesOf(one))) {
        if (owner.kind === 'operation' || owner.kind === 'incoming') {
          reachers.set(`${owner.kind} ${owner.before} ${owner.after}`, owner);
          shortest ??= path;
        } else if (owner.kind === 'model' && owner.key !== null && !seen.has(owner.key)) {
          seen.add(owner.key);
          next.push({ key: owner.key, path });
        }
      }
      level = next;
    }
    return { reachers: [...reachers.values()], path: shortest };
  }

  #usesOf({ key, path }: { readonly key: string; readonly path: readonly string[] }): readonly Use[] {
    return (this.#uses.get(key) ?? []).map((use) => ({ owner: use.owner, path: [...use.path, ...path] }));
  }
}
