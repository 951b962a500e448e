/** A document → the package that the built-in templates make of it, in memory. */
import { testTemplate } from '../../generator/test-template.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';

export interface GeneratedPackage {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly hasErrors: boolean;
}

/** `text` is the document as JSON. */
export async function generatedPackage(text: string): Promise<GeneratedPackage> {
  const made = await testTemplate([], text);
  return { ...made, hasErrors: made.diagnostics.some(({ severity }) => severity === 'error') };
}
