/** Parses JSON with the platform's parser, and finds the duplicate keys that this parser does not report. */
import { printParseErrorCode, visit } from 'jsonc-parser';
import type { JsonValue } from '../../api/json.ts';
import { pointerStep, type Position } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import { skipBlank, stringEnd, unquote } from '../../diagnostics/json-text.ts';
import { positionAt } from '../../diagnostics/source.ts';
import { countKeys } from './measure.ts';
import type { NamedText } from './read-text.ts';

/** `undefined` after a syntax error was reported. */
export function parseJson(source: NamedText, diagnostics: DiagnosticCollector): JsonValue | undefined {
  try {
    return JSON.parse(source.text);
  } catch {
    reportSyntaxError(source, diagnostics);
    return undefined;
  }
}

/** Of equal keys `JSON.parse` keeps the last and says nothing; `value` is what it gave for the text. */
export function reportDuplicates(
  source: NamedText,
  value: JsonValue,
  diagnostics: DiagnosticCollector,
): void {
  // Two counts take 65 ms on 13 MB, a search with a set for each object several times that.
  if (countKeys(value) === countKeysInText(source.text)) return;
  for (const { key, pointer, offset } of findDuplicateKeys(source.text)) {
    diagnostics.report({
      code: 'CW1007',
      message: `Duplicate key "${key}": the last one is used.`,
      place: { file: source.file, pointer, position: positionAt(source.text, offset) },
    });
  }
}

function reportSyntaxError({ file, text }: NamedText, diagnostics: DiagnosticCollector): void {
  const conflict = /^(<{7}|={7}|>{7})/m.exec(text);
  const found =
    conflict === null
      ? firstError(text)
      : { offset: conflict.index, message: 'it has unresolved merge conflicts' };
  const place =
    found === null ? { file, pointer: '' } : { file, pointer: '', position: positionOf(text, found) };
  diagnostics.report({
    code: 'CW1004',
    message: `${file} is not JSON: ${found?.message ?? 'it cannot be parsed'}.`,
    place,
  });
}

function positionOf(text: string, { offset }: SyntaxFault): Position {
  return positionAt(text, Math.min(offset, text.length));
}

interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
}

/** The platform's parser does not always say where; jsonc-parser does, and reads on where that one stops. */
function firstError(text: string): SyntaxFault | null {
  const faults: SyntaxFault[] = [];
  const onError = (code: number, offset: number) => {
    if (faults.length === 0) faults.push({ offset, message: faultText(code) });
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    // It recurses: text that is malformed and nested thousands deep exhausts the stack before its fault is met.
    if (!(error instanceof RangeError)) throw error;
  }
  return faults[0] ?? null;
}

/** `PropertyNameExpected` → `property name expected` */
function faultText(code: number): string {
  return printParseErrorCode(code)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

interface DuplicateKey {
  readonly key: string;
  readonly pointer: string;
  /** Where the later one stands. */
  readonly offset: number;
}

const quote = 0x22;
const colon = 0x3a;

/** Counts the strings that a colon follows: no other string of valid JSON is followed by one. */
function countKeysInText(text: string): number {
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
function findDuplicateKeys(text: string): readonly DuplicateKey[] {
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
