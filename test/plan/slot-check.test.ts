import { describe, expect, test } from 'vitest';
import type { Api } from '../../generator/api/api.ts';
import type { JsonObject } from '../../generator/api/json.ts';
import { findMissingContracts, slotNames } from '../../generator/plan/declare.ts';
import type { PlannedSymbol } from '../../generator/template/plan.ts';
import { defineTemplate } from '../../generator/template/template.ts';
import { testTemplate } from '../../generator/test-template.ts';
import { cleanDocument } from '../hostile/document.ts';

const api = await apiOf(cleanDocument);

/** As a template is handed it. */
async function apiOf(document: JsonObject): Promise<Api> {
  const seen: Api[] = [];
  const look = defineTemplate({
    name: 'look',
    slot: null,
    declare: (given) => {
      seen.push(given);
      return { files: [] };
    },
  });
  await testTemplate(look, JSON.stringify(document));
  const [given] = seen;
  if (given === undefined) throw new Error('the document is good');
  return given;
}

const symbol: PlannedSymbol = { kind: 'symbol', identity: 'a' };
const ask = (): PlannedSymbol => symbol;

/** As templates declare that leave nothing out. */
const complete = {
  model: { type: ask, typeOf: ask },
  validator: { validator: ask, inline: ask },
  operation: { resources: [], call: ask, method: ask, parameters: ask, properties: ask, result: ask },
  incoming: { validator: ask, handler: ask },
  client: { createClient: symbol, createTransport: symbol, client: symbol, options: symbol },
  runtime: { name: ask, publicNames: [] },
  entry: { path: 'src/index.ts' },
  package: { manifest: 'package.json' },
};

test('slots that keep their contracts are not spoken of', () => {
  expect(findMissingContracts(complete, api)).toEqual([]);
});

test.each(slotNames)('a slot that no template fills is named: %s', (slot) => {
  const { [slot]: _left, ...others } = complete;
  expect(findMissingContracts(others, api)).toEqual([`No template fills the slot "${slot}".`]);
});

describe('what a template of plain JavaScript may leave out', () => {
  test('is a member of the contract', () => {
    const slots = { ...complete, model: { type: ask } };
    expect(findMissingContracts(slots, api)).toEqual([
      'The slot "model" must declare "typeOf" (a function).',
    ]);
  });

  test('or the kind of thing that it is', () => {
    expect(findMissingContracts({ ...complete, entry: { path: 1 } }, api)).toEqual([
      'The slot "entry" must declare "path" (a string).',
    ]);
  });

  test('or the whole contract', () => {
    expect(findMissingContracts({ ...complete, client: null }, api)).toEqual([
      'No template fills the slot "client".',
    ]);
  });

  test('or a model, or an operation', () => {
    const [model] = api.models;
    const [operation] = api.operations;
    const slots = {
      ...complete,
      model: { ...complete.model, type: (asked: unknown) => (asked === model ? undefined : symbol) },
      operation: { ...complete.operation, call: (asked: unknown) => (asked === operation ? null : symbol) },
    };
    expect(findMissingContracts(slots, api)).toEqual([
      `The slot "model" declares no type for ${model?.id}.`,
      `The slot "operation" declares no call for ${operation?.id}.`,
    ]);
  });
});
