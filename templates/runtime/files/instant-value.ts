/** Points in time as a `Temporal.Instant`: checks the text that a server sends or the instant that a caller has, and turns one into the other. */
import { dateTime } from './formats.js';
import { report } from './report.js';
import type { Context, Key } from './validation.js';

/** `Temporal.Instant` where the compiler knows it (TypeScript 6 with `lib: esnext.temporal`), else what each one has. */
export type Instant = typeof globalThis extends {
  readonly Temporal: { readonly Instant: { readonly prototype: infer Known } };
}
  ? Known
  : InstantLike;

/** What is asked of an instant here. */
export interface InstantLike {
  readonly epochMilliseconds: number;
  readonly epochNanoseconds: bigint;
  toString(): string;
  toJSON(): string;
}

/** The part of the platform, or of a polyfill, that makes instants. */
interface Platform {
  readonly Temporal?: { readonly Instant: { from(text: string): Instant } };
}

/** Of a response the text, or an instant that was made of it before; everywhere else an instant. */
export function instantValue(out: Context, key: Key, value: unknown): value is Instant {
  if (isInstant(value))
    return isWritable(value) || report(out, key, 'instant of four-digit year', value);
  if (out.complete || out.direction === 'request')
    return report(out, key, 'Temporal.Instant', value);
  // Told here, where it becomes an error of the call with a name.
  if (instants() === undefined) return report(out, key, 'platform with Temporal', value);
  return dateTime(out, key, value);
}

/** A checked value as an instant; one that is an instant already stays the same. */
export function asInstant(value: unknown): Instant {
  const made = isInstant(value) ? value : instants()?.from(String(value));
  if (made === undefined) throw new TypeError('This platform has no Temporal: load a polyfill.');
  return made;
}

/** Polyfills give their instants the same tag as a platform does. */
function isInstant(value: unknown): value is Instant {
  return Object.prototype.toString.call(value) === '[object Temporal.Instant]';
}

function isWritable(value: InstantLike): boolean {
  return /^\d{4}-/.test(value.toString());
}

function instants(): { from(text: string): Instant } | undefined {
  const { Temporal } = globalThis as Platform; // older libraries of the compiler do not know it
  return Temporal?.Instant;
}
