/** A document → its package with the optional templates: compiled, and its samples judged. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RepresentedTypes } from '../../../generator/api/api.ts';
import { generate } from '../../../generator/generate.ts';
import { jsonSchemas } from '../../../templates/json-schemas/json-schemas.ts';
import { msw } from '../../../templates/mocks/msw.ts';
import { tanstackQuery } from '../../../templates/tanstack-query/tanstack-query.ts';
import { cli } from '../../../templates/tools/cli.ts';
import { mcp } from '../../../templates/tools/mcp.ts';
import { zod } from '../../../templates/zod/zod.ts';
import { defaults } from '../../support/generated-package.ts';
import { judgeSamples } from './judge-samples.ts';
import { judgeSchemas } from './judge-schemas.ts';
import { sampleChecks, type SampleCheck } from './sample-checks.ts';
import { zodChecks, type ZodCheck } from './zod-checks.ts';

const repository = join(import.meta.dirname, '../../..');

export interface DocumentOutcome {
  /** The document has errors, which diagnostics report. */
  readonly isRefused: boolean;
  readonly samples: number;
  readonly accepted: number;
  readonly acceptedByAjv: number;
  /** See `SampleVerdicts`. */
  readonly ambiguous: number;
  /** Samples and mutations on which zod and the validators agree, and how many of them are valid. */
  readonly agreed: number;
  readonly valid: number;
  readonly without: readonly string[];
  readonly faults: readonly string[];
}

export interface DocumentRequest {
  readonly spec: string;
  readonly root: string | null;
  readonly types: RepresentedTypes;
}

const nothing: DocumentOutcome = {
  isRefused: false,
  samples: 0,
  accepted: 0,
  acceptedByAjv: 0,
  ambiguous: 0,
  agreed: 0,
  valid: 0,
  without: [],
  faults: [],
};

export async function tryDocument({ spec, root, types }: DocumentRequest): Promise<DocumentOutcome> {
  const out = mkdtempSync(join(tmpdir(), 'clientwright-templates-'));
  try {
    const { ok, api, diagnostics } = await generate({
      ...defaults,
      spec,
      root,
      out,
      types,
      templates: [msw(), sampleChecks(), zod(), zodChecks(), mcp(), cli(), tanstackQuery(), jsonSchemas()],
      workingDirectory: repository,
    });
    const ofTemplates = diagnostics.filter(
      ({ code, severity }) => code.startsWith('CW40') && severity === 'error',
    );
    if (ofTemplates.length > 0)
      return { ...nothing, faults: ofTemplates.map(({ code, message }) => `${code} ${message}`) };
    if (!ok || api === null) return { ...nothing, isRefused: true };
    symlinkSync(join(repository, 'node_modules'), join(out, 'node_modules'));
    const errors = compilerErrors(out);
    if (errors.length > 0) return { ...nothing, faults: errors };
    const load = async <Check>(name: string): Promise<readonly Check[]> => {
      const module: { readonly checks: readonly Check[] } = await import(
        pathToFileURL(join(out, 'dist', name)).href
      );
      return module.checks;
    };
    const checks = await load<SampleCheck>('sample-checks.js');
    const samples = judgeSamples(checks, api);
    const schemas = judgeSchemas(await load<ZodCheck>('zod-checks.js'), api);
    return {
      ...nothing,
      samples: checks.length,
      ...samples,
      ...schemas,
      faults: [...samples.faults, ...schemas.faults],
    };
  } catch (error) {
    return { ...nothing, faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function compilerErrors(folder: string): readonly string[] {
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  return status === 0 ? [] : stdout.split('\n').filter(Boolean).slice(0, 10);
}
