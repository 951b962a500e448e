/** `clientwright names`: lists the names of a ledger, or changes some and generates the package with them. */
import { addDist, finish } from './finish.ts';
import { readLedger, parseLedger } from './emit/ledger.ts';
import { ledgerPath } from './emit/output-path.ts';
import { recover } from './emit/write-recover.ts';
import { nothingWritten } from './emit/write.ts';
import { build } from './generate.ts';
import {
  findName,
  type Ledger,
  type LedgerName,
  namesOf,
  withName,
  withoutAliases,
  withoutName,
} from './naming/ledger.ts';
import type { GenerateOptions, NamesRequest, NamesResult, ProgressListener } from './options.ts';
import { startRun, type RunState } from './run.ts';

/** The ledger and the package change together, or both stay: one write has all files. */
export async function names(
  options: GenerateOptions,
  request: NamesRequest,
  progress?: ProgressListener,
): Promise<NamesResult> {
  const run = startRun(options, progress);
  await recover(run.out, run.diagnostics);
  const ledger = readLedger(run.out, run.diagnostics, options.out);
  const change = run.ok ? changeOf(run, request, ledger) : null;
  if (change === null) return { ...run.result(), api: null, ...nothingWritten, names: namesOf(ledger) };
  const built = await addDist(run, await build(run, change.ledger));
  const text = built.files?.find(({ path }) => path === ledgerPath)?.text;
  const after = text === undefined ? null : parseLedger(text);
  if (after !== null) checkResult(run, change, after);
  const result = await finish(run, built);
  return { ...result, names: namesOf(result.ok && after !== null ? after : ledger) };
}

interface Change {
  readonly ledger: Ledger;
  /** Names that the request gives, by identity. */
  readonly given: ReadonlyMap<string, string>;
  readonly released: readonly LedgerName[];
}

/** `null`: there is nothing to change, or the reason was reported. */
function changeOf(run: RunState, request: NamesRequest, ledger: Ledger): Change | null {
  if (request.kind === 'list') return null;
  if (!('name' in request)) {
    const released = namesOf(ledger).filter(({ aliasOf }) => aliasOf !== null);
    return { ledger: withoutAliases(ledger), given: new Map(), released };
  }
  const found = findName(ledger, request.name);
  if (!found.ok) {
    run.diagnostics.report({ code: 'CW3005', message: found.problem });
    return null;
  }
  const { identity } = found.found;
  return request.kind === 'rename'
    ? {
        ledger: withName(ledger, identity, request.to),
        given: new Map([[identity, request.to]]),
        released: [],
      }
    : { ledger: withoutName(ledger, identity), given: new Map(), released: [found.found] };
}

function checkResult({ diagnostics }: RunState, { given, released }: Change, after: Ledger): void {
  for (const [identity, name] of given) {
    if (after.names.get(identity) === name) continue;
    const got = JSON.stringify(after.names.get(identity) ?? '');
    const message = `The name ${JSON.stringify(name)} is taken: ${JSON.stringify(identity)} would be ${got}.`;
    diagnostics.report({ code: 'CW3005', message });
  }
  for (const { identity, name } of released) {
    const now = after.names.get(identity);
    const outcome = now === undefined ? 'is gone' : `derives its name again, ${JSON.stringify(now)}`;
    const message = `The name ${JSON.stringify(name)} is released: ${JSON.stringify(identity)} ${outcome}.`;
    diagnostics.report({ code: 'CW3006', message });
  }
}
