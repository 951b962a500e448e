/** Records of the last run, below `node_modules/.cache`: its findings, and hashes of its input and output. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { RunFlags } from '../config/run-options.ts';
import type { Run } from '../config/runs.ts';
import { fingerprintOf } from '../diagnostics/diagnostic.ts';
import { findUnchanged, recordRun, type RunIdentity, type UnchangedRun } from '../last-run.ts';
import { cacheFolder } from '../memory/memory.ts';
import { configurationModules, dependOnThemselves } from './configuration-modules.ts';
import type { Environment } from './environment.ts';
import type { Findings } from './report.ts';

/**
 * Remembers the findings of a run, so that the next run shows new ones first. The record is not part of the package:
 * a finding has an address in the document, and committed addresses would change with its layout.
 */
export async function rememberFindings(
  run: Run,
  { diagnostics }: Findings,
  environment: Environment,
): Promise<void> {
  await remember(environment, () => {
    const file = cacheFile('findings', run, environment);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify([...new Set(diagnostics.map(fingerprintOf))].sort()));
  });
}

/** `null`: no run is remembered. */
export function readKnownFindings(run: Run, environment: Environment): ReadonlySet<unknown> | null {
  try {
    const known: unknown = JSON.parse(readFileSync(cacheFile('findings', run, environment), 'utf8'));
    return Array.isArray(known) ? new Set<unknown>(known) : null;
  } catch {
    return null;
  }
}

/** Remembers a run that left a whole package, so that the same run can end at once. */
export async function rememberRun(
  run: Run,
  flags: RunFlags,
  { findings, environment }: { readonly findings: Findings; readonly environment: Environment },
): Promise<void> {
  await remember(environment, async () => {
    const identity = await identityOf(run, flags, environment);
    if (identity !== null) await recordRun(cacheFile('run', run, environment), identity, findings);
  });
}

/** `null`: the run may change something, or what it depends on cannot be known. */
export async function unchangedRun(
  run: Run,
  flags: RunFlags,
  environment: Environment,
): Promise<UnchangedRun | null> {
  const identity = await identityOf(run, flags, environment);
  return identity === null ? null : unchangedAs(identity, run, environment);
}

/** Where the identity of the run is known already. */
export async function unchangedAs(
  identity: RunIdentity,
  run: Run,
  environment: Environment,
): Promise<UnchangedRun | null> {
  return run.options.force ? null : findUnchanged(cacheFile('run', run, environment), identity);
}

/** Options are values, whatever made them; a template is code, which may depend on anything. */
async function identityOf(
  { options }: Run,
  flags: RunFlags,
  { cwd }: Environment,
): Promise<RunIdentity | null> {
  if (options.templates.length === 0) return { options, modules: new Map() };
  const modules = configurationModules(flags, cwd);
  return dependOnThemselves(modules) ? { options, modules } : null;
}

/** Without `node_modules`, or without write access to it, nothing is remembered. */
export async function remember({ cwd }: Environment, write: () => void | Promise<void>): Promise<void> {
  try {
    if (cacheFolder(cwd) !== null) await write();
  } catch {
    // The next run works without a record.
  }
}

/** One file for each output folder. */
function cacheFile(kind: 'findings' | 'run', { options }: Run, { cwd }: Environment): string {
  const name = encodeURIComponent(resolve(cwd, options.out)).replaceAll('%2F', '-').slice(-150);
  return join(recordFolder(cwd), `${kind}${name}.json`);
}

/** Folder of the records, which does not exist without `node_modules`. */
export function recordFolder(cwd: string): string {
  return cacheFolder(cwd) ?? join(cwd, 'node_modules', '.cache', 'clientwright');
}
