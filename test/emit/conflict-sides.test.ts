import { expect, test } from 'vitest';
import { conflictSides } from '../../generator/emit/conflict-sides.ts';

/** Written out nowhere in the sources: tools look for such lines. */
const [start, base, middle, end] = ['<', '|', '=', '>'].map((sign) => sign.repeat(7));
const text = (...lines: readonly (string | undefined)[]): string => lines.map((line) => `${line}\n`).join('');

test('each side has its own lines, and those that were merged', () => {
  const conflict = text('a', `${start} HEAD`, 'b', middle, 'c', 'd', `${end} branch`, 'e');
  expect(conflictSides(conflict)).toEqual({ ours: text('a', 'b', 'e'), theirs: text('a', 'c', 'd', 'e') });
});

test('lines of the common ancestor are in neither', () => {
  const conflict = text(`${start} HEAD`, 'b', `${base} 3f2a9c1`, 'a', middle, 'c', `${end} branch`);
  expect(conflictSides(conflict)).toEqual({ ours: text('b'), theirs: text('c') });
});

test('a side may be empty, and there may be several conflicts', () => {
  const conflict = text(start, middle, 'b', end, 'c', start, 'd', middle, end);
  expect(conflictSides(conflict)).toEqual({ ours: text('c', 'd'), theirs: text('b', 'c') });
});

test('line ends are kept, also where the last line has none', () => {
  const conflict = `${start} HEAD\r\na\r\n${middle}\r\nb\r\n${end} branch\r\nc`;
  expect(conflictSides(conflict)).toEqual({ ours: 'a\r\nc', theirs: 'b\r\nc' });
});

test.each([
  ['nothing', ''],
  ['an underlined heading', text('Title', middle)],
  ['a text that speaks of markers', text(`  ${start} HEAD`, `${start}${start}`)],
  ['a conflict that does not end', text(`${start} HEAD`, 'a', middle, 'b')],
  ['a half-solved conflict', text(`${start} HEAD`, 'a', `${end} branch`)],
])('%s is no conflict', (_, other) => {
  expect(conflictSides(other)).toBeNull();
});
