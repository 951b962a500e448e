/** Which keywords a schema may have: those that types say, those that only explain, and those that are reported. */
import type { Scope } from '../scope.ts';
import { report } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, memberOf, objectOf, textAt } from '../source.ts';
import { quote } from '../reference.ts';

const said = new Set([
  '$ref',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'minContains',
  'maxContains',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'unevaluatedItems',
  'type',
  'nullable',
  'enum',
  'const',
  'allOf',
  'anyOf',
  'oneOf',
  'discriminator',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'items',
  'prefixItems',
  'additionalItems',
  'minItems',
  'maxItems',
  'uniqueItems',
  'properties',
  'required',
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'default',
  'readOnly',
  'writeOnly',
]);

const explaining = new Set([
  'title',
  'summary',
  'description',
  'deprecated',
  'externalDocs',
  'example',
  'examples',
  'xml',
  '$comment',
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
  '$defs',
  'definitions',
  // JSON Schema 2020-12, section 8.2: what a string holds is for applications to decode, and never asserted.
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
]);

const unsaid = new Set(['$dynamicRef', '$recursiveRef']);

/** Reports every keyword of a schema that the types cannot say, or that nobody knows. */
export function reportKeywords(scope: Scope, source: Source): void {
  reportDialect(scope, source);
  const isSaid = (keyword: string): boolean =>
    said.has(keyword) && (keyword !== 'nullable' || scope.options.schemas === 'lenient');
  const keywords = Object.keys(objectOf(source) ?? {}).filter(
    (keyword) => !isSaid(keyword) && !explaining.has(keyword) && !keyword.startsWith('x-'),
  );
  for (const keyword of keywords.toSorted()) reportKeyword(scope, source, keyword);
}

/** Earlier drafts differ in corners that few authors know; where each counts, they are refused. */
function reportDialect(scope: Scope, source: Source): void {
  const dialect = textAt(source, '$schema');
  if (scope.options.schemas === 'lenient' || dialect === null || readDialect.test(dialect)) return;
  const message = `The dialect ${quote(dialect)} is not read.`;
  report(scope, childOf(source, '$schema'), { code: 'CW2003', message });
}

const readDialect =
  /^https:\/\/(json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.\d\/(dialect|schema)\/.+)#?$/;

function reportKeyword(scope: Scope, source: Source, keyword: string): void {
  const place = childOf(source, keyword);
  if (!unsaid.has(keyword)) {
    report(scope, place, { code: 'CW2004', message: `${quote(keyword)} is no keyword of a schema.` });
    return;
  }
  report(scope, place, { code: 'CW2003', message: `${quote(keyword)} is not checked.` });
}

/** OpenAPI 3.1 writes a file as `contentMediaType` without a type (section 4.8.14.2): that is said, as bytes. */
export function isBinary(source: Source): boolean {
  return (
    memberOf(source.value, 'contentMediaType') === 'application/octet-stream' &&
    memberOf(source.value, 'contentEncoding') === undefined
  );
}
