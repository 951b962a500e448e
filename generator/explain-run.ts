/** Explains every hunk between a committed package and the one that its document generates now. */
import { hunksOf } from './emit/compare.ts';
import { readLedger } from './emit/ledger.ts';
import { manifestHead } from './emit/manifest.ts';
import { changesPath, ledgerPath, manifestPath } from './emit/output-path.ts';
import { readPrevious, type PreviousOutput } from './emit/previous.ts';
import { builtPaths } from './emit/write-plan.ts';
import { diff } from './diff-run.ts';
import type { Change } from './diff/change.ts';
import { explainHunk } from './diff/hunk-cause.ts';
import { build } from './generate.ts';
import type { Cause, ExplainedHunk, ExplainOptions, Explanation, GenerateOptions } from './options.ts';
import { startRun } from './run.ts';

type Texts = ReadonlyMap<string, string>;

/** Returns `null` where one of the packages cannot be generated; `check` reports why. */
export async function explain(options: ExplainOptions): Promise<Explanation | null> {
  const { committed, current } = options;
  const old = startRun(committed);
  const before = readLedger(old.out, old.diagnostics);
  const present = textsOf(await readPrevious(startRun(current).out));
  const recorded = await readPrevious(old.out);
  const written = textsOf(recorded);
  const unchanged = await packageOf(committed);
  const expected = await packageOf(current);
  const isSameLedger = written.get(ledgerPath) === present.get(ledgerPath);
  const keptNames = isSameLedger ? expected : await packageOf(current, before);
  if (unchanged === null || keptNames === null || expected === null) return null;
  const { report } = await diff({ ...options, before: committed, after: current });
  const changes = report?.changes ?? [];
  const tool = toolCause(recorded.manifest, options);
  const steps: readonly Step[] = [
    { from: present, to: written, explain: editCause, isEdit: true },
    { from: written, to: unchanged, explain: () => tool },
    { from: unchanged, to: keptNames, explain: (hunk, file) => documentCause({ hunk, file, changes }) },
    {
      from: keptNames,
      to: expected,
      explain: () => ({ cause: 'ledger', detail: 'names were changed in the ledger' }),
    },
  ];
  const hunks: ExplainedHunk[] = [];
  for (const step of steps) hunks.push(...(await hunksOfStep(step, expected)));
  return { hunks };
}

interface CauseAndDetail {
  readonly cause: Cause;
  readonly detail: string;
}

interface Step {
  readonly from: Texts;
  readonly to: Texts;
  readonly explain: (hunk: string, file: string) => CauseAndDetail;
  /** A file that is as expected was generated, not edited. */
  readonly isEdit?: boolean;
}

/** These follow from all other files. */
const derived: ReadonlySet<string> = new Set([manifestPath, changesPath]);

async function hunksOfStep(
  { from, to, explain: why, isEdit }: Step,
  expected: Texts,
): Promise<readonly ExplainedHunk[]> {
  const files = [...new Set([...from.keys(), ...to.keys()])].filter((file) => !derived.has(file)).toSorted();
  const found: ExplainedHunk[] = [];
  for (const file of files) {
    const text = from.get(file) ?? null;
    if (isEdit === true && (text === null || text === expected.get(file) || !to.has(file))) continue;
    for (const hunk of await hunksOf(text, to.get(file) ?? null))
      found.push({ file, hunk, ...why(hunk, file) });
  }
  return found;
}

/** Without `dist/`, which follows from the other files. */
function textsOf(output: PreviousOutput): Texts {
  const built = builtPaths(output, [], []);
  const files = [...output.files].filter(([path]) => !built.has(path));
  return new Map(files.map(([path, { text }]) => [path, text]));
}

async function packageOf(
  options: GenerateOptions,
  ledger?: ReturnType<typeof readLedger>,
): Promise<Texts | null> {
  const { files } = await build(startRun(options), ledger);
  return files === null ? null : new Map(files.map(({ path, text }) => [path, text]));
}

function editCause(): CauseAndDetail {
  return { cause: 'edit', detail: 'the file was edited by hand' };
}

interface DocumentHunk {
  readonly hunk: string;
  readonly file: string;
  readonly changes: readonly Change[];
}

function documentCause({ hunk, file, changes }: DocumentHunk): CauseAndDetail {
  const detail = explainHunk(hunk, file, changes);
  return detail === null
    ? { cause: 'unexplained', detail: 'no change of the document is known; report it as a bug' }
    : { cause: 'document', detail };
}

/** The old document generates something else than was committed: what was used to generate it has changed. */
function toolCause(
  manifest: { readonly generator: string; readonly toolHash: string } | null,
  { inputs, current }: ExplainOptions,
): CauseAndDetail {
  const { generator, toolHash } = manifestHead(null, current.spec);
  if (manifest === null) return { cause: 'generator', detail: `${generator} has not written the package` };
  if (manifest.generator !== generator)
    return { cause: 'generator', detail: `written by ${manifest.generator}; this is ${generator}` };
  const [template] = inputs.templates;
  if (template !== undefined) return { cause: 'template', detail: `${inputs.templates.join(', ')} changed` };
  if (inputs.configuration !== null)
    return { cause: 'configuration', detail: `${inputs.configuration} changed` };
  const reason = manifest.toolHash === toolHash ? 'its sources changed' : 'its formatter changed';
  return { cause: 'generator', detail: `${generator}: ${reason}` };
}
