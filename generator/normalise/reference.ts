/** Follows a `$ref` of an OpenAPI object (parameter, response, …) to the object itself. */
import type { Scope } from './scope.ts';
import { placeOf, report } from './scope.ts';
import type { Source } from './source.ts';
import { objectOf, sourceAt, textAt } from './source.ts';
import { decodeFragment } from '../api/place.ts';

/** The pointer that a local reference means; `null`: it is not local, or no pointer. */
export function pointerOfReference(reference: string): string | null {
  if (!reference.startsWith('#')) return null;
  const pointer = decodeFragment(reference.slice(1));
  return pointer === '' || pointer.startsWith('/') ? pointer : null;
}

/** Returns the target of the reference, or `null` if it has none. */
export function targetOf(scope: Scope, reference: string): Source | null {
  const pointer = pointerOfReference(reference);
  if (pointer === null) return null;
  const target = sourceAt(scope.document.root, pointer);
  return target.value === undefined ? null : target;
}

/**
 * Follows references to the object. Returns `null`, and reports, if there is none.
 *
 * Callers read `summary` and `description` beside a `$ref` themselves (OpenAPI 3.1, section 4.8.23).
 */
export function followReferences(scope: Scope, source: Source): Source | null {
  const seen = new Set<string>();
  let current = source;
  for (;;) {
    const reference = textAt(current, '$ref');
    if (reference === null) return expectObject(scope, current);
    const target = seen.has(current.pointer) ? null : targetOf(scope, reference);
    seen.add(current.pointer);
    if (target === null) {
      reportDangling(scope, current, `${quote(reference)} leads nowhere.`);
      return null;
    }
    current = target;
  }
}

/** Reports a reference to a value of the wrong kind. Loading reports references to nothing. */
export function reportDangling(scope: Scope, source: Source, message: string): void {
  const isSaid = scope.document.isDangling(placeOf(scope, source)) && scope.options.schemas === 'lenient';
  if (!isSaid) report(scope, source, { code: 'CW2001', message });
}

/** Returns the source if it is an object; otherwise reports it and returns `null`. */
export function expectObject(scope: Scope, source: Source): Source | null {
  if (objectOf(source) !== null) return source;
  if (source.value !== undefined) {
    report(scope, source, { code: 'CW2002', message: 'An object is expected here.' });
  }
  return null;
}

/** Text of the document as it is shown in a message: quoted, on one line, of bounded length. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
}

/** Several texts of the document in one message. */
export function quoteAll(texts: readonly string[]): string {
  return texts.map(quote).join(', ');
}
