/** `check --explain` and `check --spec-only`: the cause of each hunk since a committed package. */
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { RunFlags } from '../config/run-options.ts';
import type { Colours } from '../diagnostics/print-pretty.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import { visibleLines, visibleText } from '../diagnostics/visible-text.ts';
import type { Cause, ChangedInputs, Explanation, GenerateOptions } from '../options.ts';
import type { Context } from './environment.ts';
import { readVersion } from './versions.ts';
import { configurationModules } from './remembered-runs.ts';

export interface ExplainFlags extends RunFlags {
  readonly explain: boolean;
  readonly specOnly: boolean;
  /** Revision whose package is the committed one. */
  readonly since: string;
}

export type ExplanationReading =
  | { readonly ok: true; readonly explanation: Explanation | null }
  | { readonly ok: false; readonly report: Report };

/** Generates the package of the revision with the present generator, templates and configuration. */
export async function explainApi(
  options: GenerateOptions,
  flags: ExplainFlags,
  context: Context,
): Promise<ExplanationReading> {
  const modules = [...configurationModules(flags, options.workingDirectory).keys()];
  const others = [options.out, ...modules.map((file) => relative(options.workingDirectory, file))];
  const read = await readVersion(`git:${flags.since}`, options, others);
  if (!read.ok) return read;
  const { version } = read;
  try {
    const { explain } = await context.loadPipeline();
    const today = new Date().toISOString().slice(0, 10);
    const explanation = await explain({
      committed: version.options,
      current: options,
      names: { before: version.name, after: options.spec },
      policy: { severity: new Map(), ignored: [], today },
      inputs: await changedInputs(modules, options.workingDirectory, version.options.workingDirectory),
    });
    return { ok: true, explanation };
  } finally {
    await version.close();
  }
}

/** The configuration file is the first module. Whatever it imports is a template, or a part of one. */
async function changedInputs(modules: readonly string[], cwd: string, old: string): Promise<ChangedInputs> {
  const [configuration, ...templates] = modules;
  const hasChanged = async (file: string): Promise<boolean> => {
    const path = resolve(cwd, file);
    const [now, before] = await Promise.all(
      [path, join(old, relative(cwd, path))].map((one) => readFile(one, 'utf8').catch(() => null)),
    );
    return now !== before;
  };
  const changed = await Promise.all(templates.map(hasChanged));
  const isConfigured = configuration !== undefined && (await hasChanged(configuration));
  return {
    configuration: isConfigured ? relative(cwd, configuration) : null,
    templates: templates.filter((_file, index) => changed[index] === true).map((file) => relative(cwd, file)),
  };
}

/** A mixture: the document, and something else that was changed with it. */
export function isMixture({ hunks }: Explanation): boolean {
  const causes = new Set(hunks.map(({ cause }) => cause));
  return causes.has('document') && causes.size > 1;
}

const mostHunks = 50;

export function explanationText({ hunks }: Explanation, since: string, colours: Colours): string {
  const counts = countsOf(hunks.map(({ cause }) => cause));
  const { bold, dim } = colours;
  if (hunks.length === 0) return `  no difference since ${visibleText(since)}\n`;
  const lines = hunks.slice(0, mostHunks).flatMap(({ file, hunk, cause, detail }) => [
    `  ${bold(visibleText(file))}  ${paint(cause, colours)}: ${visibleText(detail)}`,
    ...visibleLines(hunk)
      .split('\n')
      .map((row) => dim(`    ${row}`)),
  ]);
  const more = hunks.length - mostHunks;
  const rest = more > 0 ? [`  and ${more} more hunks`] : [];
  return `${[`  causes since ${visibleText(since)}: ${counts}`, ...lines, ...rest].join('\n')}\n`;
}

function paint(cause: Cause, { green, yellow, red }: Colours): string {
  if (cause === 'document') return green(cause);
  return cause === 'unexplained' || cause === 'edit' ? red(cause) : yellow(cause);
}

function countsOf(causes: readonly Cause[]): string {
  return [...Map.groupBy(causes, (cause) => cause)]
    .map(([cause, all]) => `${all.length} ${cause}`)
    .join(', ');
}
