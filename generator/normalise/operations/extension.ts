/** Reads the numbers and names of an extension, and reports each that is not what it has to be. */
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import { pointerKeys } from '../../api/place.ts';
import type { Scope } from '../scope.ts';
import { report } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, hasKey, itemsOf, textAt } from '../source.ts';

export interface Extension {
  readonly scope: Scope;
  readonly source: Source;
  readonly code: DiagnosticCode;
}

/** Reports at the value of `key` where it is there, else at the whole extension. */
export function reportExtension({ scope, source, code }: Extension, message: string, key?: string): void {
  report(scope, key === undefined || !hasKey(source, key) ? source : childOf(source, key), { code, message });
}

/** Milliseconds under `key`; `fallback` where it is absent. */
export function milliseconds<Fallback>(
  extension: Extension,
  key: string,
  fallback: Fallback,
): number | Fallback {
  const { value } = childOf(extension.source, key);
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  reportExtension(extension, `${key} has to be a whole number of milliseconds.`, key);
  return fallback;
}

/** The keys of a JSON pointer into the response; `null`: absent, or no pointer. */
export function pointerAt(extension: Extension, key: string): readonly string[] | null {
  const text = textAt(extension.source, key);
  if (text?.startsWith('/') === true) return pointerKeys(text);
  if (hasKey(extension.source, key))
    reportExtension(extension, `${key} has to be a JSON pointer like "/status".`, key);
  return null;
}

/** The strings of a list, each once; none where there is no list. */
export function textsAt(extension: Extension, key: string): readonly string[] {
  const texts = itemsOf(childOf(extension.source, key)).flatMap(({ value }) =>
    typeof value === 'string' ? [value] : [],
  );
  return [...new Set(texts)];
}

/** Reports keys that no extension has: a misspelled one would silently do nothing. */
export function reportOtherKeys(extension: Extension, known: readonly string[]): void {
  const { value } = extension.source;
  for (const key of Object.keys(typeof value === 'object' && value !== null ? value : {})) {
    if (!known.includes(key))
      reportExtension(extension, `${JSON.stringify(key)} is no key of this extension.`, key);
  }
}
