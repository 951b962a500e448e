/** `clientwright names`: one name at a time, in the ledger and in the package, or in neither. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { generate } from '../../generator/generate.ts';
import { names } from '../../generator/names-run.ts';
import { edited } from '../diff/edited.ts';
import { shop } from '../review/shop.ts';
import { folderWith, runMain, type RunAnswer } from './run-main.ts';

let cwd: string;

beforeAll(async () => {
  cwd = await folderWith({
    'clientwright.config.json': '{ "spec": "api.json", "out": "out" }',
    'api.json': JSON.stringify(shop),
    'node_modules/.keep': '',
  });
  await run('generate');
});

function run(...words: readonly string[]): Promise<RunAnswer> {
  return runMain(words, { cwd, pipeline: { names, generate } });
}

const ledgerPath = 'out/.clientwright/names.json';

function read(path: string): Promise<string> {
  return readFile(join(cwd, path), 'utf8');
}

async function leave(path: string, text: string): Promise<void> {
  await writeFile(join(cwd, path), text);
}

test('`list` shows every name with the thing that it names', async () => {
  const { code, stdout } = await run('names', 'list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}Order\.ShipTo +model\.type:#\/components\/schemas\/Order\/shipTo$/m);
  const { stdout: json } = await run('names', 'list', '--format', 'json');
  expect(json).toContain('"name": "OrderStatus"');
});

test('`rename` changes the ledger and the package at once', async () => {
  const { code, stdout } = await run('names', 'rename', 'Order.ShipTo', 'Address');
  expect([code, stdout]).toEqual([0, expect.stringContaining('files written')]);
  expect(await read(ledgerPath)).toContain('"model.type:#/components/schemas/Order/shipTo": "Address"');
  expect(await read('out/src/models/order.ts')).toContain('shipTo?: Order.Address | null');
  expect((await run('generate')).stdout).toContain('0 files written');
});

describe('nothing is written if the new name', () => {
  test.each([
    ['is taken', ['rename', 'Product', 'Order'], 'CW3005'],
    ['is no identifier', ['rename', 'Product', 'my-product'], 'CW3003'],
    ['belongs to nothing', ['rename', 'Nothing', 'Something'], 'CW3005'],
    ['is to be released and belongs to nothing', ['release', 'Nothing'], 'CW3005'],
  ])('%s', async (_why, words, code) => {
    const before = await read(ledgerPath);
    const answer = await run('names', ...words);
    expect([answer.code, answer.stderr]).toEqual([1, expect.stringContaining(code)]);
    expect(await read(ledgerPath)).toBe(before);
  });
});

test('`release` lets a thing derive its name again', async () => {
  await run('names', 'rename', 'Card', 'CreditCard');
  const { code, stderr } = await run('names', 'release', 'CreditCard', '--verbose');
  expect([code, stderr]).toEqual([2, expect.stringContaining('Unknown option "--verbose"')]);
  expect((await run('names', 'release', 'CreditCard')).code).toBe(0);
  expect(await read(ledgerPath)).toContain('"model.type:#/components/schemas/Card": "Card"');
});

test('`prune` removes the aliases that remain', async () => {
  const moved = edited(shop, {
    '/components/schemas/Product': { $ref: '#/components/schemas/Article' },
    '/components/schemas/Article': { type: 'object', properties: { sku: { type: 'string' } } },
  });
  await leave('api.json', JSON.stringify(moved));
  expect((await run('generate')).code).toBe(0);
  expect((await run('names', 'list')).stdout).toMatch(/^ {2}Product .* alias of Article$/m);
  expect((await run('names', 'prune')).code).toBe(0);
  expect((await run('names', 'list')).stdout).not.toMatch(/^ {2}Product /m);
  await leave('api.json', JSON.stringify(shop));
  expect((await run('generate')).code).toBe(0);
});

describe('a ledger that was changed by hand', () => {
  test('stops the run where a name is no identifier', async () => {
    const before = await read(ledgerPath);
    await leave(ledgerPath, before.replace('"OrderStatus"', '"order-status"'));
    const { code, stderr } = await run('generate');
    expect([code, stderr]).toEqual([1, expect.stringContaining('CW3003')]);
    await leave(ledgerPath, before);
  });

  test('gets a warning where two things have one name', async () => {
    const before = await read(ledgerPath);
    await leave(ledgerPath, before.replace('"OrderStatus"', '"Order"'));
    const { code, stderr } = await run('generate', '--strict');
    expect([code, stderr]).toEqual([1, expect.stringContaining('CW3004')]);
    await leave(ledgerPath, before);
  });

  test('and has markers of a merge that do not match, is told apart from one that is broken', async () => {
    const before = await read(ledgerPath);
    await leave(ledgerPath, `<<<<<<< ours\n${before}`);
    const { code, stderr } = await run('names', 'list');
    expect([code, stderr]).toEqual([1, expect.stringContaining('markers of a merge conflict')]);
    await leave(ledgerPath, before);
  });
});

test('wrong arguments are a usage error', async () => {
  for (const words of [['rename', 'Order'], ['release'], ['prune', 'Order'], ['sort']]) {
    const { code, stderr } = await run('names', ...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining('names list | rename NAME TO')]);
  }
});
