import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runMain } from './run-main.ts';

const words = ['init', '--spec', 'specs/my api.json', '--out', 'generated/api'];
const spec = { 'specs/my api.json': '{}' };

describe('init', () => {
  it('writes a configuration and the scripts, and says what comes next', async () => {
    const cwd = await folderWith({
      ...spec,
      'package.json':
        '{\n    "name": "x",\n    "type": "module",\n    "scripts": {\n        "test": "node --test"\n    }\n}\n',
    });
    const answer = await runMain([...words, '--name', '@acme/api'], { cwd });
    expect(answer.code).toBe(0);
    expect(await read(cwd, 'clientwright.config.ts')).toBe(
      "import { defineConfig } from 'clientwright';\n\nexport default defineConfig({\n  spec: 'specs/my api.json',\n  out: 'generated/api',\n  name: '@acme/api',\n});\n",
    );
    expect(await read(cwd, 'package.json')).toBe(
      '{\n    "name": "x",\n    "type": "module",\n    "scripts": {\n        "test": "node --test",\n        "pull": "clientwright pull",\n        "generate": "clientwright generate",\n        "check": "clientwright check",\n        "diff": "clientwright diff"\n    }\n}\n',
    );
    expect(answer.stdout).toContain('npx clientwright generate');
  });

  it('names the folder after the spec where none is given', async () => {
    const cwd = await folderWith(spec);
    await runMain(['init', '--spec', 'specs/my api.json'], { cwd });
    expect(await read(cwd, 'clientwright.config.ts')).toContain("out: 'generated/my-api'");
  });

  it('writes a .mts file where Node would have to guess what a .ts file is', async () => {
    const cwd = await folderWith({ ...spec, 'package.json': '{}' });
    const answer = await runMain(words, { cwd });
    expect(answer.stdout).toContain('clientwright.config.mts');
    expect(await read(cwd, 'clientwright.config.mts')).toContain('defineConfig');
  });

  it('leaves a script that does something else, and says which line to add', async () => {
    const cwd = await folderWith({ ...spec, 'package.json': '{"scripts":{"check":"tsc"}}' });
    const answer = await runMain(words, { cwd });
    expect(JSON.parse(await read(cwd, 'package.json'))).toEqual({
      scripts: {
        check: 'tsc',
        pull: 'clientwright pull',
        generate: 'clientwright generate',
        diff: 'clientwright diff',
      },
    });
    expect(answer.stdout).toContain('"check": "clientwright check"');
  });

  it('writes the workflows of docs/ci where they are asked for', async () => {
    const cwd = await folderWith({ ...spec, '.github/workflows/clientwright-check.yml': 'mine' });
    const answer = await runMain([...words, '--ci', 'github'], { cwd });
    expect(answer.stdout).toContain('written .github/workflows/clientwright-update.yml\n');
    expect(await read(cwd, '.github/workflows/clientwright-update.yml')).toContain('npx clientwright pull\n');
    expect(await read(cwd, '.github/workflows/clientwright-check.yml')).toBe('mine');
  });

  it('never writes over a configuration', async () => {
    const cwd = await folderWith({ ...spec, 'clientwright.config.json': 'mine' });
    const answer = await runMain(words, { cwd });
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain('CW6010 "clientwright.config.json" already exists.');
    expect(await read(cwd, 'clientwright.config.json')).toBe('mine');
  });

  it('prints the lines that add templates to an existing configuration', async () => {
    const cwd = await folderWith({ ...spec, 'clientwright.config.ts': 'mine' });
    const answer = await runMain([...words, '--template', 'clientwright-template-routes@^1.2.0'], { cwd });
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain('npm install --save-dev clientwright-template-routes@^1.2.0');
    expect(answer.stderr).toContain("import routes from 'clientwright-template-routes';");
    expect(answer.stderr).toContain('templates: [routes()],');
    expect(await read(cwd, 'clientwright.config.ts')).toBe('mine');
  });

  it('changes nothing where the spec is not there', async () => {
    const cwd = await folderWith({ 'package.json': '{}' });
    const answer = await runMain(words, { cwd });
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain('Cannot read the document "specs/my api.json".');
    expect(await read(cwd, 'package.json')).toBe('{}');
  });

  it('writes text that cannot leave its string', async () => {
    const cwd = await folderWith({ [`it's\\.json`]: '{}' });
    await runMain(['init', '--spec', `it's\\.json`], { cwd });
    const text = await read(cwd, 'clientwright.config.ts');
    expect(text).toContain(String.raw`spec: "it's\\.json"`);
  });
});

function read(folder: string, file: string): Promise<string> {
  return readFile(join(folder, file), 'utf8');
}
