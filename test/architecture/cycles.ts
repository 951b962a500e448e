/** A graph → its cycles: each group of nodes that all reach each other. */

export type Graph = ReadonlyMap<string, readonly string[]>;

/** Sorted, so that a failing test reads the same twice. Also a node that leads to itself. */
export function cyclesIn(graph: Graph): readonly (readonly string[])[] {
  const reach = new Map([...graph.keys()].map((node) => [node, reachedFrom(node, graph)]));
  const groups = new Map<string, readonly string[]>();
  for (const [node, reached] of reach) {
    if (!reached.has(node)) continue;
    const group = [...reached].filter((other) => reach.get(other)?.has(node)).toSorted();
    groups.set(group.join(' '), group);
  }
  return [...groups.values()];
}

function reachedFrom(start: string, graph: Graph): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...(graph.get(start) ?? [])];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    waiting.push(...(graph.get(node) ?? []));
  }
  return reached;
}
