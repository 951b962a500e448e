import { describe, expect, test } from 'vitest';
import { type PartitionNode, refinePartition } from '../../generator/normalise/models/shapes.ts';

type Graph = ReadonlyMap<string, PartitionNode<string>>;

function graph(nodes: Readonly<Record<string, readonly [text: string, ...children: string[]]>>): Graph {
  return new Map(Object.entries(nodes).map(([key, [text, ...children]]) => [key, { text, children }]));
}

/** Keys of each class, in order. */
function classesOf(nodes: Graph): readonly (readonly string[])[] {
  const classes = refinePartition(nodes);
  return [...Map.groupBy(nodes.keys(), (key) => classes.get(key)).values()];
}

describe('nodes are of one class', () => {
  test('where their texts are equal', () => {
    expect(classesOf(graph({ a: ['x'], b: ['y'], c: ['x'] }))).toEqual([['a', 'c'], ['b']]);
  });

  test('unless a difference lies anywhere below them', () => {
    const nodes = graph({
      a: ['#', 'b'],
      b: ['#', 'c'],
      c: ['x'],
      k: ['#', 'l'],
      l: ['#', 'm'],
      m: ['x'],
      z: ['#', 'm'],
    });
    expect(classesOf(nodes)).toEqual([
      ['a', 'k'],
      ['b', 'l', 'z'],
      ['c', 'm'],
    ]);
  });

  test('in rings, where no path leads to a difference', () => {
    const nodes = graph({ a: ['#', 'b'], b: ['#', 'a'], c: ['#', 'c'], d: ['#', 'e'], e: ['!', 'd'] });
    expect(classesOf(nodes)).toEqual([['a', 'b', 'c'], ['d'], ['e']]);
  });

  test('where their children are the same in the same order, also outside of the graph', () => {
    const nodes = graph({ a: ['#', 'x', 'y'], b: ['#', 'y', 'x'], c: ['#', 'x', 'y'] });
    expect(classesOf(nodes)).toEqual([['a', 'c'], ['b']]);
  });
});

/** The definition, taken literally: separate by the classes of the children until nothing changes. */
function classesByDefinition(nodes: Graph): readonly (readonly string[])[] {
  let classes = new Map([...nodes].map(([key, { text }]) => [key, text]));
  for (let count = -1; count !== new Set(classes.values()).size;) {
    count = new Set(classes.values()).size;
    const signatures = [...nodes].map(([key, { children }]) => [
      key,
      JSON.stringify([classes.get(key), ...children.map((child) => classes.get(child))]),
    ]);
    const numbers = [...new Set(signatures.map(([, signature]) => signature))];
    classes = new Map(signatures.map(([key = '', signature]) => [key, String(numbers.indexOf(signature))]));
  }
  return [...Map.groupBy(nodes.keys(), (key) => classes.get(key)).values()];
}

test('random graphs have the classes of the definition', () => {
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 300; round += 1) {
    const count = 2 + random(20);
    const nodes = Array.from({ length: count }, (_, index): [string, PartitionNode<string>] => [
      `n${index}`,
      {
        text: String(random(2)),
        children: Array.from({ length: random(3) }, () => `n${random(count)}`),
      },
    ]);
    const whole = new Map(nodes);
    expect(classesOf(whole)).toEqual(classesByDefinition(whole));
  }
});
