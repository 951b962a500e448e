import { readdir } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import type { GenerateOptions, GenerateResult } from '../../generator/options.ts';
import { eventually } from '../support/process-clock.ts';
import { folderWith, nothingGenerated, nothingRead, Recorder, runMain } from './run-main.ts';

const spec = '{\n  "openapi": "3.1.0",\n  "info": 3\n}\n';

const warning: Diagnostic = {
  code: 'CW9001',
  severity: 'warning',
  message: 'The info is odd.',
  place: { file: 'api.json', pointer: '/info' },
  related: [],
  help: 'Change it.',
};

describe('generate', () => {
  it('works without a configuration file when the spec and the folder are given', async () => {
    const asked: GenerateOptions[] = [];
    const cwd = await folderWith({ 'api.json': spec });
    const words = [
      'generate',
      '--spec',
      'api.json',
      '--out',
      './generated/api',
      '--name',
      '@acme/api',
      '--force',
    ];
    const answer = await runMain([...words, '--overlay', 'a.yaml', '--overlay', 'b.yaml', '--strict'], {
      cwd,
      pipeline: { generate: async (options) => (asked.push(options), nothingGenerated) },
    });
    expect(answer.code).toBe(0);
    expect(asked).toEqual([
      {
        spec: 'api.json',
        root: null,
        out: 'generated/api',
        overlays: ['a.yaml', 'b.yaml'],
        packageName: '@acme/api',
        strict: true,
        force: true,
        allowedOrigins: [],
        propertyOrder: 'name',
        schemas: 'lenient',
        enums: 'open',
        nulls: 'strict',
        dateTimes: 'strict',
        package: true,
        build: true,
        importExtension: 'js',
        templates: [],
        types: {},
        workingDirectory: cwd,
      },
    ]);
  });

  it('takes the folder that references may reach, in place of that of the configuration', async () => {
    const asked: GenerateOptions[] = [];
    const config = { spec: 'specs/v1/api.json', out: 'g', root: 'specs/v1' };
    const cwd = await folderWith({ 'clientwright.config.json': JSON.stringify(config) });
    const pipeline = {
      generate: async (options: GenerateOptions) => (asked.push(options), nothingGenerated),
    };
    await runMain(['generate'], { cwd, pipeline });
    await runMain(['generate', '--root', 'specs'], { cwd, pipeline });
    expect(asked.map(({ root }) => root)).toEqual(['specs/v1', 'specs']);
  });

  it('exits 2 and shows the line of a document outside of its root', async () => {
    const config = '{\n  "root": "specs",\n  "spec": "api.json",\n  "out": "g"\n}\n';
    const cwd = await folderWith({ 'clientwright.config.json': config });
    const answer = await runMain(['check'], { cwd });
    expect(answer).toMatchObject({ code: 2, loaded: false });
    expect(answer.stderr).toContain('clientwright.config.json:3:3 error CW6013');
  });

  it('sums up what it wrote on the standard output', async () => {
    const { code, stdout, stderr } = await runMain(
      ['generate', '--spec', 'a', '--out', 'generated/workflows'],
      {
        cwd: await folderWith({}),
        pipeline: {
          generate: async () => ({ ...nothingGenerated, written: ['a', 'b', 'c'], unchanged: 18 }),
        },
      },
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^generated\/workflows: 3 files written, 18 unchanged, 0 removed \(\d+\.\d s\)\n$/,
    );
    expect(stderr).toBe('');
  });

  it('shows diagnostics on the standard error stream and exits 1 when nothing could be written', async () => {
    const answer = await runMain(['generate', '--spec', 'api.json', '--out', 'g', '--strict'], {
      cwd: await folderWith({}),
      pipeline: { generate: async () => failedResult },
    });
    expect(answer.code).toBe(1);
    expect(answer.stdout).toBe('g: nothing written because of warnings (strict)\n');
    expect(answer.stderr).toContain('  api.json:3:3 The info is odd.\n');
  });

  it('prints one JSON document and nothing else where JSON is asked for', async () => {
    const answer = await runMain(['generate', '--spec', 'api.json', '--out', 'g', '--format', 'json'], {
      cwd: await folderWith({}),
      env: { FORCE_COLOR: '1' },
      pipeline: { generate: async () => failedResult },
    });
    expect(answer.stderr).toBe('');
    expect(JSON.parse(answer.stdout)).toEqual({
      ok: false,
      diagnostics: [
        {
          code: 'CW9001',
          severity: 'warning',
          message: 'The info is odd.',
          file: 'api.json',
          line: 3,
          column: 3,
          pointer: '/info',
          help: 'Change it.',
          related: [],
        },
      ],
      apis: [{ api: null, spec: 'api.json', out: 'g', ok: false, written: [], removed: [], unchanged: 0 }],
    });
  });

  it('shows what is new since the last run first, and with --verbose everything in full', async () => {
    const cwd = await folderWith({ 'node_modules/.keep': '' });
    const words = ['generate', '--spec', 'a', '--out', 'g'];
    const run = (diagnostics: readonly Diagnostic[], ...more: string[]): Promise<{ stderr: string }> =>
      runMain([...words, ...more], {
        cwd,
        pipeline: { generate: async () => ({ ...nothingGenerated, diagnostics }) },
      });
    const added: Diagnostic = { ...warning, message: 'The server is odd.', place: null };
    expect((await run([warning])).stderr).not.toContain('New since the last run');
    expect((await run([warning])).stderr).not.toContain('New since the last run');
    expect((await run([warning, added])).stderr).toMatch(
      /^New since the last run:\n\nwarning CW9001 The server is odd\.\n[^]*The info is odd/,
    );
    expect((await run([warning, added])).stderr).not.toContain('New since the last run');
    expect((await run([warning], '--verbose')).stderr).toMatch(/^api\.json#\/info warning CW9001 /);
  });

  it('remembers no findings of a run that failed, nor where there is no node_modules', async () => {
    const cwd = await folderWith({ 'node_modules/.keep': '' });
    const words = ['generate', '--spec', 'a', '--out', 'g'];
    const failed = async (): Promise<GenerateResult> => ({ ...failedResult, diagnostics: [] });
    const succeeded = async (): Promise<GenerateResult> => ({ ...nothingGenerated, diagnostics: [warning] });
    await runMain(words, { cwd, pipeline: { generate: failed } });
    expect((await runMain(words, { cwd, pipeline: { generate: succeeded } })).stderr).not.toContain(
      'New since',
    );
    const bare = await folderWith({});
    await runMain(words, { cwd: bare, pipeline: { generate: succeeded } });
    expect(await readdir(bare)).toEqual([]);
  });

  it('says nothing with --quiet but what is a problem', async () => {
    const note: Diagnostic = { ...warning, severity: 'info', message: 'By the way.' };
    const answer = await runMain(['generate', '--spec', 'a', '--out', 'g', '--quiet'], {
      cwd: await folderWith({}),
      pipeline: { generate: async () => ({ ...nothingGenerated, diagnostics: [note, warning] }) },
    });
    expect(answer.stdout).toBe('');
    expect(answer.stderr).toContain('The info is odd.');
    expect(answer.stderr).not.toContain('By the way.');
  });

  it('shows what each stage took with --timings', async () => {
    const timings = [
      { stage: 'load', wallMs: 12.4, cpuMs: 10 },
      { stage: 'write', wallMs: 7.6, cpuMs: 5 },
    ] as const;
    const answer = await runMain(['generate', '--spec', 'a', '--out', 'g', '--timings'], {
      cwd: await folderWith({}),
      pipeline: { generate: async () => ({ ...nothingGenerated, timings }) },
    });
    expect(answer.stderr.split('\n').map((line) => line.trim().replaceAll(/ +/g, ' '))).toEqual([
      'load 12 ms 10 ms CPU',
      'write 8 ms 5 ms CPU',
      'total 20 ms 15 ms CPU',
      '',
    ]);
  });

  it('prints the API model alone with --dump api, and generates nothing', async () => {
    const api = { title: 'x\u202Ey' };
    const answer = await runMain(['generate', '--spec', 'api.json', '--out', 'g', '--dump', 'api'], {
      cwd: await folderWith({}),
      pipeline: {
        readApi: async () => ({ ...nothingRead, ...failedResult, ok: true, api: Object(api) }),
      },
    });
    expect(answer.code).toBe(0);
    expect(JSON.parse(answer.stdout)).toEqual(api);
    expect(answer.stdout).not.toContain('\u202E');
    expect(answer.stderr).toContain('The info is odd.');
  });

  it('colours what a terminal shows, and minds NO_COLOR', async () => {
    const words = ['generate', '--spec', 'a', '--out', 'g'];
    const request = {
      cwd: await folderWith({}),
      isTerminal: true,
      pipeline: { generate: async () => failedResult },
    };
    const coloured = await runMain(words, request);
    const plain = await runMain(words, { ...request, env: { NO_COLOR: '1', FORCE_COLOR: '1' } });
    const forced = await runMain(words, { ...request, isTerminal: false, env: { FORCE_COLOR: '1' } });
    expect(coloured.stderr).not.toBe(plain.stderr);
    expect(forced.stderr).toBe(coloured.stderr);
    expect(plain.stderr).toBe(stripVTControlCharacters(coloured.stderr));
    expect(plain.stdout).toBe(stripVTControlCharacters(coloured.stdout));
  });

  it('shows stage, count and time on a terminal once the work takes a while', async () => {
    const stderr = new Recorder();
    const answer = await runMain(['generate', '--spec', 'a', '--out', 'g'], {
      cwd: await folderWith({}),
      isTerminal: true,
      stderr,
      pipeline: {
        generate: async (_options, progress) => {
          await eventually(() => expect(stderr.text).toMatch(/g: load, \d+ s/));
          progress?.('format', { total: 1204, unit: 'files' });
          await eventually(() => expect(stderr.text).toMatch(/g: format, 1,204 files, \d+ s/));
          return nothingGenerated;
        },
      },
    });
    expect(answer.code).toBe(0);
    expect(answer.stdout).toContain('0 files written');
  });

  it('shows no stage in a log, however long it takes', async () => {
    vi.useFakeTimers();
    try {
      const cwd = await folderWith({});
      const answer = await runMain(['generate', '--spec', 'a', '--out', 'g'], {
        cwd,
        pipeline: {
          generate: async (_options, progress) => {
            progress?.('load');
            await vi.advanceTimersByTimeAsync(60_000);
            progress?.('verify');
            return nothingGenerated;
          },
        },
      });
      expect(answer.stderr).toBe('');
    } finally {
      vi.useRealTimers();
    }
  });

  it('shows none where the work is done at once', async () => {
    const answer = await runMain(['generate', '--spec', 'a', '--out', 'g'], {
      cwd: await folderWith({}),
      isTerminal: true,
      pipeline: { generate: async () => nothingGenerated },
    });
    expect(answer.stderr).toBe('');
  });
});

describe('a fault of ours', () => {
  const words = ['generate', '--spec', 'a', '--out', 'g'];
  const pipeline = {
    generate: () => Promise.reject(new TypeError('x is not\u001B[2J a function')),
  };

  it('exits 70 with a message and no stack', async () => {
    const answer = await runMain(words, { cwd: await folderWith({}), pipeline });
    expect(answer.code).toBe(70);
    expect(answer.stderr).toContain(
      'CW9001 Internal error in clientwright: TypeError: x is not\\u{1B}[2J a function',
    );
    expect(answer.stderr).toContain('Report it');
    expect(answer.stderr).not.toMatch(/^\s+at /m);
  });

  it('shows the stack to who asks for it', async () => {
    const answer = await runMain(words, {
      cwd: await folderWith({}),
      pipeline,
      env: { CLIENTWRIGHT_DEBUG: '1' },
    });
    expect(answer.code).toBe(70);
    expect(answer.stderr).toMatch(/^\s+at /m);
  });

  it('is told as JSON where JSON is asked for', async () => {
    const answer = await runMain([...words, '--format=json'], { cwd: await folderWith({}), pipeline });
    expect(answer.code).toBe(70);
    expect(JSON.parse(answer.stdout)).toMatchObject({ ok: false, diagnostics: [{ code: 'CW9001' }] });
  });
});

const failedResult = {
  ...nothingGenerated,
  ok: false,
  diagnostics: [warning],
  sources: new Map([['api.json', { text: spec, format: 'json' as const }]]),
};
