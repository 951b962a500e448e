/** The pages that are in the package, and that whatever they link to is in it too. */
import { execFile } from 'node:child_process';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { allPages, linksOf, root, type Page } from './pages.ts';

let shipped: readonly string[];
beforeAll(async () => {
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'];
  const { stdout } = await promisify(execFile)('npm', words, { cwd: root });
  const packed: readonly { files: readonly { path: string }[] }[] = JSON.parse(stdout);
  shipped = packed.flatMap(({ files }) => files.map(({ path }) => path));
});

/** Links to files that the package lacks; a folder is there where a file in it is. */
function missing({ path, text }: Page): readonly string[] {
  return linksOf({ path, text }).filter((target) => {
    const [file = ''] = target.split('#');
    const found = file === '' ? path : posix.join(posix.dirname(path), file);
    return !shipped.some((each) => each === found || each.startsWith(`${found.replace(/\/$/, '')}/`));
  });
}

describe('the package', () => {
  it('has what its pages link to', () => {
    const pages = allPages().filter(({ path }) => shipped.includes(path));
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.flatMap((page) => missing(page).map((target) => `${page.path}: ${target}`))).toEqual([]);
  });

  it('would be found without it', () => {
    expect(missing({ path: 'docs/a.md', text: '[a](../generator/index.ts) [b](names.md)' })).toEqual([
      '../generator/index.ts',
    ]);
  });
});

it('every decision is in the list of them', () => {
  const pages = allPages().map(({ path }) => path);
  const list = allPages().find(({ path }) => path === 'docs/decisions/README.md');
  const decisions = pages.filter((path) => /^docs\/decisions\/\d/.test(path));
  expect(linksOf(list ?? { path: '', text: '' }).map((link) => `docs/decisions/${link}`)).toEqual(decisions);
});
