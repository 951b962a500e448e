/** A ledger of the first version: the package of ARTU was committed with it, before ledgers had shapes. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { generatePackage, root } from '../support/generated-package.ts';
import { planOf } from './edits/planned.ts';

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

test('two models of one shape at two members of a union stay where they were', () => {
  const member = (kind: string): JsonObject => ({
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { type: 'string', enum: [kind] },
      address: { type: 'object', properties: { city: { type: 'string' }, street: { type: 'string' } } },
    },
  });
  const schema = { oneOf: [member('first'), member('second')] };
  const document: JsonObject = {
    openapi: '3.1.0',
    info: { title: 'Members', version: '1' },
    paths: {
      '/it': {
        get: { responses: { 200: { description: 'It.', content: { 'application/json': { schema } } } } },
      },
    },
  };
  const { ledger } = planOf(document).plan;
  const [shared = ''] = [...ledger.models].flatMap(([place, id]) => (place.endsWith('/address') ? id : []));
  const models = new Map(
    [...ledger.models].map(([place, id]) => [
      place,
      place.endsWith('oneOf/1/properties/address') ? 'inline:aa' : id,
    ]),
  );
  const shapes = new Map(ledger.shapes).set('inline:aa', ledger.shapes.get(shared) ?? '');
  const names = new Map(ledger.names).set('model.type:inline:aa', 'OtherAddress');
  expect(new Set(models.values())).toContain('inline:aa');
  expect(planOf(document, { ...ledger, models, shapes, names }).plan.ledger.models).toEqual(models);
});
