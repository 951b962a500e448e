/** Orders texts the same way on every machine: by code unit, never by locale. */

export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** A copy of `items` in the order of a text that each of them has. */
export function sortedBy<Item>(items: Iterable<Item>, textOf: (item: Item) => string): readonly Item[] {
  return [...items]
    .map((item) => ({ item, text: textOf(item) }))
    .sort((left, right) => compareText(left.text, right.text))
    .map(({ item }) => item);
}
