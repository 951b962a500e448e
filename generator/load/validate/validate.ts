/** A document to the faults that the schema of its version finds in it. */
import type { DiagnosticCollector, Report } from '../../diagnostics/diagnostic.ts';
import type { WrittenDocument } from '../document.ts';
import { startValidation, unreportedFindings } from '../start-validation.ts';
import { recallVerdict } from './verdict-cache.ts';

/** Starts at once and needs no other stage, so that a thread can check a large document beside the rest of a run. */
export async function validate(
  written: WrittenDocument,
  workingDirectory: string,
): Promise<readonly Report[]> {
  const verdict = recallVerdict(written, workingDirectory);
  if (verdict.isKnownValid) return [];
  const findings = await startValidation(written, { knownValid: false, budgetMs: null });
  if (findings.length === 0) verdict.remember();
  return findings;
}

/** Reports each fault that no other stage has reported: those name the consequence of a fault. */
export function reportFindings(findings: readonly Report[], diagnostics: DiagnosticCollector): void {
  for (const finding of unreportedFindings(findings, diagnostics.all)) diagnostics.report(finding);
}
