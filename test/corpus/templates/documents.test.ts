/** Real documents with the optional templates: what is generated compiles, and every verdict on it is the same. */
import { describe, expect, it } from 'vitest';
import { isCorpusThere, pathOf, rootOf, usableDocuments } from '../../support/corpus.ts';
import { tryDocument } from './try-document.ts';

/** Of the small documents, every fortieth: `npm run test:corpus-templates` tries all of them. */
const documents = usableDocuments
  .filter(({ bytes }) => bytes < 30_000)
  .filter((_, index) => index % 40 === 0)
  .map(({ entry }) => entry);

describe.skipIf(!isCorpusThere)('a package with samples, mocks and schemas', () => {
  it.each(documents)('of %s compiles, and validates what it should', async (entry) => {
    const { faults } = await tryDocument({
      spec: pathOf(entry),
      root: rootOf(entry),
      types: {},
    });
    expect(faults).toEqual([]);
  });
});
