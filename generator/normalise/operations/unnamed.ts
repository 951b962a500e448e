/** Says of tags and operationIds that no name can be made of, once for each: their operations are named otherwise. */
import type { Place } from '../../api/place.ts';
import { isNameable } from '../../naming/words.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf, reportAt } from '../scope.ts';
import { childOf, itemsOf, textAt } from '../source.ts';
import type { WrittenOperation } from './path-item.ts';

/** Each at its first use, operations in the order of the API. */
export function reportUnnamed(scope: Scope, written: readonly WrittenOperation[]): void {
  const places = new Map<string, Place>();
  for (const { source } of written) {
    const id = textAt(source, 'operationId')?.trim() ?? '';
    const texts = [
      { what: 'operationId', text: id, source: childOf(source, 'operationId') },
      ...itemsOf(childOf(source, 'tags')).map((tag) => ({ what: 'tag', text: tag.value, source: tag })),
    ];
    for (const { what, text, source: at } of texts) {
      if (typeof text !== 'string' || text === '' || isNameable(text)) continue;
      const thing = `${what} ${quote(text)}`;
      if (!places.has(thing)) places.set(thing, placeOf(scope, at));
    }
  }
  for (const [thing, place] of places) {
    const message = `The ${thing} has no ASCII letter or digit, and is not part of names.`;
    reportAt(scope, place, { code: 'CW2036', message });
  }
}
