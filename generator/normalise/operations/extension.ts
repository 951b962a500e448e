/** Reads numbers, words and pointers of an extension, and reports each invalid one. */
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import { isJsonArray } from '../../api/json.ts';
import { pointerKeys } from '../../api/place.ts';
import type { Scope } from '../scope.ts';
import { report } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, hasKey, textAt } from '../source.ts';

export interface Extension {
  readonly scope: Scope;
  readonly source: Source;
  readonly code: DiagnosticCode;
}

/** Reports at the value of `key` where it exists, else at the whole extension. */
export function reportExtension({ scope, source, code }: Extension, message: string, key?: string): void {
  report(scope, key === undefined || !hasKey(source, key) ? source : childOf(source, key), { code, message });
}

/** Returns the same extension, at one of its parts. */
export function partOf(extension: Extension, source: Source): Extension {
  return { ...extension, source };
}

/** Reads milliseconds under `key`; returns `fallback` where it is absent or invalid. */
export function milliseconds<Fallback>(
  extension: Extension,
  key: string,
  fallback: Fallback,
): number | Fallback {
  return wholeNumber(extension, key, { fallback, least: 0, of: ' of milliseconds' });
}

export interface NumberRule<Fallback> {
  /** Returned where the value is absent or invalid. */
  readonly fallback: Fallback;
  readonly least: number;
  /** Its unit in the message, such as ` of milliseconds`. */
  readonly of: string;
}

/** Reads a whole number under `key`; reports an invalid one. */
export function wholeNumber<Fallback>(
  extension: Extension,
  key: string,
  { fallback, least, of }: NumberRule<Fallback>,
): number | Fallback {
  const { value } = childOf(extension.source, key);
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  const from = least === 0 ? '' : ` from ${least}`;
  reportExtension(extension, `${key} must be a whole number${of}${from}.`, key);
  return fallback;
}

/** Reads one of several words under `key`; returns the first where it is absent, or invalid and reported. */
export function wordAt<Word extends string>(
  extension: Extension,
  key: string,
  words: readonly [Word, ...Word[]],
): Word {
  const { value } = childOf(extension.source, key);
  const word = words.find((one) => one === value);
  if (word === undefined && value !== undefined)
    reportExtension(extension, `${key} must be one of ${words.join(', ')}.`, key);
  return word ?? words[0];
}

/** Reads a pointer into the response, `/error` or `$response.body#/error`; returns `null` where it is absent or invalid. */
export function pointerAt(extension: Extension, key: string): readonly string[] | null {
  const text = textAt(extension.source, key)?.replace(/^\$response\.body#/, '');
  if (text?.startsWith('/') === true) return pointerKeys(text);
  if (hasKey(extension.source, key))
    reportExtension(extension, `${key} must be a JSON pointer like "/status".`, key);
  return null;
}

/** Reads a list of strings, each once; reports anything else. */
export function textsAt(extension: Extension, key: string): readonly string[] {
  const { value = [] } = childOf(extension.source, key);
  const texts = isJsonArray(value) ? value.filter((text) => typeof text === 'string') : [];
  if (!isJsonArray(value) || texts.length < value.length)
    reportExtension(extension, `${key} must be a list of strings.`, key);
  return [...new Set(texts)];
}

/** Reports unknown keys: a misspelled one would silently do nothing. */
export function reportOtherKeys(extension: Extension, known: readonly string[]): void {
  const { value } = extension.source;
  for (const key of Object.keys(typeof value === 'object' && value !== null ? value : {})) {
    if (!known.includes(key) && !key.startsWith('x-'))
      reportExtension(extension, `Unknown key ${JSON.stringify(key)} in this extension.`, key);
  }
}
