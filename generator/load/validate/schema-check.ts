/** A document as it is written → its findings against the published schema of its version. */
import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import { isJsonObject, type JsonObject } from '../../api/json.ts';
import { findingsOf } from './schema-findings.ts';
import type { Finding } from './schema-findings.ts';

export type CheckedFamily = '2.0' | '3.0' | '3.1' | '3.2';

/** Message to the worker thread. */
export interface CheckRequest {
  readonly text: string;
  readonly family: CheckedFamily;
}

/** References stay references: following them takes exponential time on hostile documents. */
export async function checkSchema(root: JsonObject, family: CheckedFamily): Promise<readonly Finding[]> {
  const validate = await compiled[family]();
  if (validate(root)) return [];
  const { errors, schema } = validate;
  return findingsOf(errors ?? [], isJsonObject(schema) ? schema : {});
}

/** Formats are advice of no use here, and checking them is open to hostile strings; `verbose` tells what a choice is of. */
const options = {
  allErrors: true,
  strict: false,
  validateFormats: false,
  logger: false,
  verbose: true,
} as const;

/** Compiled schemas are kept: they never change, and compiling takes longer than checking most documents. */
const compiled: Readonly<Record<CheckedFamily, () => Promise<ValidateFunction>>> = {
  '2.0': atFirstUse(() => compileDraft4('v2.0')),
  '3.0': atFirstUse(() => compileDraft4('v3.0')),
  '3.1': atFirstUse(() => compile2020('v3.1')),
  '3.2': atFirstUse(() => compile2020('v3.2')),
};

function atFirstUse<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => (made ??= make());
}

async function compileDraft4(version: 'v2.0' | 'v3.0'): Promise<ValidateFunction> {
  const { default: Ajv } = await import('ajv-draft-04');
  return new Ajv.default(options).compile(withAnyCase(JSON.stringify(publishedSchema(version))));
}

/**
 * The published schema leaves the inside of Schema Objects to a dialect through `$dynamicRef`, which ajv
 * resolves to the wrong place (its issue 1573). The package of the schemas refers to an object or a boolean instead.
 */
async function compile2020(version: 'v3.1' | 'v3.2'): Promise<ValidateFunction> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const text = JSON.stringify(publishedSchema(version));
  return new Ajv2020(options).compile(withAnyCase(text.replaceAll(/"\$dynamicAnchor":"meta",?/g, '')));
}

/** The published schemas allow `bearerFormat` beside `bearer` in small letters only; case is free (RFC 9110, section 11.1). */
function withAnyCase(schema: string): JsonObject {
  const scheme = '"pattern":"^[Bb][Ee][Aa][Rr][Ee][Rr]$"';
  return JSON.parse(schema.replaceAll(/"enum":\["bearer"\]|"const":"bearer"/g, scheme));
}

/** Read as a file of the package, as its entry point loads the schemas of all versions. */
function publishedSchema(version: 'v2.0' | 'v3.0' | 'v3.1' | 'v3.2'): JsonObject {
  const require = createRequire(import.meta.url);
  return require(`@seriousme/openapi-schema-validator/schemas/${version}/schema.json`);
}
