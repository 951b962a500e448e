/** Holds a document against the schema that the OpenAPI Initiative publishes for its version. */
import type { ValidateFunction } from 'ajv';
import { isJsonObject, type JsonObject } from '../../api/json.ts';
import { builtModule } from '../../own-file.ts';
import { type CheckedFamily, compilerOf, quickCheckModule } from './published-schemas.ts';
import { findingsOf } from './schema-findings.ts';
import type { Finding } from './schema-findings.ts';

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
