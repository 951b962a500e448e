import { describe, expect, it } from 'vitest';
import { complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder, type Files } from '../support/generated-package.ts';
import type { Ledger } from '../../generator/naming/ledger.ts';
import type { JsonMap } from './edits/document.ts';
import { planOf } from './edits/planned.ts';
import { documentOf, object, status, text, type Version } from './small-documents.ts';

describe('an old name', () => {
  const order = object({
    id: { ...text, readOnly: true },
    status,
    lines: { type: 'array', items: object({ sku: text, count: { ...text, default: '1' } }) },
  });
  const reference = { $ref: '#/components/schemas/Purchase' };
  const spec = (version: Version): string =>
    JSON.stringify({ ...documentOf(version), servers: [{ url: 'https://a.example' }] });
  const first = spec({ operations: { 'GET /orders getOrder': order } });
  const second = spec({
    operations: { 'GET /orders getOrder': reference, 'POST /orders sendOrder': reference },
    schemas: { Purchase: order },
  });

  async function moved(): Promise<Files> {
    const { files: previous } = await generatePackage({ spec: first });
    const { files, result } = await generatePackage({ spec: second, previous });
    expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    return files;
  }

  it('is an alias that compiles, for its type, its validator and its values, and is deprecated', async () => {
    const files = await moved();
    const code = files.get('src/models/order.ts') ?? '';
    expect(code).toContain(
      '/** @deprecated Use {@link Purchase}, its name now. */\nexport type Order = Purchase;',
    );
    expect(code).toContain('export const Order: typeof Purchase = Purchase;');
    expect(code).toContain(
      'export const orderStatusValues: typeof purchaseStatusValues = purchaseStatusValues;',
    );
    expect(await withFolder(files, (folder) => complaintsOf({ folder, compiler: 'typescript' }))).toBe('');
  });

  it('stays run after run, until a person removes its line', async () => {
    const files = await moved();
    const again = await generatePackage({ spec: second, previous: files });
    expect(again.files).toEqual(files);
    const ledger = files.get('.clientwright/names.json') ?? '';
    const { aliases, ...rest } = JSON.parse(ledger) as { aliases: object };
    expect(Object.keys(aliases)).toContain('inline:order');
    const released = new Map(files).set('.clientwright/names.json', JSON.stringify(rest));
    const without = await generatePackage({ spec: second, previous: released });
    expect(without.files.has('src/models/order.ts')).toBe(false);
  });

  it('leads to a component that is written again where the name of that component was an alias', () => {
    const pair = object({ from: text, to: text });
    const written = { $ref: '#/components/schemas/Pair' };
    const version = (inner: JsonMap, schemas: JsonMap): JsonMap =>
      documentOf({ operations: { 'GET /a getA': object({ pair: inner }) }, schemas });
    const { ledger } = planOf(version(pair, {})).plan;
    const before: Ledger = {
      ...ledger,
      names: new Map([...ledger.names, ['model.type:#/components/schemas/Pair', 'Pair']]),
      aliases: new Map([['#/components/schemas/Pair', 'inline:a/pair']]),
    };
    const { ledger: after } = planOf(version(written, { Pair: pair }), before).plan;
    expect([...after.aliases]).toEqual([['inline:a/pair', '#/components/schemas/Pair']]);
  });
});
