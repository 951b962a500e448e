/** JSON text → its value, by the platform's own parser; only what that one keeps quiet about is looked for apart. */
import { printParseErrorCode, visit } from 'jsonc-parser';
import type { JsonValue } from '../../api/json.ts';
import type { Position } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import { positionAt } from '../../diagnostics/source.ts';
import { countKeysInText, findDuplicateKeys } from './json-duplicates.ts';
import { countKeys } from './measure.ts';
import type { NamedText } from './named-text.ts';

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
