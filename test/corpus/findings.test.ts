/** What a run has found is the same in each output: the summary counts it, `--verbose` shows it, JSON lists it. */
import { describe, expect, it } from 'vitest';
import { type Diagnostic, DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { diagnosticsAsJson, printDiagnostics } from '../../generator/diagnostics/output.ts';
import type { Sources } from '../../generator/diagnostics/source.ts';
import { load } from '../../generator/load/load.ts';
import { emptyLedger } from '../../generator/naming/ledger.ts';
import { normalise } from '../../generator/normalise/normalise.ts';
import { plan } from '../../generator/plan/plan.ts';
import { builtInTemplates } from '../../templates/index.ts';
import { corpus, corpusDocuments, isCorpusThere } from '../support/corpus.ts';
import { sampleOf } from '../support/sample.ts';

const tried = sampleOf(
  corpusDocuments.filter(({ bytes }) => bytes < 500_000),
  12,
);

const plain = (text: string): string => text;
const colours = { red: plain, yellow: plain, green: plain, cyan: plain, bold: plain, dim: plain };

interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** Everything that is found before a template renders. */
async function findingsOf(spec: string): Promise<Findings> {
  const diagnostics = new DiagnosticCollector();
  const sources = new Map();
  const paths = { spec, root: null, overlays: [], allowedOrigins: [], workingDirectory: corpus, sources };
  const document = await load(paths, diagnostics);
  if (document !== null) {
    const api = normalise(document, { propertyOrder: 'name', schemas: 'lenient' }, diagnostics);
    plan({ api, templates: builtInTemplates(), ledger: emptyLedger }, diagnostics);
  }
  return { diagnostics: diagnostics.all, sources };
}

function printed({ diagnostics, sources }: Findings, verbose: boolean): Promise<string> {
  const severities = ['error', 'warning', 'info'] as const;
  const shared = { format: 'pretty', folder: '', isKnown: null, severities } as const;
  return printDiagnostics(diagnostics, { ...shared, sources, colours, verbose });
}

type Counts = Readonly<Record<string, number>>;

function countsOf(codes: readonly string[]): Counts {
  return Object.fromEntries([...Map.groupBy(codes, plain)].map(([code, all]) => [code, all.length]));
}

/** `path:1:2 error CW1050 …` begins a finding. */
function shown(text: string): readonly string[] {
  return [...text.matchAll(/^(?:.* )?(?:error|warning|info) (CW\d{4}) /gm)].map(([, code]) => code ?? '');
}

/** `warning CW2002 Title (3)` and `info 3 CW2061, 1 CW4005`; errors are shown. */
function summed(text: string): readonly string[] {
  const times = (code: string, count = '1'): readonly string[] => Array<string>(Number(count)).fill(code);
  const groups = [...text.matchAll(/^warning (CW\d{4}) [^(\n]*(?: \((\d+)\))?$/gm)];
  const lines = text.match(/^(?:warning|info) \d+ CW\d{4}.*$/gm) ?? [];
  const counted = lines.flatMap((line) => [...line.matchAll(/(\d+) (CW\d{4})/g)]);
  const errors = [...text.matchAll(/^(?:.* )?error (CW\d{4}) /gm)];
  const more = /^and (\d+) more errors$/m.exec(text)?.[1];
  return [
    ...groups.flatMap(([, code = '', count]) => times(code, count)),
    ...counted.flatMap(([, count, code = '']) => times(code, count)),
    ...errors.map(([, code = '']) => code),
    ...times('errors that are not shown', more ?? '0'),
  ];
}

const lastLine = (text: string): string =>
  /^.*(?= \()/.exec(text.trimEnd().split('\n').at(-1) ?? '')?.[0] ?? '';

describe.skipIf(!isCorpusThere)(
  'the findings of a real document (skipped where ../shared/corpus is absent)',
  () => {
    it.each(tried)('$id', { timeout: 60_000 }, async ({ entry }) => {
      const found = await findingsOf(entry);
      const [summary, full] = [await printed(found, false), await printed(found, true)];
      const all = countsOf(found.diagnostics.map(({ code }) => code));
      const json = await diagnosticsAsJson(found.diagnostics, found.sources);
      expect(countsOf(json.map(({ code }) => code))).toEqual(all);
      expect(countsOf(shown(full))).toEqual(all);
      expect(lastLine(summary)).toBe(lastLine(full));
      const hasMoreErrors = summary.includes('more errors');
      if (!hasMoreErrors) expect(countsOf(summed(summary))).toEqual(all);
      else expect(summed(summary)).toHaveLength(found.diagnostics.length);
      const hasErrors = found.diagnostics.some(({ severity }) => severity === 'error');
      if (!hasErrors) expect(summary.split('\n').length - 1).toBeLessThanOrEqual(40);
    });
  },
);
