import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../generator/diagnostics/catalogue.ts';
import type { CatalogueEntry } from '../../generator/diagnostics/catalogue.ts';
import { printCatalogue } from './print-catalogue.ts';

const entries: readonly (readonly [string, CatalogueEntry])[] = Object.entries(catalogue);

describe('docs/diagnostics.md', () => {
  it('is what the catalogue gives (`npx vitest run test/diagnostics -u` writes it)', async () => {
    const page = await format(printCatalogue(catalogue), { parser: 'markdown', printWidth: 110 });
    await expect(page).toMatchFileSnapshot('../../docs/diagnostics.md');
  });

  it('explains every code', () => {
    const page = printCatalogue(catalogue);
    for (const [code] of entries) expect(page).toContain(`### ${code}\n`);
  });
});

describe('the catalogue', () => {
  it.each(entries)(
    '%s has a title without a full stop, and a cause and a fix that are sentences',
    (code, entry) => {
      expect(code).toMatch(/^CW[1-69]\d{3}$/);
      expect(entry.title).toMatch(/^\S.*[^.]$/);
      expect(entry.cause).toMatch(/[.)]$/);
      expect(entry.fix).toMatch(/[.)]$/);
    },
  );

  it.each(entries)('%s says what is in it once', (_code, { title, cause, fix }) => {
    expect(new Set([title, cause, fix]).size).toBe(3);
  });
});
