import { describe, expect, test } from 'vitest';
import type { ChangeKind, ChangeSeverity } from '../../generator/diff/change.ts';
import { failuresOf } from '../../generator/diff/report.ts';
import { shop } from '../review/shop.ts';
import { compareDocuments } from './compare-documents.ts';
import { edited, type Edits } from './edited.ts';

const operation = '/paths/~1products~1{sku}/get';
const withoutPayment: Edits = { '/components/schemas/Order/properties/payment': undefined };
const everything: ReadonlySet<ChangeSeverity> = new Set(['source', 'wire', 'soft']);

describe('an exception of the review file', () => {
  const entry = async (expires: string) => {
    const [change] = (await compareDocuments(shop, edited(shop, withoutPayment))).changes;
    return { fingerprint: change?.fingerprint ?? '', reason: 'Nobody reads it.', expires };
  };

  test('lets the change pass until its last day, and leaves the verdict as it is', async () => {
    const policy = { ignored: [await entry('2026-11-29')] };
    const report = await compareDocuments(shop, edited(shop, withoutPayment), { policy });
    expect(failuresOf(report, everything)).toEqual([]);
    expect(report).toMatchObject({ bump: 'major', code: 'breaks', allowed: 1 });
  });

  test('has ended on the day after', async () => {
    const policy = { ignored: [await entry('2026-11-28')] };
    const report = await compareDocuments(shop, edited(shop, withoutPayment), { policy });
    expect(failuresOf(report, everything)).toHaveLength(1);
  });

  test('survives other changes, and another text and place of the same one', async () => {
    const { fingerprint } = await entry('2026-12-31');
    const more = { ...withoutPayment, '/components/schemas/Aaa': { type: 'object' }, '/info/title': 'Store' };
    const report = await compareDocuments(shop, edited(shop, more));
    expect(report.changes.map((change) => change.fingerprint)).toContain(fingerprint);
  });
});

test('the severity of a kind can be chosen', async () => {
  const severity = new Map<ChangeKind, ChangeSeverity>([['property-removed', 'info']]);
  const report = await compareDocuments(shop, edited(shop, withoutPayment), { policy: { severity } });
  expect(report.bump).toBe('minor');
  expect(failuresOf(report, everything)).toEqual([]);
});

describe('a removed operation', () => {
  test.each([
    ['without an announcement', {}, null],
    ['after its sunset', { deprecated: true, 'x-sunset': '2026-11-01' }, 'sunset'],
    ['before its sunset', { deprecated: true, 'x-sunset': '2026-12-01' }, null],
    ['with a sunset, and not deprecated', { 'x-sunset': '2026-11-01' }, null],
    ['of an unstable level', { 'x-stability-level': 'alpha' }, 'unstable'],
  ])('%s', async (_what, extensions, allowance) => {
    const edits = Object.entries(extensions).map(([key, value]) => [`${operation}/${key}`, value] as const);
    const before = edited(shop, Object.fromEntries(edits));
    const report = await compareDocuments(before, edited(before, { [operation]: undefined }));
    const removed = report.changes.find(({ kind }) => kind === 'operation-removed');
    expect(removed?.allowance?.kind ?? null).toBe(allowance);
    expect(report.bump === 'major').toBe(allowance !== 'unstable');
  });
});

describe('changes of the whole document', () => {
  const security = '/paths/~1orders~1{id}/get/security';
  test.each<readonly [string, Edits, Edits, object]>([
    [
      'a second credential breaks deployed clients and the code that creates a client',
      {},
      {
        '/components/securitySchemes/other': { type: 'http', scheme: 'bearer' },
        '/security': [{ key: [], other: [] }],
      },
      { code: 'breaks', clients: 'break' },
    ],
    [
      'an alternative credential breaks no client',
      {},
      { [security]: [{ key: [] }, {}] },
      { clients: 'keep working' },
    ],
    [
      'another server breaks deployed clients',
      {},
      { '/servers/0/url': 'https://new.example.com/v1' },
      { code: 'compiles', clients: 'break', order: 'together' },
    ],
    [
      'a second server breaks nothing',
      {},
      { '/servers/-': { url: 'https://other.example.com' } },
      { code: 'compiles', clients: 'keep working', bump: 'minor' },
    ],
    ['a new version of the document is documentation', {}, { '/info/version': '1.0.1' }, { bump: 'patch' }],
    [
      'a renamed value of a discriminator',
      {},
      {
        '/components/schemas/Payment/discriminator/mapping': {
          iban: '#/components/schemas/Transfer',
          card: '#/components/schemas/Card',
        },
      },
      { bump: 'major' },
    ],
  ])('%s', async (_what, before, after, verdict) => {
    const old = edited(shop, before);
    expect(await compareDocuments(old, edited(old, after))).toMatchObject(verdict);
  });
});
