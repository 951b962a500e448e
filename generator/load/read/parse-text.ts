/** The text of a file → a JSON value, and what the value of the entry file says it is. Every fault is a located diagnostic. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source.ts';
import { findTooDeep, maximumDepth } from './measure.ts';
import { parseJson, reportDuplicates } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import type { NamedText } from './read-text.ts';

/** JSON is a matter of the name or, without a telling one, of the first character; JSON is never read as YAML. */
function formatOf(file: string, text: string): SourceText['format'] {
  if (/\.json$/i.test(file)) return 'json';
  if (/\.ya?ml$/i.test(file)) return 'yaml';
  return /^\s*[{[]/.test(text) ? 'json' : 'yaml';
}

export interface ReadSource {
  readonly source: SourceText;
  /** `undefined` after an error was reported. */
  readonly value: JsonValue | undefined;
}

export function parseText(file: string, text: string, diagnostics: DiagnosticCollector): ReadSource {
  const source = { text, format: formatOf(file, text) };
  const named = { file, ...source };
  if (isNoDocument(named, diagnostics)) return { source, value: undefined };
  if (source.format === 'json') return { source, value: readJson(named, diagnostics) };
  const offsets = parseYaml(named, diagnostics);
  if (offsets === undefined || isTooDeep(named, offsets.root, diagnostics))
    return { source, value: undefined };
  return { source: { ...source, offsets }, value: offsets.root };
}

function isNoDocument({ file, text }: NamedText, diagnostics: DiagnosticCollector): boolean {
  const place = { file, pointer: '' };
  if (text.trim() === '') {
    diagnostics.report({ code: 'CW1003', message: `${file} is empty.`, place });
    return true;
  }
  if (!/^\s*<[!?a-z]/i.test(text)) return false;
  diagnostics.report({ code: 'CW1010', message: `${file} is a web page or XML.`, place });
  return true;
}

function readJson(source: NamedText, diagnostics: DiagnosticCollector): JsonValue | undefined {
  const value = parseJson(source, diagnostics);
  if (value === undefined || isTooDeep(source, value, diagnostics)) return undefined;
  reportDuplicates(source, value, diagnostics);
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

export interface Identified {
  readonly root: JsonObject;
  /** The version as written. */
  readonly version: string;
  readonly family: Family;
}

export type Family = '2.0' | '3.0' | '3.1' | '3.2';

/** `null` after an error was reported. */
export function identify(
  value: JsonValue,
  file: string,
  diagnostics: DiagnosticCollector,
): Identified | null {
  const place = { file, pointer: '' };
  if (!isJsonObject(value)) {
    const found = Array.isArray(value) ? 'a list' : 'a single value';
    diagnostics.report({
      code: 'CW1011',
      message: `${file} contains ${found}, not an OpenAPI document.`,
      place,
    });
    return null;
  }
  const key = ['openapi', 'swagger'].find((name) => Object.hasOwn(value, name));
  if (key === undefined) {
    const message = `${file} has neither "openapi" nor "swagger" at the top level.`;
    const help = otherFormat(value);
    diagnostics.report({ code: 'CW1012', message, place, ...(help === null ? {} : { help }) });
    return null;
  }
  const version = versionText(value[key]);
  const family = familyOf(key, version);
  if (family !== null) return { root: value, version, family };
  const message = `"${key}: ${version.slice(0, 20)}" is not a supported version.`;
  diagnostics.report({ code: 'CW1013', message, place: { file, pointer: `/${key}` } });
  return null;
}

/** YAML reads an unquoted `3.1` as a number, and `3.0` as 3. */
function versionText(value: JsonValue | undefined): string {
  if (typeof value === 'number' && Number.isInteger(value)) return `${value}.0`;
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : typeof value;
}

/** The patch number changes nothing that matters here (OpenAPI 3.1, section 4.1). */
function familyOf(key: string, version: string): Family | null {
  if (key === 'swagger') return /^2\.0(?:\.0)?$/.test(version) ? '2.0' : null;
  const family = /^(3\.[0-2])(?:\.\d+)?(?:-.+)?$/.exec(version)?.[1];
  return family === '3.0' || family === '3.1' || family === '3.2' ? family : null;
}

/** Returns the kind of the file instead, if its keys tell. */
function otherFormat(value: JsonObject): string | null {
  if (Object.hasOwn(value, 'overlay'))
    return 'This is an overlay: name it under overlays, and the document as the spec.';
  if (Object.hasOwn(value, 'asyncapi'))
    return 'This is an AsyncAPI document, which describes messages, not HTTP.';
  if (Object.hasOwn(value, 'swaggerVersion')) return 'This is Swagger 1.x: convert it to OpenAPI 3.1.';
  if (Object.hasOwn(value, '$schema'))
    return 'This is a JSON Schema: an OpenAPI document refers to it under components.schemas.';
  return null;
}
