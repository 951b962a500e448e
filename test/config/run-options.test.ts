/** A run from a program: the keys of a configuration, its defaults, and no exception for what is wrong. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, generate, type ApiRun } from '../../generator/clientwright.ts';
import { readApiRun } from '../../generator/config/run-options.ts';
import { withFolder } from '../support/generated-package.ts';

const document = 'openapi: 3.1.1\ninfo: { title: Things, version: 1.0.0 }\npaths: {}\n';

describe('a run from a program', () => {
  it('needs a document and a folder, and nothing else', async () => {
    await withFolder(new Map([['things.yaml', document]]), async (workingDirectory) => {
      const run: ApiRun = { spec: 'things.yaml', out: 'out', workingDirectory };
      const generated = await generate(run);
      expect(generated.ok).toBe(true);
      expect(generated.written).toContain('package.json');
      expect((await check({ ...run, spec: join(workingDirectory, 'things.yaml') })).ok).toBe(true);
    });
  });

  it('has the options that a configuration would give it', () => {
    const read = readApiRun({ spec: 'a.yaml', out: 'b', name: '@acme/a', force: true });
    expect(read).toMatchObject({
      ok: true,
      options: { spec: 'a.yaml', packageName: '@acme/a', force: true, schemas: 'lenient', templates: [] },
    });
  });

  it.each([
    [{ out: 'b' }, 'CW6006', ''],
    [{ spec: 'a', out: 'b', packageName: 'c' }, 'CW6005', '/packageName'],
    [{ spec: 'a', out: 'b', force: 'yes' }, 'CW6006', '/force'],
    [{ apis: {} }, 'CW6005', undefined],
    [{ spec: 'https://a.test/b', out: 'b' }, 'CW6012', undefined],
    [{ spec: 'a', out: 'b', root: 'c' }, 'CW6013', '/spec'],
    [undefined, 'CW6006', ''],
  ])('is told what is wrong with %j', (run, code, pointer) => {
    const read = readApiRun(run);
    const [first] = read.ok ? [] : read.diagnostics;
    expect(first).toMatchObject({ code });
    expect(first?.place?.pointer).toBe(pointer);
  });

  it('ends without an exception where the options are wrong', async () => {
    const wrong: unknown = { spec: 'a' };
    // As a program in JavaScript calls it.
    const result = await generate(wrong as ApiRun);
    expect(result).toMatchObject({ ok: false, written: [], diagnostics: [{ code: 'CW6006' }] });
  });
});
