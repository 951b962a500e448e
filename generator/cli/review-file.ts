/** Reads the review file of a project: severities by kind of change, and exceptions with a reason and an end. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { isPlainObject } from '../config/values.ts';
import { changeKinds, severities, type ChangeKind, type ChangeSeverity } from '../diff/change.ts';
import type { IgnoredChange, ReviewPolicy } from '../diff/policy.ts';

const reviewFileName = 'clientwright.review.json';

export interface ReviewRequest {
  /** `null`: the usual name, where the file may be absent. */
  readonly file: string | null;
  readonly cwd: string;
  readonly today: string;
  readonly diagnostics: DiagnosticCollector;
  readonly sources: Map<string, SourceText>;
}

/** Returns `null` after a reported error. */
export async function readReviewFile(request: ReviewRequest): Promise<ReviewPolicy | null> {
  const { cwd, today, diagnostics, sources } = request;
  const file = request.file ?? reviewFileName;
  const text = await readFile(resolve(cwd, file), 'utf8').catch(() => null);
  if (text === null) {
    if (request.file === null) return { severity: new Map(), ignored: [], today };
    diagnostics.report({ code: 'CW6015', message: `Cannot read the review file "${file}".` });
    return null;
  }
  sources.set(file, { text, format: 'json' });
  const policy = new ReviewReader(file, diagnostics).read(text, today);
  return diagnostics.hasErrors ? null : policy;
}

class ReviewReader {
  readonly #file: string;
  readonly #diagnostics: DiagnosticCollector;

  constructor(file: string, diagnostics: DiagnosticCollector) {
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  read(text: string, today: string): ReviewPolicy {
    const content = parsed(text);
    if (!isPlainObject(content)) {
      this.#refuse('The review file must be a JSON object.', '');
      return { severity: new Map(), ignored: [], today };
    }
    this.#reportUnknownKeys(content, ['$schema', 'severity', 'ignore'], '');
    return {
      severity: this.#severities(content['severity'] ?? {}),
      ignored: this.#exceptions(content['ignore'] ?? [], today),
      today,
    };
  }

  #severities(content: unknown): ReadonlyMap<ChangeKind, ChangeSeverity> {
    const chosen = new Map<ChangeKind, ChangeSeverity>();
    if (!isPlainObject(content)) {
      this.#refuse('"severity" must be an object.', '/severity');
      return chosen;
    }
    this.#reportUnknownKeys(content, changeKinds, '/severity');
    for (const kind of changeKinds) {
      const value = Object.hasOwn(content, kind) ? content[kind] : undefined;
      const severity = severities.find((one) => one === value);
      if (severity !== undefined) chosen.set(kind, severity);
      else if (value !== undefined)
        this.#refuse(`"${kind}" must be one of ${severities.join(', ')}.`, `/severity/${kind}`);
    }
    return chosen;
  }

  #exceptions(content: unknown, today: string): readonly IgnoredChange[] {
    if (!Array.isArray(content)) {
      this.#refuse('"ignore" must be a list.', '/ignore');
      return [];
    }
    return content.flatMap((entry: unknown, index) => {
      const pointer = `/ignore/${index}`;
      if (!isPlainObject(entry)) {
        this.#refuse('An exception must be an object.', pointer);
        return [];
      }
      this.#reportUnknownKeys(entry, ['fingerprint', 'reason', 'expires'], pointer);
      const { fingerprint, reason, expires } = entry;
      if (!isText(fingerprint) || !isText(reason) || !isDay(expires)) {
        const message =
          'An exception needs the texts "fingerprint" and "reason", and "expires" as a day such as 2026-12-31.';
        this.#refuse(message, pointer);
        return [];
      }
      if (expires < today) {
        const message = `The exception for ${fingerprint} ended on ${expires}: ${reason}`;
        this.#diagnostics.report({ code: 'CW6016', message, place: { file: this.#file, pointer } });
      }
      return [{ fingerprint, reason, expires }];
    });
  }

  #reportUnknownKeys(object: object, known: readonly string[], pointer: string): void {
    for (const key of Object.keys(object).filter((one) => !known.includes(one)))
      this.#refuse(`Unknown key "${key}".`, pointer, didYouMean(key, known));
  }

  #refuse(message: string, pointer: string, help?: string): void {
    const place = { file: this.#file, pointer };
    this.#diagnostics.report({ code: 'CW6015', message, place, ...(help === undefined ? {} : { help }) });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** A day of the calendar: 2026-02-30 is none. */
function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
