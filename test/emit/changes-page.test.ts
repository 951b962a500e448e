import { describe, expect, test } from 'vitest';
import { edited, type Edits } from '../diff/edited.ts';
import { shop } from '../review/shop.ts';
import { generatePackage, type Files } from '../support/generated-package.ts';

const schemas = '/components/schemas';

async function packageOf(edits: Edits, previous: Files = new Map()): Promise<Files> {
  const { files, result } = await generatePackage({ spec: JSON.stringify(edited(shop, edits)), previous });
  expect(result.ok, JSON.stringify(result.diagnostics)).toBe(true);
  return files;
}

const note = { [`${schemas}/Line/properties/note`]: { type: 'string' } };
const street = { [`${schemas}/Order/properties/shipTo/properties/street`]: undefined };

function pageOf(files: Files): string {
  return files.get('CHANGES.md') ?? '';
}

describe('CHANGES.md', () => {
  test('begins with the first change of something public', async () => {
    const first = await packageOf({});
    expect(first.has('CHANGES.md')).toBe(false);
    const second = await packageOf({ ...note, ...street }, first);
    expect(pageOf(second).replaceAll(/\([0-9a-f]{12}\)/g, '(hash)')).toBe(
      [
        '# Changes',
        '',
        '## 1.0.0 (hash)',
        '',
        '- Removed `Order.ShipTo.street?: string`',
        '- Added `Line.note?: string`',
        '',
      ].join('\n'),
    );
  });

  test('has the newest entry first, and the others as they were written', async () => {
    const first = await packageOf(note, await packageOf({}));
    const corrected = new Map([...first, ['CHANGES.md', pageOf(first).replace('Added', 'We added')]]);
    const second = await packageOf({ ...note, ...street }, corrected);
    expect(pageOf(second).match(/^- .*/gm)).toEqual([
      '- Removed `Order.ShipTo.street?: string`',
      '- We added `Line.note?: string`',
    ]);
  });

  test('stays as it is in a run that changes nothing public', async () => {
    const first = await packageOf(note, await packageOf({}));
    const documented = { ...note, [`${schemas}/Order/description`]: 'Another text.' };
    expect(pageOf(await packageOf(documented, first))).toBe(pageOf(first));
  });

  test('has the entries of both branches after a merge', async () => {
    const base = await packageOf({});
    const [ours, theirs] = [await packageOf(note, base), await packageOf(street, base)];
    const entryOf = (files: Files): string => pageOf(files).replace('# Changes\n\n', '');
    const conflict = `# Changes\n\n<<<<<<< ours\n${entryOf(ours)}=======\n${entryOf(theirs)}>>>>>>> theirs\n`;
    const apiConflict = `<<<<<<< ours\n${ours.get('API.md') ?? ''}=======\n${theirs.get('API.md') ?? ''}>>>>>>> theirs\n`;
    const merged = new Map([...ours, ['CHANGES.md', conflict], ['API.md', apiConflict]]);
    const page = pageOf(
      await generatePackage({
        spec: JSON.stringify(edited(shop, { ...note, ...street })),
        previous: merged,
        options: { force: true },
      }).then(({ files }) => files),
    );
    expect(page).not.toContain('<<<<');
    expect(page).toContain(entryOf(ours).trim());
    expect(page).toContain(entryOf(theirs).trim());
  });
});
