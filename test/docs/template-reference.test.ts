import { format, resolveConfig } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from './pages.ts';
import { templateReference } from './template-reference.ts';

const path = `${root}docs/template-reference.md`;

describe('docs/template-reference.md', () => {
  let page: string;
  beforeAll(async () => {
    const options = await resolveConfig(path);
    page = await format(templateReference(), { ...options, filepath: path });
  });

  it('is current: `npm run docs:templates` writes it', async () => {
    await expect(page).toMatchFileSnapshot(path);
  });

  it('has an entry for each export of the public API, and for types that only they name', async () => {
    const exported = Object.entries(await import('../../generator/index.ts'));
    const functions = exported.flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
    expect(functions.length).toBeGreaterThan(30);
    expect(functions.filter((name) => !page.includes(`\n### Function \`${name}\`\n`))).toEqual([]);
    expect(page).toContain('\n### Constant `nothing`\n');
    expect(page).toContain('\n### CodePart\n');
  });

  it('links each type to its entry, and a member of a base that is not exported is a member', () => {
    expect(page).toContain('- `parameters: Parameter[]` → [Parameter](#parameter): Path parameters first');
    const [, array = ''] = page.split('\n### ArraySchema\n');
    expect(array.split('\n### ')[0]).toContain('- `docs: Docs` → [Docs](#docs)');
  });

  it('has the comment of each member of a union', () => {
    expect(page).toContain(
      'isFormatted?: boolean }`: Set if the template has already formatted the Markdown.',
    );
  });

  it('has headings that differ, also where a link ignores case', () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase());
    expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([]);
  });

  it('has nothing of a function but its signature', () => {
    expect(page).toContain('`literal(content: JsonValue): Code` → [JsonValue](#jsonvalue), [Code](#code)');
    expect(page).not.toMatch(/\breturn \{/);
  });
});
