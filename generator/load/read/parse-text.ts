/** The text of a file → a JSON value, with every fault of the text as a located diagnostic. */
import type { JsonValue } from '../../api/json.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source.ts';
import { findTooDeep, maximumDepth } from './measure.ts';
import { parseJson, reportDuplicates } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import type { NamedText } from './read-text.ts';

/** JSON is a matter of the name or, without a telling one, of the first character; JSON is never read as YAML. */
export function formatOf(file: string, text: string): SourceText['format'] {
  if (/\.json$/i.test(file)) return 'json';
  if (/\.ya?ml$/i.test(file)) return 'yaml';
  return /^\s*[{[]/.test(text) ? 'json' : 'yaml';
}

/** `undefined` after an error was reported. */
export function parseText(source: NamedText, diagnostics: DiagnosticCollector): JsonValue | undefined {
  const place = { file: source.file, pointer: '' };
  if (source.text.trim() === '') {
    diagnostics.report({ code: 'CW1003', message: `${source.file} is empty.`, place });
    return undefined;
  }
  if (/^\s*<[!?a-z]/i.test(source.text)) {
    diagnostics.report({ code: 'CW1010', message: `${source.file} is a web page or XML.`, place });
    return undefined;
  }
  const value = source.format === 'json' ? parseJson(source, diagnostics) : parseYaml(source, diagnostics);
  if (value === undefined || isTooDeep(source, value, diagnostics)) return undefined;
  if (source.format === 'json') reportDuplicates(source, value, diagnostics);
  return value;
}

function isTooDeep({ file }: NamedText, value: JsonValue, diagnostics: DiagnosticCollector): boolean {
  const pointer = findTooDeep(value);
  if (pointer === null) return false;
  diagnostics.report({
    code: 'CW1005',
    message: `More than ${maximumDepth} nested objects and arrays.`,
    place: { file, pointer },
  });
  return true;
}
