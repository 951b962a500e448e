/** Turns what a page says of the next one into the parameters that ask for it. */
import type { NextPage } from './pages.js';

/** The page holds the cursor; none, or an empty one, says that it was the last. */
export function byCursor<Parameters, Page, Item, Cursor>(
  read: (page: Page) => Cursor | null | undefined,
  write: (parameters: Parameters, cursor: Cursor) => Parameters,
): NextPage<Parameters, Page, Item> {
  return ({ parameters, page }) => {
    const cursor = read(page.data);
    return cursor === null || cursor === undefined || cursor === ''
      ? undefined
      : write(parameters, cursor);
  };
}

/** The next page begins after the last item of this one; an empty page was the last. */
export function byLastItem<Parameters, Page, Item, Cursor>(
  read: (item: Item) => Cursor | null | undefined,
  write: (parameters: Parameters, cursor: Cursor) => Parameters,
): NextPage<Parameters, Page, Item> {
  return ({ parameters, items }) => {
    const last = items.at(-1);
    const cursor = last === undefined ? undefined : read(last);
    return cursor === null || cursor === undefined ? undefined : write(parameters, cursor);
  };
}
