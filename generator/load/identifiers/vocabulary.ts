/** The dialect that a schema resource names → whether the keywords that limit values mean anything in it. */
import { isJsonObject } from '../../api/json.ts';
import type { JsonObject } from '../../api/json.ts';
import { keywordsThat } from '../../api/keywords.ts';
import { valueAt } from '../references.ts';
import type { Position, Resources } from './resources.ts';

const base = 'https://json-schema.org/draft/2020-12/vocab/';

/** The vocabularies of JSON Schema 2020-12 that are read here; formats are checked either way. */
const known: ReadonlySet<string> = new Set(
  [
    'core',
    'applicator',
    'unevaluated',
    'validation',
    'meta-data',
    'format-annotation',
    'format-assertion',
    'content',
  ].map((name) => base + name),
);

/** The keywords of the vocabulary `validation` (JSON Schema Validation, section 6). */
const validation: ReadonlySet<string> = new Set(
  keywordsThat(({ role, versions }) => role === 'assertion' && versions.includes('3.1')),
);

/**
 * The schema with the keywords alone that its dialect knows, and without the name of that dialect.
 *
 * Unchanged if the dialect is the usual one, or is not described in this document. The reader then has
 * the name to tell.
 */
export function inDialect(schema: JsonObject, { dialect }: Position, lookup: Lookup): JsonObject {
  const vocabulary = dialect === null ? null : vocabularyOf(dialect, lookup);
  if (vocabulary === null) return schema;
  const hasValidation = Object.hasOwn(vocabulary, `${base}validation`);
  const entries = Object.entries(schema).filter(
    ([keyword]) => keyword !== '$schema' && (hasValidation || !validation.has(keyword)),
  );
  return Object.fromEntries(entries);
}

interface Lookup {
  readonly root: JsonObject;
  readonly resources: Resources;
}

/** `null`: unknown, or it demands something that is not read here (JSON Schema Core, section 8.1.2). */
function vocabularyOf(url: string, { root, resources }: Lookup): JsonObject | null {
  const dialect = resources.byUrl.get(url);
  const metaschema = dialect === undefined ? undefined : valueAt(root, dialect.pointer);
  const vocabulary = isJsonObject(metaschema) ? metaschema['$vocabulary'] : undefined;
  if (!isJsonObject(vocabulary)) return null;
  const demanded = Object.entries(vocabulary).filter(([, isDemanded]) => isDemanded === true);
  return demanded.every(([url]) => known.has(url)) ? vocabulary : null;
}
