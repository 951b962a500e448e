/**
 * One idea a folder: `fixtures/<idea>/spec.yaml`, and what becomes of it beside it.
 *
 * `UPDATE=1 npx vitest run test/fixtures.test.ts` writes the expectations anew, to be read like any other change.
 */
import { existsSync, readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../generator/generate.ts';
import type { GenerateOptions } from '../generator/options.ts';
import { folderWith, runMain } from './cli/run-main.ts';
import { readAll, root, type Files } from './support/generated-package.ts';

const fixtures = join(root, 'test/fixtures');
const ideas = readdirSync(fixtures).filter(
  (idea) => idea !== 'pet-hotel' && existsSync(join(fixtures, idea, 'spec.yaml')),
);

describe.each(ideas)('%s', (idea) => {
  it('becomes what is written beside it', async () => {
    const made = await outcomeOf(await readFile(join(fixtures, idea, 'spec.yaml'), 'utf8'));
    if (process.env['UPDATE'] === '1') await update(idea, made);
    expect(made).toEqual(await expectationsOf(idea));
  });
});

/** Without its progress, of which a slow machine prints more. */
const pipeline = { generate: (options: GenerateOptions) => generate(options) };

/** `models.ts` and `resources.ts` where a package was made; `diagnostics.txt` where there is something to say. */
type Outcome = Readonly<Record<string, string>>;

const expectations = ['models.ts', 'resources.ts', 'diagnostics.txt'];

async function outcomeOf(spec: string): Promise<Outcome> {
  const cwd = await folderWith({ 'spec.yaml': spec });
  try {
    const words = ['generate', '--spec', 'spec.yaml', '--out', 'out', '--name', 'test', '--verbose'];
    const { stderr } = await runMain(words, { cwd, pipeline });
    const files = await readAll(join(cwd, 'out'));
    const texts = {
      'models.ts': excerpt(files, 'src/models/'),
      'resources.ts': excerpt(files, 'src/resources/'),
      'diagnostics.txt': stderr,
    };
    return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  } finally {
    await rm(cwd, { recursive: true });
  }
}

/** All files of a folder one after the other, without their imports. */
function excerpt(files: Files, folder: string): string {
  return [...files]
    .filter(([path]) => path.startsWith(folder))
    .map(([path, text]) => `// ${path}\n\n${text.replaceAll(/^import [^;]*;\n/gm, '').trim()}\n`)
    .join('\n');
}

async function expectationsOf(idea: string): Promise<Outcome> {
  const present = expectations.filter((file) => existsSync(join(fixtures, idea, file)));
  const texts = await Promise.all(
    present.map(async (file) => [file, await readFile(join(fixtures, idea, file), 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}

async function update(idea: string, made: Outcome): Promise<void> {
  for (const file of expectations) {
    const path = join(fixtures, idea, file);
    const text = made[file];
    await (text === undefined ? rm(path, { force: true }) : writeFile(path, text));
  }
}
