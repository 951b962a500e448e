import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/collector.ts';
import type { FileFormat, OutputFile, UnformattedFile } from '../../generator/emit/files.ts';
import { filesForThread, formatOptions, toolHash } from '../../generator/emit/format-options.ts';
import { formatText } from '../../generator/emit/format-text.ts';
import { formatFiles } from '../../generator/emit/format.ts';
import { createManifest } from '../../generator/emit/manifest.ts';
import type { PreviousOutput } from '../../generator/emit/previous.ts';
import { sha256 } from '../../generator/emit/sha256.ts';
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

async function formatted(files: readonly UnformattedFile[], previous = nothing): Promise<OutputFile[]> {
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
    ['json', '{"b":[1,2],"a":{}}', '{\n  "b": [\n    1,\n    2\n  ],\n  "a": {}\n}\n'],
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

test('many files are formatted on threads, in the order given, and the same as few', async () => {
  const files = Array.from({ length: 2 * filesForThread + 50 }, (_, index) =>
    unformatted(`${index}.ts`, `const a${index}={b:${index}}`),
  );
  const outputs = await formatted(files);
  expect(outputs.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
  expect(outputs.slice(0, 10)).toEqual(await formatted(files.slice(0, 10)));
});

describe('a file that does not parse is reported with its name, and left out', () => {
  test.each([1, filesForThread])('among %i', async (count) => {
    const good = Array.from({ length: count }, (_, index) =>
      unformatted(`good${index}.ts`, 'const a = 1;\n'),
    );
    const diagnostics = new DiagnosticCollector();
    const outputs = await formatFiles([unformatted('bad.ts', 'const a = {'), ...good], nothing, diagnostics);
    expect(outputs.map(({ path }) => path)).toEqual(good.map(({ path }) => path));
    expect(diagnostics.all).toMatchObject([
      { code: 'CW5001', severity: 'error', message: expect.stringMatching(/^bad\.ts .*\(1:\d+\)$/) },
    ]);
  });

  test('json too', async () => {
    const diagnostics = new DiagnosticCollector();
    await formatFiles([unformatted('package.json', '{', 'json')], nothing, diagnostics);
    expect(diagnostics.all).toMatchObject([{ code: 'CW5001' }]);
  });
});

test('the parser gives the bytes that the slower one of the TypeScript compiler gives', async () => {
  const folder = join(import.meta.dirname, '../../generator/emit');
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  for (const file of names.slice(0, 12).map((name) => join(folder, name))) {
    const text = readFileSync(file, 'utf8');
    const expected = await prettier.format(text, { ...formatOptions, parser: 'typescript' });
    expect(await formatText({ format: 'typescript', text }), file).toEqual({ ok: true, text: expected });
  }
});
