/**
 * Generates a package of every real document of the corpus and builds it: `npm run test:corpus -- [FILTER] [LIMIT] [exact | types]`.
 *
 * Each package is compiled under its own switches, which are all that is promised: a validator that
 * reads a member which its model does not have, or is narrower or wider than it, is found here. Then
 * values of its models are parsed: what comes out has to be of the model's type. `types` makes long
 * integers `bigint` and points in time `Date`. `prettier --check` has to pass on every file. Pairs of GET, and PUT
 * or PATCH, of one model have to compile and run: what was read is changed and sent back. Names with a hash are counted.
 * Then every operation is called: its requests and the verdicts on its responses have to be those of the document.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, cpuUsage, exit, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { generate } from '../../generator/generate.ts';
import type { GenerateResult } from '../../generator/options.ts';
import { readAll } from '../support/generated-package.ts';
import { filesThatPrettierChanges } from '../support/prettier-check.ts';
import { readDocument } from './calls/described-document.ts';
import { added, noCalls, sumsOf, textOfFaults, textOfSums, type CallSums } from './calls/summary.ts';
import { triedDocument } from './calls/tried-document.ts';
import { documentsOf, pathOf, rootOf, type CorpusDocument } from '../support/corpus.ts';
import { hashedNames } from './hashed-names.ts';
import { compiledPairs, ledgerNames, pairsOf, programOf } from './pairs.ts';
import { parseValues } from './parsed-values.ts';
import { sendBack } from './sent-back.ts';

/** File of the pairs of two models, whose errors are counted. */
const otherPairs = 'other-pairs.ts';

const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

interface Outcome {
  readonly entry: string;
  readonly state:
    | 'ok'
    | 'refused'
    | 'threw'
    | 'not as prettier formats'
    | 'does not compile'
    | 'wrong values'
    | 'not sent back'
    | 'called otherwise';
  readonly detail: string;
  readonly cpuSeconds: number;
  readonly files: number;
  /** How many values its validators took. */
  readonly values: number;
  readonly models: number;
  /** Names of models that end in a hash. */
  readonly hashed: readonly string[];
  /** Pairs of operations that read an object and write it back. */
  readonly pairs: PairCounts;
  readonly calls: CallSums;
}

/** Pairs of one model must compile and pass. Of the others, the document decides how different the two types are. */
interface PairCounts {
  readonly found: number;
  readonly passed: number;
  /** Pairs for which no valid value is found. */
  readonly untried: number;
  readonly others: number;
  readonly othersCompiled: number;
  readonly othersPassed: number;
}

const noPairs: PairCounts = {
  found: 0,
  passed: 0,
  untried: 0,
  others: 0,
  othersCompiled: 0,
  othersPassed: 0,
};

const [filter = '', limit = '100000', mode = ''] = argv.slice(2);
const entries = documentsOf(filter).slice(0, Number(limit));
if (entries.length === 0) {
  stdout.write('No document is there (../shared/corpus): nothing was tried.\n');
  exit(filter === '' ? 0 : 1);
}
const outcomes: Outcome[] = [];
for (const entry of entries) {
  const outcome = await tryEntry(entry);
  outcomes.push(outcome);
  if (outcome.state !== 'ok') stdout.write(`${outcome.state}: ${outcome.entry}\n${outcome.detail}\n`);
}
const failed = outcomes.filter(({ state }) => state !== 'ok' && state !== 'refused');
const refused = outcomes.filter(({ state }) => state === 'refused');
const cpu = outcomes.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
const values = outcomes.reduce((sum, outcome) => sum + outcome.values, 0);
const pairs = (count: keyof PairCounts): number =>
  outcomes.reduce((sum, outcome) => sum + outcome.pairs[count], 0);
stdout.write(
  `${outcomes.length} documents: ${outcomes.length - failed.length - refused.length} generated and compiled, ` +
    `${refused.length} refused with a diagnostic, ${failed.length} failed; ` +
    `${values} values parsed; ${cpu.toFixed(1)} s CPU to generate\n` +
    `${pairs('found')} pairs of GET and PUT or PATCH of one model compile: ` +
    `${pairs('passed')} passed, ${pairs('untried')} without a valid value; ` +
    `of ${pairs('others')} pairs of two models, ${pairs('othersCompiled')} compile and ${pairs('othersPassed')} pass\n`,
);
stdout.write(textOfSums(outcomes.reduce((sum, { calls }) => added(sum, calls), noCalls)));
const models = outcomes.reduce((sum, outcome) => sum + outcome.models, 0);
const hashed = outcomes.flatMap((outcome) => outcome.hashed);
stdout.write(`${hashed.length} names of ${models} models end in a hash: ${hashed.slice(0, 20).join(', ')}\n`);
exit(failed.length === 0 ? 0 : 1);

async function tryEntry({ entry }: CorpusDocument): Promise<Outcome> {
  const out = mkdtempSync(join(tmpdir(), 'clientwright-corpus-'));
  const cpu = cpuUsage();
  try {
    const result = await generate(optionsFor(entry, out));
    const spent = cpuUsage(cpu);
    const cpuSeconds = (spent.user + spent.system) / 1e6;
    const models = result.api?.models.length ?? 0;
    const hashed = result.ok ? hashedModels(out, entry) : [];
    return {
      entry,
      cpuSeconds,
      files: result.written.length,
      models,
      hashed,
      ...(await judge(entry, result, out)),
    };
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      entry,
      state: 'threw',
      detail: detail.split('\n').slice(0, 6).join('\n'),
      cpuSeconds: 0,
      files: 0,
      values: 0,
      models: 0,
      hashed: [],
      pairs: noPairs,
      calls: noCalls,
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function judge(
  document: string,
  { ok, api, diagnostics }: GenerateResult,
  out: string,
): Promise<Pick<Outcome, 'state' | 'detail' | 'values' | 'pairs' | 'calls'>> {
  if (!ok || api === null) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const lines = errors
      .slice(0, 3)
      .map(({ code, message, place }) => `  ${code} ${message} (${place?.pointer ?? ''})`);
    return { state: 'refused', detail: lines.join('\n'), values: 0, pairs: noPairs, calls: noCalls };
  }
  const files = [...(await readAll(out))].filter(([path]) => !path.startsWith('.clientwright/'));
  const unformatted = await filesThatPrettierChanges(new Map(files));
  if (unformatted.length > 0) {
    return {
      state: 'not as prettier formats',
      detail: unformatted.slice(0, 5).join('\n'),
      values: 0,
      pairs: noPairs,
      calls: noCalls,
    };
  }
  const names = namesOf(out);
  const all = pairsOf(api, names);
  const pairs = all.filter(({ isOneModel }) => isOneModel);
  const others = all.filter(({ isOneModel }) => !isOneModel);
  if (pairs.length > 0) writeFileSync(join(out, 'src/pairs.ts'), programOf(pairs));
  if (others.length > 0) writeFileSync(join(out, 'src', otherPairs), programOf(others));
  const { status, stdout: printed } = spawnSync(compiler, ['-p', out], { encoding: 'utf8' });
  const lines = printed.split('\n').filter((line) => /: error /.test(line) && !line.includes(otherPairs));
  if (status !== 0 && lines.length > 0) {
    const detail = `${lines.length} lines\n${lines.slice(0, 5).join('\n')}`;
    return { state: 'does not compile', detail, values: 0, pairs: noPairs, calls: noCalls };
  }
  const entry: PackageEntry = await import(pathToFileURL(join(out, 'dist/index.js')).href);
  const { taken, faults } = parseValues(entry, api);
  const back = await sendBack(entry, { pairs, api, names });
  const compiled = compiledPairs(others, otherPairs, printed);
  const othersBack = await sendBack(entry, { pairs: compiled, api, names });
  // The two other readings are tried for what they compile to.
  const calls = mode === '' ? await callsOf(document, { exports: entry, api, names }) : noCalls;
  const wrong =
    back.faults.length > 0 ? 'not sent back' : calls.faults.length > 0 ? 'called otherwise' : 'ok';
  return {
    calls,
    state: faults.length > 0 ? 'wrong values' : wrong,
    detail: [...[...faults, ...back.faults].slice(0, 3), textOfFaults(calls.faults, 3)].join('\n'),
    values: taken,
    pairs: {
      found: pairs.length,
      passed: back.passed,
      untried: back.untried,
      others: others.length,
      othersCompiled: compiled.length,
      othersPassed: othersBack.passed,
    },
  };
}

async function callsOf(
  entry: string,
  tried: Omit<Parameters<typeof triedDocument>[0], 'document' | 'changes'>,
): Promise<CallSums> {
  const document = await readDocument(pathOf(entry));
  return sumsOf(entry, await triedDocument({ ...tried, document, changes: 8 }));
}

function namesOf(out: string): ReturnType<typeof ledgerNames> {
  return ledgerNames(readFileSync(join(out, '.clientwright/names.json'), 'utf8'));
}

function hashedModels(out: string, entry: string): readonly string[] {
  const found = hashedNames(namesOf(out), readFileSync(pathOf(entry), 'utf8'));
  return found.filter(({ isModel }) => isModel).map(({ name }) => name);
}

interface PackageEntry extends Readonly<Record<string, unknown>> {
  readonly createClient: (options: object) => unknown;
}

function optionsFor(entry: string, out: string): Parameters<typeof generate>[0] {
  return {
    spec: pathOf(entry),
    root: rootOf(entry),
    out,
    overlays: [],
    packageName: 'corpus-package',
    strict: false,
    force: false,
    allowedOrigins: [],
    propertyOrder: 'name',
    schemas: mode === 'exact' ? 'exact' : 'lenient',
    types: mode === 'types' ? { int64: 'bigint', dateTime: 'Date' } : {},
    importExtension: 'js',
    templates: [],
    workingDirectory: import.meta.dirname,
  };
}
