/** The quick printer and ts-morph print the same code, once it is formatted. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileScope, fragmentsOf } from '../../generator/emit/file-scope.ts';
import { formatText } from '../../generator/emit/format-text.ts';
import { reExportLines, relativeSpecifier } from '../../generator/emit/imports.ts';
import { signatureStructures, sourceFileStructure } from '../../generator/emit/morph-structures.ts';
import { type PrintContext, quickSignatures, quickText } from '../../generator/emit/quick-print.ts';
import { renderAll, type RenderedPackage } from '../../generator/generate.ts';
import { emptyLedger } from '../../generator/naming/ledger.ts';
import { startRun } from '../../generator/run.ts';
import { isDeclaration, type Statement } from '../../generator/template/structures.ts';
import { code } from '../../generator/template/code.ts';
import { defaults, root } from '../support/generated-package.ts';
import { sampleOf } from '../support/sample.ts';
import { symbolOf } from './small-plan.ts';

const corpus = join(root, '../shared/corpus/openapi');
const inCorpus = existsSync(corpus)
  ? readdirSync(corpus).flatMap((folder) =>
      readdirSync(join(corpus, folder))
        .filter((name) => /\.(?:json|ya?ml)$/.test(name))
        .slice(0, 1)
        .map((name) => join(corpus, folder, name)),
    )
  : [];
const documents = [
  join(root, 'specs/workflows.json'),
  join(root, 'test/fixtures/pet-hotel/spec.yaml'),
  ...sampleOf(inCorpus, 2),
];

async function rendered(spec: string): Promise<RenderedPackage | null> {
  const run = startRun({ ...defaults, spec, workingDirectory: root });
  return (await renderAll(run, emptyLedger)).rendered;
}

async function byMorph(statements: readonly Statement[], context: PrintContext): Promise<string> {
  const morph = await import('ts-morph');
  return morph.printStructure(sourceFileStructure(statements, { ...context, morph }), {
    indentNumberOfSpaces: 2,
  });
}

async function formatted(text: string): Promise<string> {
  const outcome = await formatText({ path: 'a.ts', format: 'typescript', text });
  return outcome.ok ? outcome.text : outcome.problem;
}

test.each(documents)('%s', async (spec) => {
  const result = await rendered(spec);
  for (const { identity, path, content } of result?.files ?? []) {
    if (content.kind !== 'code' || result === null) continue;
    const { statements } = content;
    const context: PrintContext = {
      scope: fileScope(identity, fragmentsOf(statements), result.plan),
      nameOf: (symbol) => result.plan.symbols.get(symbol.identity)?.name ?? '',
      specifierOf: (from, isExternal) => (isExternal ? from : relativeSpecifier(path, from, 'js')),
      reExportsOf: (statement) => reExportLines(statement, result.plan),
    };
    const quick = quickText(statements, context);
    if (quick === null) continue;
    expect(await formatted(quick), path).toBe(await formatted(await byMorph(statements, context)));
    const declarations = statements.filter(isDeclaration);
    const withFacts: PrintContext = { ...context, showsFacts: true };
    const morph = await import('ts-morph');
    const signatures = signatureStructures(declarations, { ...withFacts, morph }).map((structure) =>
      morph.printStructure(structure, { indentNumberOfSpaces: 2 }).trim(),
    );
    expect(await formatted((quickSignatures(declarations, withFacts) ?? []).join('\n')), path).toBe(
      await formatted(signatures.join('\n')),
    );
  }
});

test('most files are printed without ts-morph', async () => {
  const result = await rendered(join(root, 'specs/workflows.json'));
  const context: PrintContext = {
    scope: { textOf: () => 'a', imports: [] },
    nameOf: () => 'a',
    specifierOf: (from) => from,
    reExportsOf: () => [],
  };
  const left = (result?.files ?? []).flatMap(({ path, content }) =>
    content.kind === 'code' && quickText(content.statements, context) === null ? [path] : [],
  );
  expect(left).toEqual([]);
});

describe('code whose indentation has a meaning is left to ts-morph', () => {
  test.each([
    ['text in backquotes', code`const a = \`one\n  two\`;`],
    ['a comment of several lines', code`/* one\n  two */ load();`],
  ])('%s', (_, statement) => {
    const body: Statement = {
      kind: 'function',
      name: symbolOf('run'),
      exported: true,
      parameters: [],
      returns: code`void`,
      body: [statement],
    };
    const context: PrintContext = {
      scope: { textOf: () => '', imports: [] },
      nameOf: () => 'run',
      specifierOf: (from) => from,
      reExportsOf: () => [],
    };
    expect(quickText([body], context)).toBeNull();
    expect(quickSignatures([body].filter(isDeclaration), context)).toBeNull();
  });
});
