/** Reads the tags that the document describes, in its order. */
import type { Tag } from '../api/api.ts';
import { readDocs } from './docs.ts';
import type { Source } from './source.ts';
import { itemsOf, textAt } from './source.ts';

export function readTags(source: Source): readonly Tag[] {
  return itemsOf(source).flatMap((tag) => {
    const name = textAt(tag, 'name');
    return name === null ? [] : [{ name, docs: readDocs(tag) }];
  });
}
