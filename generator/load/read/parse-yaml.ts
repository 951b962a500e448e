/** YAML text → its value as JSON has it, with every fault of the text as a located diagnostic. */
import { parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { JsonValue } from '../../api/json.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import { positionAt } from '../../diagnostics/source.ts';
import { maximumDepth } from './measure.ts';
import type { NamedText } from './read-text.ts';
import { YamlLimitError, convertYaml } from './yaml-value.ts';

/** YAML 1.2, core schema, and the merge keys of 1.1, which real documents use; `undefined` after an error. */
export function parseYaml(source: NamedText, diagnostics: DiagnosticCollector): JsonValue | undefined {
  const place = { file: source.file, pointer: '' };
  try {
    const document = readDocument(source.text);
    const fault = document.errors[0];
    // The parser recurses, and tells of its exhausted stack as of any syntax error.
    if (fault?.message.includes('call stack')) throw new RangeError(fault.message);
    if (fault === undefined) return convert(document, source, diagnostics);
    const position = positionAt(source.text, Math.min(fault.pos[0], source.text.length));
    const message = `${source.file} is not YAML: ${describe(fault.message)}`;
    diagnostics.report({ code: 'CW1004', message, place: { ...place, position } });
  } catch (error) {
    reportLimit(error, source, diagnostics);
  }
  return undefined;
}

function readDocument(text: string): Document.Parsed {
  // Two equal keys are a warning of ours, not an error; positions are computed only for what is reported.
  return parseDocument(text, {
    version: '1.2',
    merge: true,
    uniqueKeys: false,
    prettyErrors: false,
  });
}

function convert(document: Document.Parsed, source: NamedText, diagnostics: DiagnosticCollector): JsonValue {
  for (const { message, pos } of document.warnings) {
    const position = positionAt(source.text, pos[0]);
    diagnostics.report({ code: 'CW1008', message, place: { file: source.file, pointer: '', position } });
  }
  return convertYaml(document, ({ code, message, pointer, offset }) => {
    const position = positionAt(source.text, offset);
    diagnostics.report({ code, message, place: { file: source.file, pointer, position } });
  });
}

/** Deep nesting shows as an exhausted stack; anything else is a fault of ours. */
function reportLimit(error: unknown, { file, text }: NamedText, diagnostics: DiagnosticCollector): void {
  if (error instanceof YamlLimitError) {
    const place = { file, pointer: error.pointer, position: positionAt(text, error.offset) };
    diagnostics.report({ code: error.code, message: error.message, place });
    return;
  }
  if (!(error instanceof RangeError)) throw error;
  const message = `More than ${maximumDepth} nested objects and arrays.`;
  diagnostics.report({ code: 'CW1005', message, place: { file, pointer: '' } });
}

/** The first sentence of the parser's message, as the end of one of ours. */
function describe(message: string): string {
  const [first = ''] = message.split('\n');
  const sentence = first.slice(0, 1).toLowerCase() + first.slice(1);
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}
