/** A JSON pointer into a file → the line and column where its author wrote it. */
import { pointerKeys } from '../api/place.ts';
import type { Position } from '../api/place.ts';
import { jsonLocator } from './locate-json.ts';
import { yamlLocator } from './locate-yaml.ts';
import type { SourceText } from './output-source.ts';

/** Where the key of `pointer` stands, or its nearest ancestor that exists; `null` where the text cannot be read. */
export function locate(text: string, format: SourceText['format'], pointer: string): Position | null {
  return createLocator({ text, format })(pointer);
}

/** `locate` for several pointers into one file: what was found on the way to one is kept for the others. */
export function createLocator({ text, format }: SourceText): (pointer: string) => Position | null {
  const find = format === 'json' ? jsonLocator(text) : yamlLocator(text);
  return (pointer) => find(pointerKeys(pointer));
}
