/** JSON text → the keys that an object of it has twice, which `JSON.parse` does not tell. */
import { pointerStep } from '../../api/place.ts';
import { skipBlank, stringEnd, unquote } from '../../diagnostics/json-text.ts';

export interface DuplicateKey {
  readonly key: string;
  readonly pointer: string;
  /** Where the later one stands. */
  readonly offset: number;
}

const quote = 0x22;
const colon = 0x3a;

/** Counts the strings that a colon follows: no other string of valid JSON is followed by one. */
export function countKeysInText(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start !== -1;) {
    const end = stringEnd(text, start);
    if (text.charCodeAt(skipBlank(text, end)) === colon) count += 1;
    start = text.indexOf('"', end);
  }
  return count;
}

interface Frame {
  /** `null` in an array. */
  readonly seen: Set<string> | null;
  /** The key or index that the scan is at. */
  step: string | number;
}

/** One pass over the text of valid JSON: depth costs memory, never stack or time. */
export function findDuplicateKeys(text: string): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  const frames: Frame[] = [];
  for (let at = 0; at < text.length;) {
    if (text.charCodeAt(at) !== quote) {
      enterOrLeave(frames, text[at]);
      at += 1;
      continue;
    }
    const end = stringEnd(text, at);
    const next = skipBlank(text, end);
    if (text.charCodeAt(next) === colon && meetsAgain(frames.at(-1), unquote(text.slice(at, end)))) {
      found.push({ key: unquote(text.slice(at, end)), pointer: pointerOf(frames), offset: at });
    }
    at = next;
  }
  return found;
}

function enterOrLeave(frames: Frame[], character: string | undefined): void {
  const frame = frames.at(-1);
  if (character === '{') frames.push({ seen: new Set(), step: '' });
  else if (character === '[') frames.push({ seen: null, step: 0 });
  else if (character === '}' || character === ']') frames.pop();
  else if (character === ',' && typeof frame?.step === 'number') frame.step += 1;
}

function meetsAgain(frame: Frame | undefined, key: string): boolean {
  if (frame === undefined || frame.seen === null) return false;
  frame.step = key;
  if (frame.seen.has(key)) return true;
  frame.seen.add(key);
  return false;
}

function pointerOf(frames: readonly Frame[]): string {
  return frames.map(({ step }) => pointerStep(step)).join('');
}
