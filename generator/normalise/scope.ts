/** Context of normalising: the document, the collector of reports, the schemas built so far, and how a `$ref` of an OpenAPI object is followed. */
import { canonicalJson } from '../api/hash.ts';
import type { JsonValue } from '../api/json.ts';
import { decodeFragment, type Place } from '../api/place.ts';
import type { Schema } from '../api/schema.ts';
import type { Selections } from '../api/selection.ts';
import type { DiagnosticCode } from '../diagnostics/catalogue.ts';
import type { DiagnosticCollector, RelatedPlace } from '../diagnostics/diagnostic.ts';
import type { Document } from '../load/document.ts';
import type { Ledger } from '../naming/ledger.ts';
import type { Backtracking } from './schema/backtracking.ts';
import { objectOf, type Source, sourceAt, textAt } from './source.ts';

export interface NormaliseOptions extends Selections {
  /** `name`: properties sorted by code points; `spec`: as the author wrote them. */
  readonly propertyOrder: 'name' | 'spec';
  /** `lenient`: keywords imply what authors usually mean. `exact`: they mean what JSON Schema defines. */
  readonly schemas: 'lenient' | 'exact';
  /** `closed`: the API adds no members to enums and no variants to unions. Absent: it may. */
  readonly enums?: 'open' | 'closed';
  /**
   * Null in responses where a member is optional and not nullable. `strict` (the default) refuses it. `absent`
   * reads it as absent: the value that callers get has no such key.
   */
  readonly nulls?: 'strict' | 'absent';
  /** Identities of operations and inline schemas in the last run. Absent: this is the first one. */
  readonly ledger?: Ledger;
}

/** Interface of a loaded document: its tree, the origin of each part, and the reports about it. */
export type ReadDocument = Pick<Document, 'root' | 'placeOf' | 'isDangling'>;

export interface Scope {
  readonly document: ReadDocument;
  readonly options: NormaliseOptions;
  readonly diagnostics: DiagnosticCollector;
  readonly schemas: SchemaMemory;
  /** Reports already made: a schema may be read more than once. */
  readonly reported: Set<string>;
}

/** Schemas by pointer: each is built once, however many references lead to it. */
interface SchemaMemory {
  readonly built: Map<string, Schema>;
  readonly building: Set<string>;
  /** Pointers of schemas outside `components` that contain themselves: they become models of their own. */
  readonly recursive: Set<string>;
  /** Pointers of refined schemas that are better referred to than written out again: models of their own too. */
  readonly large: Set<string>;
  /** Places where only `contentMediaType` marks a part as a file. In JSON it describes text. */
  readonly contents: Set<string>;
  /** Patterns that take too long to match. */
  readonly slow: Set<string>;
  /** Results of the search for patterns that take exponential time, by pattern. */
  readonly backtracking: Map<string, Backtracking>;
  /** How many schemas each holds when it is written out. */
  readonly weights: Map<Schema, number>;
  /** By the pointer of a component that is another name: the component at the end of the chain; `null` for a circle. */
  readonly aliases: Map<string, Source | null>;
}

/** State of one run: the schemas that were built, and the findings that were reported. */
export function createScope(
  document: ReadDocument,
  options: NormaliseOptions,
  diagnostics: DiagnosticCollector,
): Scope {
  const schemas = {
    built: new Map(),
    building: new Set<string>(),
    recursive: new Set<string>(),
    large: new Set<string>(),
    contents: new Set<string>(),
    slow: new Set<string>(),
    backtracking: new Map<string, Backtracking>(),
    weights: new Map(),
    aliases: new Map(),
  };
  return { document, options, diagnostics, schemas, reported: new Set() };
}

/** Returns the place of `source` in the files of the document. */
export function placeOf(scope: Scope, source: Source): Place {
  return scope.document.placeOf(source.pointer);
}

export interface Finding {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Absent: the fix in the catalogue. */
  readonly help?: string;
  readonly related?: readonly RelatedPlace[];
}

/** Reports a finding at the place of `source`, once. */
export function report(scope: Scope, source: Source, finding: Finding): void {
  reportAt(scope, placeOf(scope, source), finding);
}

/** Codes of keywords that the lenient reading leaves out. They are errors in the exact reading. */
const lossy: ReadonlySet<DiagnosticCode> = new Set([
  'CW2001',
  'CW2002',
  'CW2003',
  'CW2005',
  'CW2006',
  'CW2011',
  'CW2018',
]);

/** Replaces the fix in the catalogue, which describes the lenient reading. */
const lossyHelp =
  "Correct it: with `schemas: 'exact'` nothing is left out. With `schemas: 'lenient'` it is a warning.";

/** Reports a finding at a place, once. */
export function reportAt(scope: Scope, place: Place, finding: Finding): void {
  const key = canonicalJson([finding.code, place.file, place.pointer, finding.message]);
  if (scope.reported.has(key)) return;
  scope.reported.add(key);
  const isLost = scope.options.schemas === 'exact' && lossy.has(finding.code);
  scope.diagnostics.report({ ...finding, place, ...(isLost ? { severity: 'error', help: lossyHelp } : {}) });
}

export type Build = (source: Source) => Schema;

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

/** A value of the document in a message, as JSON of bounded length. */
export function shownValue(value: JsonValue | undefined): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Several texts of the document in one message. */
export function quoteAll(texts: readonly string[]): string {
  return texts.map(quote).join(', ');
}
