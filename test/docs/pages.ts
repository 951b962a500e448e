/** The pages that people read → their text, their code blocks and what they link to. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Page {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** One fenced block of a page. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** Of its first line, from 1, for messages. */
  readonly line: number;
}

/** Every page of the project, sorted by path. */
export function allPages(): readonly Page[] {
  const paths = ['*.md', 'docs/**/*.md', 'examples/*/*.md', 'specs/*.md', 'templates/*.md'];
  return globSync(paths, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map(readPage);
}

/** One page by its path. */
export function readPage(path: string): Page {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** In the order of the page. */
export function codeBlocks({ text }: Page): readonly CodeBlock[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language = '', 2: code = '', index }) => ({
      language,
      text: code,
      line: text.slice(0, index).split('\n').length + 1,
    }),
  );
}

/** The text of a page below a heading, up to the next one of the same level. */
export function sectionOf({ text }: Page, heading: string): string {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  return section.split('\n## ')[0] ?? '';
}

/** Links into the repository that lead nowhere, to a file or to a heading of a page. */
export function deadLinks(page: Page): readonly string[] {
  return linksOf(page).filter((target) => !leadsSomewhere(page, target));
}

/** As they are written; those that lead out of the repository are left out. */
export function linksOf({ text }: Page): readonly string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(page: Page, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page.path : join(dirname(page.path), path);
  if (!existsSync(join(root, file))) return false;
  return anchor === undefined || anchorsOf(readPage(file)).includes(anchor);
}

/** As GitHub makes them of headings. */
function anchorsOf({ text }: Page): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
