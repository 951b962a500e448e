/** Holds a document against the schema that the OpenAPI Initiative publishes for its version. */
import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import type { default as Ajv, Options } from 'ajv/dist/core.js';
import { isJsonObject, type JsonObject } from '../../api/json.ts';
import { builtModule } from '../../own-file.ts';
import { type Finding, findingsOf } from './schema-findings.ts';

/** Message to the worker thread. */
export interface CheckRequest {
  readonly text: string;
  readonly family: CheckedFamily;
}

/** References stay references: following them takes exponential time on hostile documents. */
export async function checkSchema(root: JsonObject, family: CheckedFamily): Promise<readonly Finding[]> {
  if (await isKnownValid(root, family)) return [];
  const validate = await compiled[family]();
  if (validate(root)) return [];
  const { errors, schema } = validate;
  return findingsOf(errors ?? [], isJsonObject(schema) ? schema : {});
}

/**
 * Most documents are valid. The build has code for this answer alone, which ends at the first fault: it takes a tenth
 * of the time of a check that explains all faults. The sources have none, and return `false`.
 */
async function isKnownValid(root: JsonObject, family: CheckedFamily): Promise<boolean> {
  const module = builtModule(quickCheckModule(family));
  if (module === null) return false;
  const { validate }: { readonly validate: (value: unknown) => boolean } = await import(module.href);
  return validate(root);
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
  '2.0': atFirstUse(() => compile('2.0')),
  '3.0': atFirstUse(() => compile('3.0')),
  '3.1': atFirstUse(() => compile('3.1')),
  '3.2': atFirstUse(() => compile('3.2')),
};

function atFirstUse<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => (made ??= make());
}

async function compile(family: CheckedFamily): Promise<ValidateFunction> {
  const { ajv, schema } = await compilerOf(family, options);
  return ajv.compile(schema);
}

export type CheckedFamily = '2.0' | '3.0' | '3.1' | '3.2';

export const checkedFamilies: readonly CheckedFamily[] = ['2.0', '3.0', '3.1', '3.2'];

/** Module of the build that answers whether a document of the family is valid. */
export function quickCheckModule(family: CheckedFamily): string {
  return `generator/load/validate/quick-check-${family}`;
}

/** The instance of ajv for a family, and the schema that it compiles. */
export async function compilerOf(
  family: CheckedFamily,
  options: Options,
): Promise<{ readonly ajv: Ajv.default; readonly schema: JsonObject }> {
  switch (family) {
    case '2.0':
    case '3.0': {
      const { default: draft4 } = await import('ajv-draft-04');
      return { ajv: new draft4.default(options), schema: withAnyCase(textOf(family)) };
    }
    case '3.1':
    case '3.2': {
      // The published schema leaves the inside of Schema Objects to a dialect through `$dynamicRef`, which ajv
      // resolves to the wrong place (its issue 1573). The package refers to an object or a boolean instead.
      const { Ajv2020 } = await import('ajv/dist/2020.js');
      const text = textOf(family).replaceAll(/"\$dynamicAnchor":"meta",?/g, '');
      return { ajv: new Ajv2020(options), schema: withAnyCase(text) };
    }
  }
}

/** The published schemas allow `bearerFormat` beside `bearer` in small letters only; case is free (RFC 9110, section 11.1). */
function withAnyCase(schema: string): JsonObject {
  const scheme = '"pattern":"^[Bb][Ee][Aa][Rr][Ee][Rr]$"';
  return JSON.parse(schema.replaceAll(/"enum":\["bearer"\]|"const":"bearer"/g, scheme));
}

/** Read as a file of the package, as its entry point loads the schemas of all versions. */
function textOf(family: CheckedFamily): string {
  const require = createRequire(import.meta.url);
  return JSON.stringify(require(`@seriousme/openapi-schema-validator/schemas/v${family}/schema.json`));
}
