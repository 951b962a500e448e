import { expect, it } from 'vitest';
import { positionAt, positionIndex } from '../../generator/diagnostics/source.ts';

it.each(['', 'a', '\n', 'a\nb', 'a\r\nb\n\nc', '\n\n\n'])(
  'finds every offset of %j alike, one or many',
  (text) => {
    const positionOf = positionIndex(text);
    for (let offset = 0; offset <= text.length; offset++) {
      expect(positionOf(offset)).toEqual(positionAt(text, offset));
    }
  },
);
