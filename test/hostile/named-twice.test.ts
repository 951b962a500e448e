/** Hostile text that a document is right about: what an extension or a keyword names is there, so it reaches the code. */
import { describe, expect, test } from 'vitest';
import { allAttacks } from './attacks.ts';
import { generatedPackage } from './generate.ts';
import { judgePackage } from './judge.ts';
import { namingDocument } from './named-twice.ts';
import { sampleOf } from '../support/sample.ts';

/** Longer than a condition may be, no name at all, or an `$id` that is a file of its own: the run stops and says so. */
const refused = new Set(['very long', 'one very long word', 'empty', 'source map', 'Markdown']);

describe('hostile text that pointers, conditions, tags and anchors name stays text:', () => {
  test.each(sampleOf(allAttacks, 6))('$name', async ({ name, text }) => {
    const made = await generatedPackage(JSON.stringify(namingDocument(text)));
    expect(made.hasErrors).toBe(refused.has(name));
    expect(judgePackage(made)).toEqual([]);
  });
});
