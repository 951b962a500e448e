import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RepresentedTypes } from '../../generator/api/api.ts';
import { generatePackage } from '../support/generated-package.ts';
import { importFiles } from '../support/imported-package.ts';
import { parseValues, type ParsedValues } from './parsed-values.ts';
import { sampleOf } from '../support/sample.ts';

const root = join(import.meta.dirname, '../..');

async function parsed(spec: string, types: RepresentedTypes): Promise<ParsedValues> {
  const text = await readFile(join(root, spec), 'utf8');
  const { files, result } = await generatePackage({
    spec: text,
    specFile: basename(spec),
    options: { types },
  });
  if (result.api === null) throw new Error(JSON.stringify(result.diagnostics));
  return parseValues(await importFiles(files), result.api);
}

describe.each(sampleOf(['specs/workflows.json', 'test/fixtures/pet-hotel/spec.yaml'], 1))(
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
