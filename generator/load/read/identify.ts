/** The value of the entry file → what it says it is: an OpenAPI document of a version that is supported, or why not. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';

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
