/** Options of runs by command line and configuration, so that an unchanged configuration is not evaluated again. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isJsonArray, isJsonObject } from '../api/json.ts';
import type { RunFlags } from '../config/run-options.ts';
import type { Run } from '../config/runs.ts';
import type { RunIdentity } from '../last-run.ts';
import { configurationModules, dependOnThemselves } from './configuration-modules.ts';
import type { Environment } from './environment.ts';
import { recordFolder, remember } from './remembered-runs.ts';

/** A run as the configuration described it last. */
export interface KnownRun {
  /** Its options have no templates: they are code, and known by their modules alone. */
  readonly run: Run;
  readonly identity: RunIdentity;
}

interface OptionsRecord {
  /** Hash of everything that the configuration can depend on. */
  readonly configuration: string;
  readonly runs: readonly { readonly run: Run; readonly hasTemplates: boolean }[];
}

/** `null`: the configuration has changed, or may depend on more than its own modules, and must be evaluated. */
export async function knownRuns(
  flags: RunFlags,
  environment: Environment,
): Promise<readonly KnownRun[] | null> {
  const record = readRecord(recordFile(flags, environment));
  if (record === null) return null;
  const modules = configurationModules(flags, environment.cwd);
  if (record.configuration !== hashOfConfiguration(modules, environment)) return null;
  return record.runs.map(({ run, hasTemplates }) => ({
    run,
    identity: { options: run.options, modules: hasTemplates ? modules : new Map<string, string>() },
  }));
}

/** Leaves no record where evaluating the same modules could give other options. */
export async function rememberOptions(
  flags: RunFlags,
  runs: readonly Run[],
  environment: Environment,
): Promise<void> {
  const modules = configurationModules(flags, environment.cwd);
  if (!dependOnThemselves(modules)) return;
  const record: OptionsRecord = {
    configuration: hashOfConfiguration(modules, environment),
    runs: runs.map((run) => ({
      run: { ...run, from: null, options: { ...run.options, templates: [] } },
      hasTemplates: run.options.templates.length > 0,
    })),
  };
  await remember(environment, () => {
    const file = recordFile(flags, environment);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(record));
  });
}

function readRecord(file: string): OptionsRecord | null {
  try {
    const record: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRecord(record) ? record : null;
  } catch {
    return null;
  }
}

/** Only this module writes records, so their parts are not looked at. */
function isRecord(value: unknown): value is OptionsRecord {
  return isJsonObject(value) && isJsonArray(value['runs']);
}

/** Besides its modules: `package.json` decides how they are read, and NODE_OPTIONS can load code before them. */
function hashOfConfiguration(modules: ReadonlyMap<string, string>, { cwd, env }: Environment): string {
  const description = textOf(join(cwd, 'package.json'));
  return hash([[...modules], description, env['NODE_OPTIONS'] ?? null]);
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** One file for each command line. */
function recordFile(flags: RunFlags, { cwd }: Environment): string {
  return join(recordFolder(cwd), `options-${hash([cwd, flags]).slice(0, 16)}.json`);
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
