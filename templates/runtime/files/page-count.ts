/** Turns the count of items or pages so far into the parameters that ask for the next page. */
import { comparedText, type NextPage, type Turn } from './pages.js';

/** How the parameter that counts is read and written. */
export interface Counter<Parameters, Page> {
  readonly read: (parameters: Parameters) => number | null | undefined;
  readonly write: (parameters: Parameters, count: number) => Parameters;
  /** How many items, or pages, there are in all, where the page says so. */
  readonly total?: (page: Page) => number | null | undefined;
}

/** The parameter says how many items are before the page; an empty page was the last. */
export function byOffset<Parameters, Page, Item>(
  counter: Counter<Parameters, Page>,
): NextPage<Parameters, Page, Item> {
  return (turn) => {
    const offset = (counter.read(turn.parameters) ?? 0) + turn.items.length;
    return following(turn, counter, { next: offset, reached: offset });
  };
}

/** The parameter is the number of the page. */
export function byPage<Parameters, Page, Item>(
  counter: Counter<Parameters, Page>,
  first = 1,
): NextPage<Parameters, Page, Item> {
  return (turn) => {
    const number = counter.read(turn.parameters) ?? first;
    return following(turn, counter, { next: number + 1, reached: number - first + 1 });
  };
}

interface Count {
  readonly next: number;
  /** How many there were so far. */
  readonly reached: number;
}

function following<Parameters, Page, Item>(
  { parameters, page, items, before, refuse }: Turn<Parameters, Page, Item>,
  { write, total }: Counter<Parameters, Page>,
  { next, reached }: Count,
): Parameters | undefined {
  // A server that does not know the parameter gives the first page again and again.
  if (items.length > 0 && comparedText(items) === comparedText(before))
    refuse('holds what the one before it held');
  const isLast = items.length === 0 || reached >= (total?.(page.data) ?? Infinity);
  return isLast ? undefined : write(parameters, next);
}
