/** `clientwright pull`: downloads documents from the addresses of the configuration. Only this command uses the network for them. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { RunFlags } from '../config/run-options.ts';
import { resolveRuns, type Run } from '../config/runs.ts';
import { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { coloursOf, type Context, type ExitCode, exitCodes } from './environment.ts';
import { showProgress } from './progress.ts';
import { printFindings, printJsonReport, printResult, refuse } from './report.ts';

type Source = NonNullable<Run['from']>;

export async function pullCommand(flags: RunFlags, context: Context): Promise<ExitCode> {
  const diagnostics = new DiagnosticCollector();
  const sources = new Map<string, SourceText>();
  const { cwd, runForeignCode } = context.environment;
  const request = { flags, workingDirectory: cwd, diagnostics, sources, runForeignCode };
  const runs = (await resolveRuns(request)) ?? [];
  const pulled = runs.flatMap(({ api, options, from }) =>
    from === null ? [] : [{ api, spec: options.spec, from }],
  );
  if (pulled.length === 0 && !diagnostics.hasErrors)
    diagnostics.report({
      code: 'CW6017',
      message: 'No API of the configuration has an address to pull from.',
    });
  if (diagnostics.hasErrors) return refuse({ diagnostics: diagnostics.all, sources }, context);
  const apis = [];
  for (const { api, spec, from } of pulled) {
    const document = await pullOne({ spec, from }, diagnostics, context);
    printResult(resultLine(spec, document, context), context);
    apis.push({ api, spec, changed: document?.isChanged ?? null, sha256: document?.sha256 ?? null });
  }
  const findings = { diagnostics: diagnostics.all, sources };
  await printFindings(findings, context);
  await printJsonReport({ ok: !diagnostics.hasErrors, runs: [findings], details: { apis } }, context);
  return diagnostics.hasErrors ? exitCodes.failed : exitCodes.ok;
}

/** `null` after a reported failure. The file in the project is then as it was. */
async function pullOne(
  { spec, from }: { readonly spec: string; readonly from: Source },
  diagnostics: DiagnosticCollector,
  context: Context,
): Promise<PulledDocument | null> {
  const { environment } = context;
  const headers = headersOf(from, environment.env);
  if (!headers.ok) {
    const message = `The environment variable "${headers.missing}" is not set. ${spec} was not pulled.`;
    diagnostics.report({ code: 'CW6018', message });
    return null;
  }
  const progress = showProgress(spec, context);
  progress.listener('download');
  const downloaded = await download(from.url, headers.values).finally(progress.stop);
  const result = downloaded.ok
    ? await writePulled({ file: resolve(environment.cwd, spec), url: from.url, bytes: downloaded.bytes })
    : downloaded;
  if (result.ok) return result.document;
  diagnostics.report({ code: 'CW6019', message: `Cannot pull ${spec}: ${result.reason}.` });
  return null;
}

type Headers =
  | { readonly ok: true; readonly values: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly missing: string };

function headersOf({ headers }: Source, env: Context['environment']['env']): Headers {
  const values: Record<string, string> = {};
  for (const { name, text, variable } of headers) {
    const secret = variable === null ? '' : env[variable];
    if (secret === undefined || (variable !== null && secret === ''))
      return { ok: false, missing: variable ?? '' };
    values[name] = `${text}${secret}`;
  }
  return { ok: true, values };
}

function resultLine(spec: string, document: PulledDocument | null, context: Context): string {
  const { bold, green, yellow, red } = coloursOf('stdout', context);
  const name = bold(visibleText(spec));
  if (document === null) return `${name}: ${red('not pulled')}\n`;
  const { isChanged, sha256, version } = document;
  const state = isChanged ? yellow('changed') : green('unchanged');
  return `${name}: ${state}, version ${visibleText(version)} (${sha256.slice(0, 12)})\n`;
}

interface PulledDocument {
  readonly isChanged: boolean;
  readonly sha256: string;
  /** `info.version` of the document. */
  readonly version: string;
}

type Pulled =
  { readonly ok: true; readonly document: PulledDocument } | { readonly ok: false; readonly reason: string };

interface PullRequest {
  /** Absolute path of the document in the project. */
  readonly file: string;
  readonly url: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes nothing if the file has these bytes already. The record beside it, `api.json.source.json`, has the date of
 * the last change, so that a pull without a change leaves no diff.
 */
async function writePulled({ file, url, bytes }: PullRequest): Promise<Pulled> {
  const version = await versionOf(bytes);
  if (version === null) return { ok: false, reason: 'the address does not return an OpenAPI document' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const present = await readFile(file).catch(() => null);
  const isChanged = present === null || !present.equals(bytes);
  const recordFile = `${file}.source.json`;
  const record = { url: withoutSecrets(url), sha256, date: new Date().toISOString() };
  try {
    await mkdir(dirname(file), { recursive: true });
    if (isChanged) await replaceFile(file, bytes);
    if (isChanged || (await recordedHash(recordFile)) !== sha256)
      await replaceFile(recordFile, Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { ok: false, reason: `the file cannot be written (${code})` };
  }
  return { ok: true, document: { isChanged, sha256, version } };
}

async function recordedHash(file: string): Promise<unknown> {
  try {
    const record: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof record === 'object' && record !== null && 'sha256' in record ? record.sha256 : null;
  } catch {
    return null;
  }
}

/** A crash leaves the old file or the new one. */
async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** `info.version`, or a hyphen; `null`: not a document. A login page and an error in JSON are refused. */
async function versionOf(bytes: Uint8Array): Promise<string | null> {
  const content = await parsed(new TextDecoder().decode(bytes));
  if (!isObject(content)) return null;
  const format = content['openapi'] ?? content['swagger'];
  if (typeof format !== 'string' && typeof format !== 'number') return null;
  const info = content['info'];
  const version = isObject(info) ? info['version'] : null;
  return typeof version === 'string' || typeof version === 'number' ? String(version) : '-';
}

async function parsed(text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    const { parse } = await import('yaml');
    try {
      return parse(text);
    } catch {
      return null;
    }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record is committed: it has no password, and no query, which may have a key. */
function withoutSecrets(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}

type Download =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: string };

/** A document that is larger, or takes longer, is no document. */
const largestBytes = 200 * 1024 * 1024;
const longestMs = 120_000;
const mostRedirects = 5;

async function download(address: string, headers: Readonly<Record<string, string>>): Promise<Download> {
  const signal = AbortSignal.timeout(longestMs);
  try {
    const response = await follow(address, { headers, signal });
    if (typeof response === 'string') return { ok: false, reason: response };
    if (!response.ok) {
      await response.body?.cancel();
      return { ok: false, reason: `the server answered ${response.status}` };
    }
    return await readBody(response);
  } catch (error) {
    return {
      ok: false,
      reason: signal.aborted ? 'the download took longer than two minutes' : reasonOf(error),
    };
  }
}

/** Follows redirects to the same origin only: another one would receive the headers. */
async function follow(address: string, init: RequestInit): Promise<Response | string> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.origin !== url.origin) return `it redirects to another origin, ${next.origin}`;
    url = next;
  }
  return 'it redirects too often';
}

async function readBody(response: Response): Promise<Download> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largestBytes) return { ok: false, reason: 'it is larger than 200 MB' };
    chunks.push(chunk);
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}

/** `fetch` hides the reason in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause) return `the connection failed (${String(cause.code)})`;
  return cause instanceof Error ? cause.message : 'the connection failed';
}
