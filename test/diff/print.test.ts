import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { noColours } from '../../generator/cli/environment.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { printAnnotation } from '../../generator/diagnostics/output.ts';
import { changeKinds, type Change } from '../../generator/diff/change.ts';
import { annotationsOf, printText, reportAsJson } from '../../generator/diff/print/text.ts';
import { printHtml } from '../../generator/diff/print/html.ts';
import { printMarkdown } from '../../generator/diff/print/markdown.ts';
import type { DiffReport } from '../../generator/diff/report.ts';
import { shop } from '../review/shop.ts';
import { root } from '../support/generated-package.ts';
import { compareDocuments } from './compare-documents.ts';
import { edited } from './edited.ts';

const schemas = '/components/schemas';
const hostile = '<script>alert(1)</script> | `x` [a](https://evil.example) @admin #1 \u001B[31mred\u202E';

let report: DiffReport;
let hostileReport: DiffReport;
beforeAll(async () => {
  report = await compareDocuments(
    shop,
    edited(shop, {
      '/paths/~1products~1{sku}/get': undefined,
      '/paths/~1orders/get/parameters/1/required': true,
      [`${schemas}/Order/properties/payment`]: undefined,
      [`${schemas}/OrderStatus/enum/-`]: 'held',
      [`${schemas}/Line/properties/note`]: { type: 'string' },
      [`${schemas}/Line/properties/count/maximum`]: 5,
      [`${schemas}/Order/description`]: 'Another text.',
    }),
  );
  hostileReport = await compareDocuments(
    shop,
    edited(shop, {
      '/info/title': hostile,
      [`${schemas}/OrderStatus/enum/-`]: hostile,
      [`${schemas}/Order/properties`]: { [hostile]: { type: 'string' } },
      [`${schemas}/Order/required`]: [hostile],
    }),
  );
});

/** Many changes, as of the first update after a year. */
function repeated(change: Change, count: number): readonly Change[] {
  return Array.from({ length: count }, (_, index) => ({ ...change, path: `property${index}` }));
}

const plain = { colours: noColours, all: true };

describe('text', () => {
  test('the first screen has the verdicts, the worst changes, names, counts and provenance', () => {
    const text = printText(report, { ...plain, all: false });
    expect(text.split('\n').length).toBeLessThanOrEqual(26);
    expect(text).toContain('Shop: version bump major\nyour code         breaks');
    expect(text).toMatch(/deployed clients {2}break \(\d changes\)/);
    expect(text).toContain('products.retrieve');
    expect(text).toContain('names             0 added, ');
    expect(text).toContain('old.json 1.0.0 (');
  });

  test('the first screen stays short, however many changes there are', () => {
    const [change] = report.changes;
    const many = change === undefined ? [] : repeated(change, 1000);
    const text = printText({ ...report, changes: many }, { ...plain, all: false });
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
  });

  test('all changes follow by severity, and documentation is counted', () => {
    const text = printText(report, plain);
    expect(text).toMatch(/breaks code \(\d changes\)[^]*check tests \(1 change\)[^]*compatible/);
    expect(text).toContain('1 change of documentation');
  });

  test('text of a document moves no cursor and reorders nothing', () => {
    const text = printText(hostileReport, plain);
    expect(text).not.toMatch(/[\u001B\u202E]/);
    expect(text).toContain('\\u{1B}');
  });
});

describe('markdown', () => {
  test('has a table of verdicts and folded lists', () => {
    const text = printMarkdown([report]);
    expect(text).toContain('## Shop: version bump **major**');
    expect(text).toContain('| your code | 🔴 breaks |');
    expect(text).toContain('<details><summary>breaks code (');
  });

  test('is cut by severity at the limit of a pull request, with a count of the rest', () => {
    const [worst] = report.changes;
    const mild = report.changes.find(({ severity }) => severity === 'info');
    if (worst === undefined || mild === undefined) throw new Error('The report has no such changes.');
    const changes = [...repeated(worst, 100), ...repeated(mild, 2000)];
    const text = printMarkdown([{ ...report, changes }]);
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text.length).toBeGreaterThan(50_000);
    expect(text).toContain('property99<');
    expect(text).toMatch(/\d+ changes \(\d+ info\) left out/);
  });

  test('text of a document makes no link, mention, markup or cell', () => {
    const text = printMarkdown([hostileReport]);
    expect(text).not.toMatch(/<script|https:|@admin|[^&]#1|\]\(|\u001B|\u202E/);
    const rows = text.split('\n').filter((line) => line.startsWith('| <code>'));
    expect(rows.every((row) => row.split('|').length === 6)).toBe(true);
  });
});

describe('html', () => {
  test('is one page without script that loads nothing, for light and dark', () => {
    const page = printHtml([report]);
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('<svg role="img"');
  });

  test('text of a document is text', () => {
    const page = printHtml([hostileReport]);
    expect(page).not.toMatch(/<script|\u001B|\u202E/);
    expect(page).toContain('&#60;script&#62;');
  });
});

describe('json', () => {
  const schema: JsonObject = JSON.parse(readFileSync(join(root, 'docs/report.schema.json'), 'utf8'));
  const isReport = new Ajv2020().compile(schema);

  test('follows the published schema', () => {
    for (const one of [report, hostileReport]) {
      const content: unknown = JSON.parse(JSON.stringify(reportAsJson(one)));
      expect(isReport(content), JSON.stringify(isReport.errors)).toBe(true);
    }
  });

  test('the schema lists every kind of change', () => {
    expect(schema).toMatchObject({ $defs: { change: { properties: { kind: { enum: changeKinds } } } } });
  });
});

test('annotations are beside the line of the document, and only for what breaks', () => {
  const lines = annotationsOf(report, 'packages/shop/').map(printAnnotation);
  expect(
    lines.every((line) =>
      /^::(?:error|warning) file=packages\/shop\/(?:old|new)\.json,line=\d+,title=API change/.test(line),
    ),
  ).toBe(true);
  expect(lines.join('')).toContain('products.retrieve');
  expect(lines.join('')).not.toContain('note');
});
