/** The command in a terminal of its own, which `script` opens. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { shop } from '../review/shop.ts';
import { folderWith } from './run-main.ts';

const bin = fileURLToPath(new URL('../../generator/cli/bin.ts', import.meta.url));

/** Takes longer than the time after which progress is shown, on a fast machine too. */
const slowConfig = `const slow = {
  name: 'slow',
  slot: null,
  declare: () => {
    const end = Date.now() + 700;
    while (Date.now() < end);
    return { files: [] };
  },
};
export default { spec: 'api.json', out: 'out', build: false, templates: [slow] };
`;

/** util-linux has the option that returns the exit code of the command; other systems have another `script`. */
const hasScript = String(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout).includes(
  'util-linux',
);

let cwd: string;
beforeAll(async () => {
  cwd = await folderWith({ 'clientwright.config.mjs': slowConfig, 'api.json': JSON.stringify(shop) });
  await mkdir(join(cwd, 'node_modules'));
});

function outputOf(program: string, words: readonly string[]): string {
  const env = { PATH: process.env['PATH'], TERM: 'xterm' };
  return execFileSync(program, words, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

const command = ['--conditions=clientwright-source', bin, 'generate'];

describe.skipIf(!hasScript)('in a terminal', () => {
  test('stage, count and time are on one line, which is gone at the end', () => {
    const words = [process.execPath, ...command].map((word) => `'${word}'`).join(' ');
    const output = outputOf('script', ['-qec', words, '/dev/null']);
    expect(output).toMatch(/out: render, \d+ files, \d+ s/);
    expect(output).toMatch(/out: write, \d+ files, \d+ s/);
    const [last, ...others] = output.trimEnd().split('\r\u001B[K').toReversed();
    expect(last).toMatch(/files written/);
    expect(others.join('')).not.toContain('\n');
  });

  test('several APIs at once share the line', async () => {
    const several = slowConfig.replace(
      "spec: 'api.json', out: 'out'",
      "apis: { a: { spec: 'api.json', out: 'out/a' }, b: { spec: 'api.json', out: 'out/b' } }",
    );
    await writeFile(join(cwd, 'several.mjs'), several);
    const words = [process.execPath, ...command, '--config', 'several.mjs', '--workers', '2'];
    const output = outputOf('script', ['-qec', words.map((word) => `'${word}'`).join(' '), '/dev/null']);
    expect(output).toMatch(/0 of 2 done, \d+ s: out\/[ab]: /);
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => stripVTControlCharacters(line.split('\r\u001B[K').at(-1) ?? ''));
    expect(lines.map((line) => line.replace(/ files written.*\r?$/, '')).filter(Boolean)).toEqual([
      'out/a: 56',
      'out/b: 56',
    ]);
  });

  test('the template that is called is named, so that one which never returns can be found', async () => {
    const quick = `const routes = { name: 'routes', slot: null, declare: (_, plan) => ({ files: [
      { file: plan.file({ identity: 'routes', path: 'ROUTES.md' }), render: () => ({ kind: 'text', text: 'x' }) },
    ] }) };
    export default { spec: 'api.json', out: 'named', build: false, templates: [routes] };`;
    await writeFile(join(cwd, 'named.mjs'), quick);
    const words = [process.execPath, ...command, '--config', 'named.mjs']
      .map((word) => `'${word}'`)
      .join(' ');
    expect(outputOf('script', ['-qec', words, '/dev/null'])).toMatch(
      /named: render, template "routes", \d+ s/,
    );
  });
});
