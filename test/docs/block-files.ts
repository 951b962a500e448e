/** The TypeScript blocks of a page → files that a compiler can look at, one after the other as the reader does. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { typeErrors } from '../support/type-errors.ts';
import { codeBlocks, root, type Page } from './pages.ts';

/** What the reader has at hand, and no block declares. */
const freeNames = `
declare const id: string;
declare const signal: AbortSignal;
declare const untrusted: unknown;
`;

const paths = {
  clientwright: [join(root, 'generator/clientwright.ts')],
  'clientwright/templates': [join(root, 'templates/index.ts')],
  'clientwright/templates/msw': [join(root, 'templates/mocks/msw.ts')],
  'clientwright/templates/cli': [join(root, 'templates/tools/cli.ts')],
  'clientwright/templates/mcp': [join(root, 'templates/tools/mcp.ts')],
  'clientwright/templates/zod': [join(root, 'templates/zod/zod.ts')],
  'clientwright/templates/samples': [join(root, 'templates/mocks/samples.ts')],
  'clientwright/templates/tanstack-query': [join(root, 'templates/tanstack-query/tanstack-query.ts')],
  '@artu/workflows': [join(root, 'generated/workflows/src/index.ts')],
  '@artu/workflows/*': [join(root, 'generated/workflows/src/resources/*.ts')],
  '@example/hotel': [join(root, 'test/docs/hotel.ts')],
  '@example/shop': [join(root, 'test/docs/shop.ts')],
  '@example/shop/samples': [join(root, 'test/docs/shop-samples.ts')],
  '@example/hotel/guests': [join(root, 'test/docs/hotel.ts')],
  vitest: [join(root, 'node_modules/vitest/dist/index.d.ts')],
};

/** What the compiler says against the blocks of these pages; `folder` is where their files go. */
export async function blockErrors(pages: readonly Page[], folder: string): Promise<readonly string[]> {
  const free = join(folder, 'free-names.d.ts');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(free, freeNames);
  const written = await Promise.all(pages.map((page) => writeBlocks(page, folder)));
  return typeErrors([free, ...written.flat()], { paths, types: ['node'] });
}

/** The files of a page lie in a folder of its own, so that they may import each other. */
export async function writeBlocks(page: Page, folder: string): Promise<readonly string[]> {
  const home = join(folder, page.path.replaceAll(/[/.]/g, '-'));
  await mkdir(home, { recursive: true });
  return Promise.all(
    modulesOf(page).map(async ({ name, text }) => {
      const file = join(home, name);
      await writeFile(file, text);
      return file;
    }),
  );
}

interface BlockModule {
  readonly name: string;
  readonly text: string;
}

/** A block without an import goes on with what the one before has imported and made. */
function modulesOf(page: Page): readonly BlockModule[] {
  const modules: BlockModule[] = [];
  for (const { language, text, line } of codeBlocks(page)) {
    if (language !== 'ts') continue;
    const last = modules.at(-1);
    if (/^import /m.test(text) || last === undefined) modules.push({ name: fileNameOf(text, line), text });
    else modules.splice(-1, 1, { name: last.name, text: `${last.text}\n{\n${text}}\n` });
  }
  return modules;
}

/** `export const operationIds` is the file that a later block imports as `./operation-ids.ts`. */
function fileNameOf(text: string, line: number): string {
  const exported = /^export const (\w+)/m.exec(text)?.[1];
  if (exported === undefined) return `line-${line}.ts`;
  return `${exported.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}
