/** Every real document at hand: no exception, a sound result, the same one in whatever order its keys come. */
import { describe, expect, it } from 'vitest';
import type { Api } from '../../generator/api/api.ts';
import type { Schema } from '../../generator/api/schema.ts';
import { childrenOf } from '../../generator/api/walk.ts';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import type { Document } from '../../generator/load/document.ts';
import { load } from '../../generator/load/load.ts';
import { usedSchemas } from '../../generator/normalise/models/schema-uses.ts';
import { normalise } from '../../generator/normalise/normalise.ts';
import { corpus, corpusDocuments, isCorpusThere } from '../support/corpus.ts';
import { sampleOf } from '../support/sample.ts';
import { shuffleKeys } from './shuffle-keys.ts';

/** Large ones are left to the benchmark: this runs with every change. */
const small = sampleOf(
  corpusDocuments.filter(({ bytes }) => bytes < 60_000),
  40,
);

describe.skipIf(!isCorpusThere)('the corpus (skipped where ../shared/corpus is absent)', () => {
  it.each(small)('$id', async ({ entry }) => {
    const document = await read(entry);
    if (document === null) return;
    const api = run(document);
    expect(problemsOf(api)).toEqual([]);
    const shuffled = { ...document, root: shuffleKeys(document.root, 42) };
    expect(JSON.stringify(run(shuffled)) === JSON.stringify(api)).toBe(true);
  });
});

function run(document: Document): Api {
  return normalise(document, { propertyOrder: 'name', schemas: 'lenient' }, new DiagnosticCollector());
}

function read(entry: string): Promise<Document | null> {
  const request = {
    spec: entry,
    root: null,
    overlays: [],
    allowedOrigins: [],
    workingDirectory: corpus,
    sources: new Map(),
  };
  return load(request, new DiagnosticCollector());
}

function problemsOf(api: Api): readonly string[] {
  const ids = api.models.map(({ id }) => id);
  const paths = api.operations.map(({ path }) => path.join('.').toLowerCase());
  const names = api.models.map(({ parent, name }) => `${parent ?? ''} ${name}`);
  return [
    ...repeated(ids).map((id) => `two models are ${id}`),
    ...repeated(names).map((name) => `two models are called ${name}`),
    ...repeated(paths).map((path) => `two operations are ${path}`),
    ...missing(api).map((id) => `no model is ${id}`),
  ];
}

function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

function missing(api: Api): readonly string[] {
  const known = new Set(api.models.map(({ id }) => id));
  const roots = [
    ...api.models.map(({ schema }) => schema),
    ...usedSchemas(api.operations).map(({ schema }) => schema),
  ];
  const lost = (schema: Schema): readonly string[] => {
    if (schema.kind === 'model') return known.has(schema.model) ? [] : [schema.model];
    return childrenOf(schema).flatMap((child) => lost(child.schema));
  };
  return roots.flatMap(lost);
}
