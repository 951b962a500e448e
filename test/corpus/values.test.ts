import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RepresentedTypes } from '../../generator/api/api.ts';
import { folderWith } from '../cli/run-main.ts';
import { generatePackage } from '../support/generated-package.ts';
import { parseValues, type ParsedValues } from './parsed-values.ts';

const root = join(import.meta.dirname, '../..');

async function parsed(spec: string, types: RepresentedTypes): Promise<ParsedValues> {
  const text = await readFile(join(root, spec), 'utf8');
  const { files, result } = await generatePackage({
    spec: text,
    specFile: basename(spec),
    options: { types },
  });
  if (result.api === null) throw new Error(JSON.stringify(result.diagnostics));
  const folder = await folderWith(Object.fromEntries(files));
  try {
    const entry: Readonly<Record<string, unknown>> = await import(
      pathToFileURL(join(folder, 'src/index.ts')).href
    );
    return parseValues(entry, result.api);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe.each(['specs/workflows.json', 'test/fixtures/pet-hotel/spec.yaml'])(
  'what a validator of %s gives out',
  (spec) => {
    it.each([
      ['as JSON has it', {}],
      ['as callers have it', { int64: 'bigint', dateTime: 'Date' } as const],
    ])('is complete and of its type, %s', async (_, types) => {
      const { taken, faults } = await parsed(spec, types);
      expect(faults).toEqual([]);
      expect(taken).toBeGreaterThan(2);
    });
  },
);
