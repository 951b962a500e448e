import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../generator/cli/commands.ts';
import { slotNames } from '../../generator/plan/declare.ts';
import { allPages, codeBlocks, deadLinks, readPage, root, sectionOf, type Page } from './pages.ts';

const readme = readPage('README.md');

describe('every page', () => {
  it.each(allPages().map((page) => [page.path, page] as const))(
    '%s links to what is there',
    (_path, page) => {
      expect(deadLinks(page)).toEqual([]);
    },
  );

  it('would be found with a link that leads nowhere', () => {
    const text = '[a](docs/names.md#the-ledger) [b](docs/names.md#the-legder) [c](no.md) [d](https://e.com)';
    expect(deadLinks({ path: 'README.md', text })).toEqual(['docs/names.md#the-legder', 'no.md']);
  });
});

describe('README.md', () => {
  const entries = [...sectionOf(readme, 'Where is what').matchAll(/^- `([^`]+)`: \S/gm)].map(
    ([, path = '']) => path,
  );

  it('says of nothing where it is that is not there', () => {
    expect(entries.length).toBeGreaterThan(20);
    expect(entries.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('says where every folder of the generator and of the templates is, and every file beside them', () => {
    const there = ['generator', 'templates'].flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
        if (entry.isFile()) return entry.name.endsWith('.ts') ? [`${folder}/${entry.name}`] : [];
        return readdirSync(join(root, folder, entry.name)).length === 0 ? [] : [`${folder}/${entry.name}/`];
      }),
    );
    const known = [...entries, 'templates/index.ts'];
    expect(there.filter((path) => !known.includes(path))).toEqual([]);
  });

  it('names tests that are there for what it promises', () => {
    const tests = [...sectionOf(readme, 'What it promises').matchAll(/`(test\/[^`]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(tests.length).toBeGreaterThan(8);
    expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('names commands that there are', () => {
    const scripts: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
    const shell = codeBlocks(readme).filter(({ language }) => language === 'sh');
    const text = [...shell.map((block) => block.text), ...readme.text.matchAll(/`npm run [^`]+`/g)].join(
      '\n',
    );
    const run = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name);
    const called = [...text.matchAll(/npx clientwright (\w+)/g)].map(([, name]) => name);
    expect(run).toContain('demo');
    expect(run.filter((name) => !Object.keys(Object(scripts)).includes(String(name)))).toEqual([]);
    expect(called.sort()).toEqual(Object.keys(commands).sort());
  });
});

describe('what a page lists is all there is', () => {
  it('keys of the configuration, commands and options', () => {
    const page = readPage('docs/configuration.md');
    const options = Object.values(commands).flatMap((command) => Object.keys(command.options));
    expect(unnamed(page, membersOf('generator/config/config.ts', 'ApiConfig'))).toEqual([]);
    expect(unnamed(page, membersOf('generator/config/config.ts', 'SharedConfig'))).toEqual([]);
    expect(unnamed(page, Object.keys(commands))).toEqual([]);
    expect(
      unnamed(
        page,
        [...new Set(options)].map((option) => `--${option}`),
      ),
    ).toEqual([]);
  });

  it('options of a client, a call and a wait', () => {
    const page = readPage('docs/generated-package.md');
    const folder = 'templates/runtime/files';
    expect(unnamed(page, membersOf(`${folder}/transport.ts`, 'TransportOptions'))).toEqual([]);
    expect(unnamed(page, membersOf(`${folder}/settings.ts`, 'RequestOptions'))).toEqual([]);
    expect(unnamed(page, membersOf(`${folder}/waiter-definition.ts`, 'WaiterOptions'))).toEqual([]);
  });

  it('keys of waiters and long-polls', () => {
    const page = readPage('docs/overlays-and-waiters.md');
    const readers = ['waiters', 'long-poll', 'criteria'];
    const texts = readers.map((name) => readPage(`generator/normalise/operations/${name}.ts`).text);
    const lists = texts.flatMap((text) => [
      ...text.matchAll(
        /(?:reportOtherKeys\(\w+(?:\([^)]*\))?, |timeKeys = |pollingKeys = )\[(?<list>[^\]]*)\]/g,
      ),
    ]);
    const keys = lists.flatMap(({ groups }) =>
      [...(groups?.['list'] ?? '').matchAll(/'(?<key>\w+)'/g)].map(([, key = '']) => key),
    );
    expect(keys).toContain('limitCount');
    expect(keys).toContain('maxWaitMs');
    expect(unnamed(page, keys)).toEqual([]);
  });

  it('slots', () => {
    expect(unnamed(readPage('docs/templates.md'), slotNames)).toEqual([]);
    expect(unnamed(readPage('templates/README.md'), slotNames)).toEqual([]);
  });
});

/** Names that no row of a table or line of a page has in code. */
function unnamed({ text }: Page, names: readonly string[]): readonly string[] {
  return names.filter((name) => !new RegExp(`\`${name}[\`( ]`).test(text));
}

/** The members that an interface declares itself, read as text: types are gone where tests run. */
function membersOf(path: string, name: string): readonly string[] {
  const { text } = readPage(path);
  const [, body = ''] = new RegExp(`interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(text) ?? [];
  const members = [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member = '']) => member);
  if (members.length === 0) throw new Error(`${path} has no interface ${name} with members.`);
  return members;
}
