/** Reads the numbers and names of an extension, and reports each that is not what it has to be. */
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

/** Reports at the value of `key` where it is there, else at the whole extension. */
export function reportExtension({ scope, source, code }: Extension, message: string, key?: string): void {
  report(scope, key === undefined || !hasKey(source, key) ? source : childOf(source, key), { code, message });
}

/** The same extension, at one of its parts. */
export function partOf(extension: Extension, source: Source): Extension {
  return { ...extension, source };
}

/** Milliseconds under `key`; `fallback` where it is absent. */
export function milliseconds<Fallback>(
  extension: Extension,
  key: string,
  fallback: Fallback,
): number | Fallback {
  return wholeNumber(extension, key, { fallback, least: 0, of: ' of milliseconds' });
}

export interface NumberRule<Fallback> {
  /** What stands for it where it is absent or wrong. */
  readonly fallback: Fallback;
  readonly least: number;
  /** What it counts, for the message. */
  readonly of: string;
}

/** A whole number under `key`. */
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

/** One of several words under `key`; the first where it is absent, or wrong and reported. */
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

/** The keys of a pointer into the response, `/error` or `$response.body#/error`; `null`: absent, or no pointer. */
export function pointerAt(extension: Extension, key: string): readonly string[] | null {
  const text = textAt(extension.source, key)?.replace(/^\$response\.body#/, '');
  if (text?.startsWith('/') === true) return pointerKeys(text);
  if (hasKey(extension.source, key))
    reportExtension(extension, `${key} must be a JSON pointer like "/status".`, key);
  return null;
}

/** The strings of a list, each once; none, and reported, where it is another list or none at all. */
export function textsAt(extension: Extension, key: string): readonly string[] {
  const { value = [] } = childOf(extension.source, key);
  const texts = isJsonArray(value) ? value.filter((text) => typeof text === 'string') : [];
  if (!isJsonArray(value) || texts.length < value.length)
    reportExtension(extension, `${key} must be a list of strings.`, key);
  return [...new Set(texts)];
}

/** Reports keys that no extension has: a misspelled one would silently do nothing. */
export function reportOtherKeys(extension: Extension, known: readonly string[]): void {
  const { value } = extension.source;
  for (const key of Object.keys(typeof value === 'object' && value !== null ? value : {})) {
    if (!known.includes(key) && !key.startsWith('x-'))
      reportExtension(extension, `Unknown key ${JSON.stringify(key)} in this extension.`, key);
  }
}
