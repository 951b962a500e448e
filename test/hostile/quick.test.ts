/** Every attack in every place at once: all of it is still text. `full.ts` tells the places apart. */
import { describe, expect, test } from 'vitest';
import { nameAttacks, textAttacks } from './attacks.ts';
import { cleanDocument } from './document.ts';
import { sampleOf } from '../support/sample.ts';
import { generatedPackage } from './generate.ts';
import { judge } from './judge.ts';
import { hostileDocument, places } from './places.ts';

/** A mapping that looks like a file is refused as a reference that leads nowhere: on its own it says more. */
const mapping = 'value /components/schemas/Animal/discriminator/mapping/cat';
const together = places.filter(({ name }) => name !== mapping);

test('the clean document is generated, and nobody objects', async () => {
  const text = JSON.stringify(cleanDocument);
  expect((await generatedPackage(text)).files.size).toBeGreaterThan(40);
  expect(await judge(text)).toEqual([]);
});

describe('hostile text in every place stays text:', () => {
  test.each(sampleOf(textAttacks, 3))('$name', async ({ text }) => {
    expect(await judge(hostileDocument(together, text))).toEqual([]);
  });
});

describe('a hostile name in every place names nothing outside of the package:', () => {
  test.each(sampleOf(nameAttacks, 3))('$name', async ({ text }) => {
    expect(await judge(hostileDocument(together, text))).toEqual([]);
  });
});

test.each(['*/ $pwn$(); /*', '../../etc/passwd', '#/components/schemas/__proto__'])(
  'a mapping to %s is refused or ignored, and says where',
  async (text) => {
    const document = hostileDocument(
      places.filter(({ name }) => name === mapping),
      text,
    );
    const { diagnostics } = await generatedPackage(document);
    expect(await judge(document)).toEqual([]);
    expect(diagnostics.some(({ place }) => place?.pointer.includes('discriminator'))).toBe(true);
  },
);
