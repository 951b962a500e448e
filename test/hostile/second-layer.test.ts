/** With an encoder switched off, hostile text does become code: then the second layer refuses the file. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type * as Encoders from '../../generator/naming/encode.ts';
import { allAttacks } from './attacks.ts';
import { cleanDocument } from './document.ts';
import { generatedPackage } from './generate.ts';
import { hostileDocument, places } from './places.ts';

/** What stands in for an encoder: the naive one that most generators start with. */
const naive = vi.hoisted(() => ({
  off: '',
  encodeString: (text: string): string => `'${text}'`,
  encodeStringWithoutBackslash: (text: string): string => `'${text.replaceAll("'", "\\'")}'`,
  encodeKey: (name: string): string => (/^[\w$]+$/.test(name) ? name : `'${name}'`),
  encodeComment: (text: string): string => text,
  encodeCommentByDeleting: (text: string): string => text.replaceAll('*/', ''),
}));

vi.mock(import('../../generator/naming/encode.ts'), async (original) => {
  const real: typeof Encoders = await original();
  return {
    ...real,
    encodeLiteral: (content) => {
      if (typeof content !== 'string') return real.encodeLiteral(content);
      if (naive.off === 'string') return naive.encodeString(content);
      return naive.off === 'backslash'
        ? naive.encodeStringWithoutBackslash(content)
        : real.encodeLiteral(content);
    },
    encodeKey: (name) => (naive.off === 'key' ? naive.encodeKey(name) : real.encodeKey(name)),
    encodeComment: (text) => {
      if (naive.off === 'comment') return naive.encodeComment(text);
      return naive.off === 'deleting' ? naive.encodeCommentByDeleting(text) : real.encodeComment(text);
    },
  };
});

beforeEach(() => {
  naive.off = '';
});

function attack(name: string): string {
  return allAttacks.find((each) => each.name === name)?.text ?? '';
}

/** Codes of the errors that stopped the run. */
async function refusals(text: string): Promise<readonly string[]> {
  const { files, diagnostics } = await generatedPackage(text);
  expect(files.size).toBe(0);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

const inProse = places.filter(({ kind }) => kind === 'text');
const inKeys = places.filter(({ name }) => /^key .*\/properties\/(?:state|owner)$/.test(name));

test('with all encoders on, a clean document has nothing to refuse', async () => {
  expect((await generatedPackage(JSON.stringify(cleanDocument))).files.size).toBeGreaterThan(40);
});

describe('what a naive encoder lets through is refused before it is written,', () => {
  test.each([
    ['string', 'single quote', inProse],
    ['string', 'line separators', inProse],
    ['string', 'bidirectional marks', inProse],
    ['backslash', 'escaped quote', inProse],
    ['key', 'another member', inKeys],
    ['comment', 'end of comment', inProse],
    ['comment', 'compiler directive', inProse],
    ['comment', 'source map', inProse],
    ['comment', 'bidirectional marks', inProse],
    ['deleting', 'end of comment that re-forms', inProse],
  ])('although it is code: %s, %s', async (encoder, name, where) => {
    const text = hostileDocument(where, attack(name));
    expect((await generatedPackage(text)).files.size).toBeGreaterThan(0);
    naive.off = encoder;
    expect(await refusals(text)).toContain('CW5015');
  });

  test.each([
    ['string', 'backslash at the end', inProse],
    ['string', 'key and type', inProse],
    ['backslash', 'backslash before the quote', inProse],
    ['key', 'single quote', inKeys],
    ['comment', 'end of comment, then a template literal', inProse],
    ['comment', 'end of comment, as a member', inProse],
  ])('also where nothing but the formatter trips over it: %s, %s', async (encoder, name, where) => {
    naive.off = encoder;
    expect(await refusals(hostileDocument(where, attack(name)))).toContain('CW5001');
  });
});
