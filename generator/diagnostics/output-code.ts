/** A key of a configuration that is a program → where it is written, if that can be told without running it. */
import { pointerKeys } from '../api/place.ts';
import type { Position } from '../api/place.ts';
import { positionAt } from './text-position.ts';

/** Only where the key is written once: two APIs both have a `spec`, and to guess would mislead. */
export function locateInCode(text: string, pointer: string): Position | null {
  const key = pointerKeys(pointer).at(-1);
  if (key === undefined || key === '') return null;
  const escaped = key.replaceAll(
    /[^A-Za-z0-9_]/g,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  const written = [...text.matchAll(new RegExp(`(?<![\\w$.])(['"]?)${escaped}\\1\\s*[:,}]`, 'gu'))];
  return written[0] === undefined || written.length > 1 ? null : positionAt(text, written[0].index);
}
