/** What both branches of a merge have recorded, as one record. */
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../generator/emit/files.ts';
import { createManifest, hashed } from '../../generator/emit/manifest.ts';
import { conflictSides, joinLedgers, joinSides } from '../../generator/emit/merge-sides.ts';
import { emptyLedger } from '../../generator/naming/ledger.ts';
import { head, outputFiles, type Tree } from './output-folder.ts';

describe('a text with conflict markers', () => {
  // Assembled here, because tools search sources for such lines.
  const [start, base, middle, end] = ['<', '|', '=', '>'].map((sign) => sign.repeat(7));
  const text = (...lines: readonly (string | undefined)[]): string =>
    lines.map((line) => `${line}\n`).join('');

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
});

const onDisk = (tree: Tree) =>
  new Map(Object.entries(tree).map(([path, text]) => [path, { sha256: sha256(text) }] as const));

describe('two manifests', () => {
  const ours = createManifest(head, hashed(outputFiles({ 'a.ts': 'ours', 'b.ts': 'same', 'c.ts': 'ours' })));
  const theirs = createManifest(
    head,
    hashed(outputFiles({ 'a.ts': 'theirs', 'b.ts': 'same', 'c.ts': 'theirs', 'd.ts': 'theirs' })),
  );

  test('give each file the entry of the branch that it comes from', () => {
    const found = onDisk({ 'a.ts': 'theirs', 'b.ts': 'same', 'c.ts': 'ours', 'd.ts': 'theirs' });
    const { manifest, merged } = joinSides([ours, theirs], found);
    expect([...manifest.files].map(([path, entry]) => [path, entry.sha256])).toEqual(
      ['theirs', 'same', 'ours', 'theirs'].map((text, index) => [`${'abcd'[index]}.ts`, sha256(text)]),
    );
    expect([...merged]).toEqual([]);
  });

  test('tell a file that git has put together from one that somebody has edited', () => {
    const found = onDisk({ 'a.ts': 'a mixture', 'b.ts': 'edited', 'c.ts': 'ours', 'd.ts': 'edited' });
    expect([...joinSides([ours, theirs], found).merged]).toEqual(['a.ts']);
  });

  test('of two generators make no text a cache', () => {
    expect(joinSides([ours, theirs], new Map()).manifest.toolHash).toBe(head.toolHash);
    const newer = { ...theirs, toolHash: sha256('newer tools') };
    expect(joinSides([ours, newer], new Map()).manifest.toolHash).toBe('');
  });
});

describe('two ledgers', () => {
  const ours = {
    ...emptyLedger,
    names: new Map([['a', 'A']]),
    operations: new Map([['GET /a', 'a.list']]),
    models: new Map([['/x', 'inline:x']]),
  };
  const theirs = {
    ...emptyLedger,
    names: new Map([['b', 'B']]),
    operations: new Map([['GET /a', 'a.all']]),
    models: new Map([['/y', 'inline:y']]),
  };

  test('keep what either has, the same in both directions', () => {
    const { ledger, problems } = joinLedgers(ours, theirs);
    expect(problems).toEqual([]);
    expect(ledger.names).toEqual(new Map([...ours.names, ...theirs.names]));
    expect(ledger.models).toEqual(new Map([...ours.models, ...theirs.models]));
    expect(ledger.operations).toEqual(new Map([['GET /a', 'a.all']]));
    expect(joinLedgers(theirs, ours).ledger).toEqual(ledger);
  });

  test('leave every contradiction to a person', () => {
    const names = (...entries: [string, string][]) => ({ ...emptyLedger, names: new Map(entries) });
    const { problems } = joinLedgers(
      names(['a', 'A'], ['b', 'B'], ['c', 'C']),
      names(['a', 'Z'], ['b', 'B'], ['c', 'X']),
    );
    expect(problems).toEqual([
      '.clientwright/names.json has two names for "a", "A" and "Z": remove the line of one.',
      '.clientwright/names.json has two names for "c", "C" and "X": remove the line of one.',
    ]);
  });
});
