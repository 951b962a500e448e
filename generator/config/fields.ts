/** One object of a configuration → its fields, each narrowed, with what is wrong reported beside its key. */
import { below, pointerKeys } from '../api/place.ts';
import type { Place } from '../api/place.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { ValueReader } from './values.ts';

/** `known` are the keys that the object may have. */
export interface FieldsRequest {
  readonly object: Readonly<Record<string, unknown>>;
  readonly place: Place;
  readonly known: readonly string[];
  readonly diagnostics: DiagnosticCollector;
}

/** Reads one object; to read a key twice would report its faults twice. */
export interface Fields {
  /** The field, or `fallback` where it is absent or wrong. */
  readonly read: <T>(key: string, reader: ValueReader<T>, fallback: T) => T;
  /** Reports an absent field too; what it then returns is never used, as the error stops the run. */
  readonly demand: (key: string, reader: ValueReader<string>) => string;
}

/** Reports unknown keys at once, and wrong values as they are read. */
export function fieldsOf(request: FieldsRequest): Fields {
  reportUnknownKeys(request);
  const read: Fields['read'] = (key, reader, fallback) => {
    const value = own(request.object, key);
    if (value === undefined) return fallback;
    const result = reader(value);
    if (result.ok) return result.value;
    reportWrongValue(request, key, result.expected);
    return fallback;
  };
  const demand: Fields['demand'] = (key, reader) => {
    if (own(request.object, key) === undefined) reportMissing(request, key);
    return read(key, reader, '');
  };
  return { read, demand };
}

/** `apis.orders.spec`: a key as a person would say it. */
function keyPath(place: Place, key: string): string {
  return [...pointerKeys(place.pointer), key].join('.');
}

function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function reportUnknownKeys({ object, place, known, diagnostics }: FieldsRequest): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue;
    diagnostics.report({
      code: 'CW6005',
      message: `"${keyPath(place, key)}" is not a key of the configuration.`,
      place: below(place, key),
      help: didYouMean(key, known),
    });
  }
}

function reportWrongValue({ place, diagnostics }: FieldsRequest, key: string, expected: string): void {
  diagnostics.report({
    code: 'CW6006',
    message: `"${keyPath(place, key)}" has to be ${expected}.`,
    place: below(place, key),
  });
}

function reportMissing({ place, diagnostics }: FieldsRequest, key: string): void {
  diagnostics.report({ code: 'CW6006', message: `"${keyPath(place, key)}" is missing.`, place });
}
