import { describe, expect, test } from 'vitest';
import { docLines, inlineComment } from '../../generator/emit/doc-comment.ts';

const sentence = 'All of the words of this sentence are short, so that it can be broken anywhere. ';

function lines(text: string): readonly string[] {
  return (docLines({ text }) ?? '').split('\n');
}

describe('prose', () => {
  test('is broken at the ends of its sentences, so that an edit stays in its own', () => {
    const first = 'Returns what is known of the order, with all its lines and with the state of the payment.';
    const second = 'It may be outdated, e.g. In a test, by up to a minute.';
    expect(lines(`${first} ${second} (See below.)`)).toEqual([first, second, '(See below.)']);
    const changed = lines(`${first} It may be old. (See below.)`);
    expect(changed).toEqual([first, 'It may be old.', '(See below.)']);
  });

  test('is wrapped between words', () => {
    const wrapped = lines(sentence.repeat(5));
    expect(Math.max(...wrapped.map((line) => line.length))).toBeLessThanOrEqual(96);
    expect(wrapped.join(' ')).toBe(sentence.repeat(5).trim());
  });

  test('keeps short lines, and at most one empty line in a row', () => {
    expect(lines('  a  \n\n\n\nb\t\r\nc  ')).toEqual(['a', '', 'b', 'c']);
  });

  test('keeps a word whole that is longer than a line', () => {
    const address = `https://example.com/${'x'.repeat(200)}`;
    expect(lines(`See ${address} there.`)).toEqual(['See', address, 'there.']);
  });

  test.each([
    ['- ', '  '],
    ['12. ', '    '],
    ['  * ', '    '],
  ])('goes on under the text of its item: %j', (mark, indent) => {
    const [, first, second] = lines(`List:\n${mark}${sentence.repeat(2)}`);
    expect(first?.startsWith(mark)).toBe(true);
    expect(second).toMatch(new RegExp(`^${indent}\\S`));
  });
});

describe('what is laid out by hand stays as it is:', () => {
  test.each([
    ['a block of code', `\`\`\`json\n${sentence.repeat(2).trim()}\n\`\`\``],
    ['a block with tildes', `~~~\n${sentence.repeat(2).trim()}\n~~~`],
    ['a table', `| a | b |\n| - | - |\n| ${sentence.repeat(2)}| c |`],
    ['indented code', `Code:\n\n    ${sentence.repeat(2).trim()}`],
  ])('%s', (_, text) => {
    expect(docLines({ text })).toBe(text);
  });

  test('and prose behind a block is wrapped again', () => {
    expect(lines(`\`\`\`\na\n\`\`\`\n${sentence.repeat(2)}`)).toHaveLength(5);
  });
});

describe('tags', () => {
  test('come last, each on its line; one without words is still there', () => {
    const tags = [{ name: 'deprecated', text: '' } as const, { name: 'default', text: '`1`' } as const];
    expect(docLines({ text: 'A pet.', tags })).toBe('A pet.\n\n@deprecated\n@default `1`');
  });

  test('stand alone where there is no text', () => {
    expect(docLines({ text: ' \n', tags: [{ name: 'see', text: 'that' }] })).toBe('@see that');
  });

  test('are never made by the document', () => {
    expect(docLines({ text: 'A pet.\n@deprecated' })).toBe('A pet.\n\\@deprecated');
  });
});

describe('nothing to say', () => {
  test.each([null, undefined, { text: '' }, { text: ' \n\t' }])('is no comment: %j', (docs) => {
    expect(docLines(docs)).toBeNull();
  });
});

test('a comment in code is one line, whatever is in it', () => {
  expect(inlineComment('a\n\n */ b')).toBe(String.raw`/** a *\/ b */`);
});

describe('time grows with the text and not with its square:', () => {
  test.each([
    ['blanks before a word', `${'\t '.repeat(1_000_000)}x`, 1],
    ['blanks between words', `a${'\t '.repeat(1_000_000)}x`, 1],
    ['empty lines', `a${'\n'.repeat(2_000_000)}x`, 3],
    ['lines of prose', 'word\n'.repeat(300_000), 300_000],
  ])('%s', (_, text, count) => {
    expect(lines(text)).toHaveLength(count);
  });
});
