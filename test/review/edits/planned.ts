/** Plans packages in memory: the stages from a loaded document to its names, without a file or a line of code. */
import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../../generator/api/json.ts';
import { DiagnosticCollector } from '../../../generator/diagnostics/diagnostic.ts';
import { load } from '../../../generator/load/load.ts';
import { emptyLedger, type Ledger } from '../../../generator/naming/ledger.ts';
import { normalise } from '../../../generator/normalise/normalise.ts';
import type { PackagePlan } from '../../../generator/plan/package-plan.ts';
import { plan } from '../../../generator/plan/plan.ts';
import { builtInTemplates } from '../../../templates/index.ts';

export interface PlannedVersion {
  readonly plan: PackagePlan;
  readonly diagnostics: DiagnosticCollector;
}

/** The run stops with a report: no name moves, as nothing is written. */
export class RefusedDocument extends Error {
  constructor({ all }: DiagnosticCollector) {
    const errors = all.filter(({ severity }) => severity === 'error');
    super(errors.map(({ code, message }) => `${code} ${message}`).join('\n'));
  }
}

/** The names of a document in the shape of OpenAPI 3.1, over those of a ledger. */
export function planOf(root: JsonObject, ledger: Ledger = emptyLedger): PlannedVersion {
  const diagnostics = new DiagnosticCollector();
  const placeOf = (pointer: string) => ({ file: 'spec.json', pointer });
  const api = normalise(
    { root, placeOf, isDangling: () => false },
    { propertyOrder: 'name', schemas: 'lenient', ledger },
    diagnostics,
  );
  const planned = plan({ api, templates: builtInTemplates(), ledger }, diagnostics);
  if (planned === null || diagnostics.hasErrors) throw new RefusedDocument(diagnostics);
  return { plan: planned, diagnostics };
}

/** Loads a file with its overlays, and brings it into the shape of OpenAPI 3.1. `root`: default is its own folder. */
export async function loadRoot(
  spec: string,
  overlays: readonly string[] = [],
  root: string | null = null,
): Promise<JsonObject> {
  const diagnostics = new DiagnosticCollector();
  const own = { workingDirectory: process.cwd(), root, sources: new Map() };
  const request = { ...own, spec, overlays, allowedOrigins: [] };
  const document = await load(request, diagnostics);
  if (document === null) throw new Error(diagnostics.all.map(({ message }) => message).join('\n'));
  const copy: JsonObject = JSON.parse(JSON.stringify(document.root));
  return copy;
}

export function readText(path: string): string {
  return readFileSync(path, 'utf8');
}
