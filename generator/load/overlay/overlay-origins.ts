/** The origins of a tree → its origins after an element or a member was removed. */
import type { Origin } from '../origins.ts';

/** Drops what is known of a pointer and of all below it. */
export function forget(origins: Map<string, Origin>, pointer: string): void {
  for (const known of [...origins.keys()]) {
    if (known === pointer || known.startsWith(`${pointer}/`)) origins.delete(known);
  }
}

/** The elements behind the removed one move up by one, with all that is known of them. */
export function closeGap(
  origins: Map<string, Origin>,
  list: string,
  removed: { index: number; length: number },
): void {
  forget(origins, `${list}/${removed.index}`);
  for (let index = removed.index + 1; index < removed.length; index++) {
    moveEntries(origins, `${list}/${index}`, `${list}/${index - 1}`);
  }
}

function moveEntries(origins: Map<string, Origin>, from: string, to: string): void {
  const own = originOf(origins, from);
  const inner = [...origins].filter(([known]) => known.startsWith(`${from}/`));
  forget(origins, from);
  origins.set(to, own);
  for (const [known, origin] of inner) origins.set(to + known.slice(from.length), origin);
}

/** Without an entry of its own, a pointer takes part in that of its nearest ancestor. */
function originOf(origins: ReadonlyMap<string, Origin>, pointer: string): Origin {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const origin = origins.get(at);
    if (origin === undefined) continue;
    const rest = pointer.slice(at.length);
    return typeof origin === 'string' ? origin + rest : { file: origin.file, pointer: origin.pointer + rest };
  }
  return pointer;
}
