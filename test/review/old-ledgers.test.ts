/** A ledger of the first version: the package of ARTU was committed with it, before ledgers had shapes. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatePackage, root } from '../support/generated-package.ts';

const first = readFileSync(new URL('./ledger-v1.json', import.meta.url), 'utf8');
const path = '.clientwright/names.json';

interface Written {
  readonly version: number;
  readonly names: Readonly<Record<string, string>>;
}

async function upgraded(ledger: string): Promise<{ readonly written: Written; readonly types: string }> {
  const { files, result } = await generatePackage({
    spec: readFileSync(`${root}specs/workflows.json`, 'utf8'),
    overlay: readFileSync(`${root}specs/workflows.overlay.yaml`, 'utf8'),
    previous: new Map([[path, ledger]]),
  });
  expect(result.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  return {
    written: JSON.parse(files.get(path) ?? '') as Written, // The ledger was just printed.
    types: files.get('src/models/workflow-execution.ts') ?? '',
  };
}

test('is upgraded without moving a name', async () => {
  const { written } = await upgraded(first);
  const { names } = JSON.parse(first) as Written; // A fixture of this folder.
  expect(written.version).toBe(2);
  expect(written.names).toEqual(expect.objectContaining(names));
});

test('keeps the names that people chose in it', async () => {
  const { written, types } = await upgraded(first.replace('"WorkflowTrace"', '"Trace"'));
  expect(Object.values(written.names)).toContain('Trace');
  expect(types).toContain('workflowTrace?: WorkflowExecution.Trace | null;');
});
