import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/collector.ts';
import type { FileFormat, OutputFile, UnformattedFile } from '../../generator/emit/files.ts';
import { toolHash } from '../../generator/emit/format-text.ts';
import { formatFiles } from '../../generator/emit/format.ts';
import { sha256 } from '../../generator/emit/hash.ts';
import { createManifest } from '../../generator/emit/manifest.ts';
import type { PreviousOutput } from '../../generator/emit/previous.ts';
import { head } from './output-folder.ts';

const nothing: PreviousOutput = {
  manifest: null,
  manifestProblem: null,
  isMerge: false,
  merged: new Set(),
  files: new Map(),
  missing: [],
};

function unformatted(path: string, text: string, format: FileFormat = 'typescript'): UnformattedFile {
  return { path, format, sourceHash: sha256(text), text: () => text };
}

/** As a run leaves it that wrote these files with these tools. */
function previousOf(files: readonly OutputFile[], tools = toolHash()): PreviousOutput {
  const onDisk = files.map(({ path, text }) => [path, { text, sha256: sha256(text) }] as const);
  return {
    ...nothing,
    manifest: createManifest({ ...head, toolHash: tools }, files),
    files: new Map(onDisk),
  };
}

async function formatted(
  files: readonly UnformattedFile[],
  previous = nothing,
): Promise<readonly OutputFile[]> {
  const diagnostics = new DiagnosticCollector();
  const outputs = await formatFiles(files, previous, diagnostics);
  expect(diagnostics.all).toEqual([]);
  return outputs;
}

describe('each format has its layout', () => {
  test.each<[FileFormat, string, string]>([
    [
      'typescript',
      'export type A={readonly "b":string,c:"x"}',
      "export type A = { readonly b: string; c: 'x' };\n",
    ],
    ['json', '{"b":[1,2],"a":{}}', '{\n  "b": [1, 2],\n  "a": {}\n}\n'],
    ['markdown', '* a\n* b\n\n```ts\nconst a={"b":1}\n```', '- a\n- b\n\n```ts\nconst a = { b: 1 };\n```\n'],
    ['text', '  as it is', '  as it is'],
  ])('%s', async (language, text, expected) => {
    expect((await formatted([unformatted('file', text, language)]))[0]?.text).toBe(expected);
  });
});

describe('a file is taken from disk, neither printed nor formatted,', () => {
  const current: OutputFile = { path: 'a.ts', text: 'as on disk', sourceHash: sha256('source') };
  const neverPrinted: UnformattedFile = {
    path: 'a.ts',
    format: 'typescript',
    sourceHash: sha256('source'),
    text: () => {
      throw new Error('printed');
    },
  };

  test('if its source and its text are as the manifest says', async () => {
    expect(await formatted([neverPrinted], previousOf([current]))).toEqual([current]);
  });

  test.each<[string, PreviousOutput]>([
    ['its source has changed', previousOf([{ ...current, sourceHash: sha256('other') }])],
    ['the tools have changed', previousOf([current], sha256('other tools'))],
    [
      'it was edited',
      { ...previousOf([current]), files: new Map([['a.ts', { text: 'x', sha256: sha256('x') }]]) },
    ],
    ['it is not on disk', { ...previousOf([current]), files: new Map() }],
  ])('but not if %s', async (_, previous) => {
    await expect(formatted([neverPrinted], previous)).rejects.toThrow('printed');
  });
});

describe('a file that does not parse is reported with its name, and left out', () => {
  test('of code', async () => {
    const good = [unformatted('before.ts', 'const a = 1;\n'), unformatted('good.ts', 'const a = 1;\n')];
    const diagnostics = new DiagnosticCollector();
    const outputs = await formatFiles(
      [...good.slice(0, 1), unformatted('bad.ts', 'const a = {'), ...good.slice(1)],
      nothing,
      diagnostics,
    );
    expect(outputs.map(({ path }) => path)).toEqual(good.map(({ path }) => path));
    expect(diagnostics.all).toMatchObject([
      { code: 'CW5001', severity: 'error', message: expect.stringMatching(/^bad\.ts .*\(1:\d+\)$/) },
    ]);
  });

  test('of JSON', async () => {
    const diagnostics = new DiagnosticCollector();
    await formatFiles([unformatted('package.json', '{', 'json')], nothing, diagnostics);
    expect(diagnostics.all).toMatchObject([{ code: 'CW5001' }]);
  });
});
