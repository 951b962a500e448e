import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identityHash } from '../../generator/naming/identifier.ts';
import { ledgerKey, resolvePaths } from '../../generator/plan/package-plan.ts';
import type { NamedFileRequest } from '../../generator/template/plan.ts';

function file(identity: string, name: string | readonly string[]): NamedFileRequest {
  return { identity, folder: 'src/models', name, extension: '.ts' };
}

function pathsOf(
  files: readonly NamedFileRequest[],
  ledger: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const kept = Object.entries(ledger).map(([identity, path]) => [ledgerKey(identity), path] as const);
  return Object.fromEntries(
    resolvePaths({
      files: new Map(files.map((each) => [each.identity, each])),
      copies: new Map(),
      ledger: new Map(kept),
    }),
  );
}

describe('a path', () => {
  test('is the words of its name, or of folders and name', () => {
    expect(pathsOf([file('a', 'WorkflowExecution'), file('b', ['workflows', 'Execution Steps'])])).toEqual({
      a: 'src/models/workflow-execution.ts',
      b: 'src/models/workflows/execution-steps.ts',
    });
  });

  test('that two want, also on a file system without case, is that of the smaller identity', () => {
    expect(pathsOf([file('b', 'pet'), file('a', 'PET')])).toEqual({
      a: 'src/models/pet.ts',
      b: `src/models/pet-${identityHash('b')}.ts`,
    });
  });

  test('stays inside its folder, whatever the name', () => {
    const steps = fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(steps, (name) => {
        expect(pathsOf([file('a', name)])['a']).toMatch(/^src\/models\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.ts$/);
      }),
    );
  });
});

describe('the ledger', () => {
  test('keeps a path that is imported already', () => {
    expect(pathsOf([file('a', 'animal')], { a: 'src/models/pet.ts' })).toEqual({ a: 'src/models/pet.ts' });
  });

  test.each(['../pet.ts', 'src/models/../../pet.ts', 'src/pet.ts', '/etc/passwd', 'src/models/pet.js'])(
    'is not believed where it says %s',
    (path) => {
      expect(pathsOf([file('a', 'animal')], { a: path })).toEqual({ a: 'src/models/animal.ts' });
    },
  );
});
