/** Records of the last run, below `node_modules/.cache`: what it depended on, its findings, and hashes of its input and output. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isJsonArray, isJsonObject } from '../api/json.ts';
import { configFileNames } from '../config/config.ts';
import type { RunFlags } from '../config/run-options.ts';
import type { Run } from '../config/runs.ts';
import { fingerprintOf } from '../diagnostics/diagnostic.ts';
import { findUnchanged, recordRun, type RunIdentity, type UnchangedRun } from '../last-run.ts';
import { cacheFolder } from '../memory/memory.ts';
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
async function remember({ cwd }: Environment, write: () => void | Promise<void>): Promise<void> {
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
function recordFolder(cwd: string): string {
  return cacheFolder(cwd) ?? join(cwd, 'node_modules', '.cache', 'clientwright');
}

/** A run as the configuration described it last. */
interface KnownRun {
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
  const description = textIn(join(cwd, 'package.json'));
  return hash([[...modules], description, env['NODE_OPTIONS'] ?? null]);
}

function textIn(file: string): string | null {
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

/** Text by absolute path, the configuration first, then the modules that it imports by relative paths. */
export function configurationModules(flags: RunFlags, cwd: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const names = flags.config === null ? configFileNames : [flags.config];
  const isConfigured = flags.spec === null || flags.out === null;
  for (const name of isConfigured ? names : []) addModule(resolve(cwd, name), texts);
  return texts;
}

/** A module and everything that it imports by a relative path. Packages change by an installation. */
function addModule(file: string, texts: Map<string, string>): void {
  const path = existing(file);
  if (path === null || texts.has(path)) return;
  const text = textOf(path);
  texts.set(path, text);
  for (const specifier of specifiersIn(text))
    if (specifier.startsWith('.')) addModule(resolve(dirname(path), specifier), texts);
}

function specifiersIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map(
    ([, specifier = '']) => specifier,
  );
}

/** An import of `./a.js` may mean `./a.ts`. */
function existing(file: string): string | null {
  for (const path of [file, file.replace(/\.([cm]?)js$/, '.$1ts')]) {
    if (isFile(path)) return path;
  }
  return null;
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Packages that give the same answers in every run. */
const steady: ReadonlySet<string> = new Set(['node:path', 'node:url', 'node:util']);

/** Names behind which an answer may differ from run to run, and names that lead to them. */
const unsteady = new RegExp(
  String.raw`\b(?:${[
    'process|require|createRequire|fetch|Date|Temporal|Intl|performance|crypto|navigator|random',
    String.raw`\w*[lL]ocale\w*|localStorage|sessionStorage|WebSocket|EventSource`,
    // Globals by a computed name.
    String.raw`global|globalThis|self|eval|Function|constructor|Reflect|import\s*\.\s*meta`,
    // An import of a computed name.
    String.raw`import\s*\(\s*[^'"\s]`,
  ].join('|')})|\\u`,
);

/** Returns true if the modules import nothing else, and read neither the environment nor files nor the web. */
function dependOnThemselves(modules: ReadonlyMap<string, string>): boolean {
  return [...modules].every(([path, text]) => path.endsWith('.json') || dependsOnItself(text));
}

function dependsOnItself(text: string): boolean {
  const packages = specifiersIn(text).filter((specifier) => !specifier.startsWith('.'));
  const areSteady = packages.every((name) => steady.has(name) || /^clientwright(?:\/|$)/.test(name));
  return areSteady && !unsteady.test(text);
}
