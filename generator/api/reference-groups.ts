/** Groups names that lead to each other, in an order in which they can be defined. */

/**
 * Returns the groups of names that lead to each other. Each group leads only to itself and to earlier groups.
 *
 * Kosaraju's algorithm without recursion: documents may chain thousands of models.
 */
export function referenceGroups(
  references: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const reversed = new Map<string, string[]>();
  for (const [from, targets] of references)
    for (const target of targets) reversed.set(target, [...(reversed.get(target) ?? []), from]);
  const visited = new Set<string>();
  // On the reversed edges, so that the groups come out with the referred ones first.
  const finished = [...references.keys()]
    .flatMap((name) => finishOrder(name, reversed, visited))
    .toReversed();
  const assigned = new Set<string>();
  return finished.flatMap((name) => {
    const group = finishOrder(name, references, assigned);
    return group.length === 0 ? [] : [group];
  });
}

/** Names that are reached from `start` for the first time, each behind those that it leads to. */
function finishOrder(
  start: string,
  edges: ReadonlyMap<string, readonly string[]>,
  visited: Set<string>,
): readonly string[] {
  if (visited.has(start)) return [];
  visited.add(start);
  const finished: string[] = [];
  const path = [{ name: start, next: 0 }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const target = edges.get(top.name)?.[top.next];
    top.next += 1;
    if (target === undefined) {
      finished.push(top.name);
      path.pop();
    } else if (!visited.has(target)) {
      visited.add(target);
      path.push({ name: target, next: 0 });
    }
  }
  return finished;
}
