/** The first stages of the pipeline: loads and validates the document, and normalises it to the API model. */
import type { Api } from './api/api.ts';
import { load } from './load/load.ts';
import { reportFindings, validate } from './load/start-validation.ts';
import { normalise, type NormaliseOptions } from './normalise/normalise.ts';
import { represent } from './normalise/represent.ts';
import type { RunState } from './run.ts';

/** The first two stages. */
export async function read(
  { options, diagnostics, sources, stage }: RunState,
  ledger?: NormaliseOptions['ledger'],
): Promise<Api | null> {
  const document = await stage('load', () => load({ ...options, sources }, diagnostics));
  if (document === null) return null;
  const validation = validate(document.written, options.workingDirectory);
  const known = ledger === undefined ? options : { ...options, ledger };
  const normalised = await stage('normalise', () => normalise(document, known, diagnostics));
  const api = represent(normalised, options);
  await stage('validate', async () => reportFindings(await validation, diagnostics));
  return api;
}
