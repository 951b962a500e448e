import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatePackage, root } from '../../support/generated-package.ts';

describe('what the README of a package says of every call', () => {
  it('has a line on streams, pages and the errors of an operation where there are some', async () => {
    const titles = await titlesOf('test/fixtures/pet-hotel/spec.yaml');
    expect(titles).toEqual(
      expect.arrayContaining(['Streams', 'Pages', 'Errors of one operation', 'Retries']),
    );
    expect(titles).not.toContain('Waiting');
  });

  it('has a line on waiting where there is something to wait for, and none on what there is not', async () => {
    const titles = await titlesOf('specs/workflows.json', 'specs/workflows.overlay.yaml');
    expect(titles).toEqual(expect.arrayContaining(['Waiting', 'Retries']));
    expect(titles).not.toContain('Streams');
    expect(titles).not.toContain('Pages');
  });
});

async function titlesOf(specFile: string, overlayFile?: string): Promise<readonly string[]> {
  const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
  const overlay = overlayFile === undefined ? {} : { overlay: await read(overlayFile) };
  const { files } = await generatePackage({
    spec: await read(specFile),
    specFile: specFile.endsWith('.yaml') ? 'spec.yaml' : 'spec.json',
    ...overlay,
  });
  const readme = files.get('README.md') ?? '';
  return [...readme.matchAll(/^- \*\*(.+?)\.\*\*/gm)].map(([, title = '']) => title);
}
