import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatText } from '../../generator/emit/format-text.ts';

const folder = new URL('../../templates/runtime/files/', import.meta.url);

it('modules that are copied unformatted are formatted as what is generated beside them', async () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  expect(names.length).toBeGreaterThan(40);
  for (const name of names) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    expect(await formatText({ path: name, format: 'typescript', text }), name).toEqual({ ok: true, text });
  }
});
