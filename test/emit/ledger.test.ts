import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { catalogue } from '../../generator/diagnostics/catalogue.ts';
import { ledgerFile, readLedger } from '../../generator/emit/ledger.ts';
import { emptyLedger, type Ledger } from '../../generator/naming/ledger.ts';

let out = '';

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'ledger-'));
  mkdirSync(join(out, '.clientwright'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

function read(): { readonly ledger: Ledger; readonly codes: readonly string[] } {
  const diagnostics = new DiagnosticCollector();
  return { ledger: readLedger(out, diagnostics), codes: diagnostics.all.map(({ code }) => code) };
}

function leave(text: string): void {
  writeFileSync(join(out, '.clientwright', 'names.json'), text);
}

const ledger: Ledger = {
  ...emptyLedger,
  models: new Map([['#/paths/~1pets', 'Pet']]),
  operations: new Map([['GET /pets', 'pets.list']]),
  names: new Map([
    ['__proto__', 'Prototype'],
    ['constructor', 'Constructor'],
    ['model:\u202e', 'Pet'],
  ]),
};

test('what was written is read again', async () => {
  leave(await ledgerFile(ledger).text());
  expect(read()).toEqual({ ledger, codes: [] });
});

test('it is one name a line, without anything that a reviewer does not see', async () => {
  const text = await ledgerFile(ledger).text();
  expect(text).toContain('\n    "constructor": "Constructor",\n');
  expect(text).toContain(String.raw`"model:\u202e": "Pet"`);
});

test('without a file, or without a folder, there are no names yet', () => {
  expect(read()).toEqual({ ledger: emptyLedger, codes: [] });
  expect(readLedger(join(out, 'nowhere'), new DiagnosticCollector())).toEqual(emptyLedger);
});

describe('one that cannot be read stops the run, as all names would be made anew:', () => {
  test.each([
    ['a merge conflict', '<<<<<<< HEAD\n{}'],
    ['a list', '[]'],
    ['another version', '{"version":3,"names":{}}'],
    ['no names', '{"version":1}'],
    ['a name that is no text', '{"version":1,"names":{"a":1}}'],
    ['models that are no texts', '{"version":1,"names":{},"models":{"a":{}}}'],
  ])('%s', (_, text) => {
    leave(text);
    expect(read()).toEqual({ ledger: emptyLedger, codes: ['CW3002'] });
    expect(catalogue.CW3002.severity).toBe('error');
  });
});
