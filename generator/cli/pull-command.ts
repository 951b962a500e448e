/** `clientwright pull`: downloads documents from the addresses of the configuration. Only this command uses the network for them. */
import { resolve } from 'node:path';
import type { RunFlags } from '../config/run-options.ts';
import { resolveRuns, type Run } from '../config/runs.ts';
import { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { SourceText } from '../diagnostics/source.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { download } from './download.ts';
import { coloursOf, exitCodes } from './environment.ts';
import type { Context, ExitCode } from './environment.ts';
import { showProgress } from './progress.ts';
import { writePulled, type PulledDocument } from './pulled-document.ts';
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
