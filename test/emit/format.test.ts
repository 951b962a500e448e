import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import {
  type FileFormat,
  type OutputFile,
  sha256,
  type UnformattedFile,
} from '../../generator/emit/files.ts';
import { type EarlierRuns, formatFiles } from '../../generator/emit/format.ts';
import { createManifest, hashed } from '../../generator/emit/manifest.ts';
import type { PreviousOutput } from '../../generator/emit/previous.ts';
import type { Memory } from '../../generator/memory/memory.ts';
import { memoryWith } from './kept-in-memory.ts';
import { head, nothing } from './output-folder.ts';

function unformatted(path: string, text: string, format: FileFormat = 'typescript'): UnformattedFile {
  return { path, format, sourceHash: sha256(text), text: () => text };
}

/** A folder with these files, and a manifest that fits them. */
function previousOf(files: readonly OutputFile[]): PreviousOutput {
  const onDisk = files.map(({ path, text }) => [path, { text, sha256: sha256(text) }] as const);
  return { ...nothing, manifest: createManifest(head, hashed(files)), files: new Map(onDisk) };
}

async function formatted(
  files: readonly UnformattedFile[],
  { previous = nothing, memory = memoryWith() }: Partial<EarlierRuns> = {},
): Promise<readonly OutputFile[]> {
  const diagnostics = new DiagnosticCollector();
  const outputs = await formatFiles(files, { previous, memory }, diagnostics);
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
  const written = unformatted('a.ts', 'export  const a = 1');
  const neverPrinted: UnformattedFile = {
    ...written,
    text: () => {
      throw new Error('printed');
    },
  };

  /** The file as it was written, and the memory of the run that wrote it. */
  async function firstRun(): Promise<{ readonly file: OutputFile; readonly memory: Memory }> {
    const memory = memoryWith();
    const [file] = await formatted([written], { memory });
    if (file === undefined) throw new Error('not formatted');
    return { file, memory };
  }

  test('if this machine wrote its text from its source', async () => {
    const { file, memory } = await firstRun();
    expect(await formatted([neverPrinted], { previous: previousOf([file]), memory })).toEqual([
      { ...file, isVerified: true },
    ]);
  });

  test.each<[string, Partial<UnformattedFile>, (file: OutputFile) => PreviousOutput]>([
    ['its source has changed', { sourceHash: sha256('other') }, (file) => previousOf([file])],
    ['its format has changed', { format: 'text' }, (file) => previousOf([file])],
    ['it is another file', { path: 'b.ts' }, (file) => previousOf([{ ...file, path: 'b.ts' }])],
    ['it was edited, and the manifest with it', {}, (file) => previousOf([{ ...file, text: 'evil();' }])],
    ['it is not on disk', {}, (file) => ({ ...previousOf([file]), files: new Map() })],
  ])('but not if %s', async (_, change, previous) => {
    const { file, memory } = await firstRun();
    const run = formatted([{ ...neverPrinted, ...change }], { previous: previous(file), memory });
    await expect(run).rejects.toThrow('printed');
  });

  test('but not because a manifest says so', async () => {
    const { file } = await firstRun();
    await expect(formatted([neverPrinted], { previous: previousOf([file]) })).rejects.toThrow('printed');
  });
});

describe('a file that does not parse is reported with its name, and left out', () => {
  test('of code', async () => {
    const good = [unformatted('before.ts', 'const a = 1;\n'), unformatted('good.ts', 'const a = 1;\n')];
    const diagnostics = new DiagnosticCollector();
    const outputs = await formatFiles(
      [...good.slice(0, 1), unformatted('bad.ts', 'const a = {'), ...good.slice(1)],
      { previous: nothing, memory: memoryWith() },
      diagnostics,
    );
    expect(outputs.map(({ path }) => path)).toEqual(good.map(({ path }) => path));
    expect(diagnostics.all).toMatchObject([
      { code: 'CW5001', severity: 'error', message: expect.stringMatching(/^bad\.ts .*\(1:\d+\)$/) },
    ]);
  });

  test('of JSON', async () => {
    const diagnostics = new DiagnosticCollector();
    await formatFiles(
      [unformatted('package.json', '{', 'json')],
      { previous: nothing, memory: memoryWith() },
      diagnostics,
    );
    expect(diagnostics.all).toMatchObject([{ code: 'CW5001' }]);
  });
});
