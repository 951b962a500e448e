/** Reads one schema as JSON Schema defines it: no keyword implies more than its own assertion. */
import { refinedBy } from '../../api/assertions.ts';
import { sortedBy } from '../../api/json.ts';
import { noDocs } from '../../api/place.ts';
import { keywordsThat, typeFamilies, type TypeFamily } from '../../api/keywords.ts';
import type { Assertion, Schema, TypedAssertion } from '../../api/schema.ts';
import { type Build, placeOf, type Scope } from '../scope.ts';
import { childOf, hasKey, itemsOf, memberOf, type Source } from '../source.ts';
import { readFixedExactly } from './enumeration.ts';
import { joinExactly } from './join-exactly.ts';
import { isBinary, namesTypeNull, readType, typesOf, withoutRepeats } from './typed.ts';
import { unionOf, unknownAt } from './union.ts';

interface ExactRequest {
  readonly source: Source;
  readonly build: Build;
  /** Target of the schema's reference, or `null`. */
  readonly reference: Schema | null;
}

/** Keywords side by side apply together, each only to values of its own type. */
export function readExactly(scope: Scope, { source, build, reference }: ExactRequest): Schema {
  const place = placeOf(scope, source);
  const own = readOwn(scope, source, build);
  const parts = [
    ...(reference === null ? [] : [reference]),
    own.schema,
    ...itemsOf(childOf(source, 'allOf')).map(build),
    ...(hasKey(source, 'anyOf') ? [readAnyOf(scope, source, build)] : []),
    ...(hasKey(source, 'oneOf') ? [readOneOf(scope, source, build)] : []),
  ];
  const inOrder = <Named extends { readonly name: string }>(properties: readonly Named[]) =>
    scope.options.propertyOrder === 'name' ? sortedBy(properties, ({ name }) => name) : properties;
  const joined = parts.reduce((left, right) => joinExactly(left, right, { place, inOrder }));
  return refinedBy(joined, own.assertions);
}

interface Own {
  readonly schema: Schema;
  readonly assertions: readonly Assertion[];
}

/** Reads the keywords of the schema itself, without references and combinations. */
function readOwn(scope: Scope, source: Source, build: Build): Own {
  const place = placeOf(scope, source);
  const types = typesWithNull(scope, source);
  const fixed = readFixedExactly(scope, source, types);
  if (fixed !== null || types.length === 0) {
    const assertions = families
      .filter(({ type }) => types.length === 0 || types.includes(type) || types.includes(integerOf(type)))
      .filter(({ keywords }) => keywords.some((keyword) => hasKey(source, keyword)))
      .map(({ type }): TypedAssertion => {
        return { kind: 'typed', type, schema: readType(scope, source, { type, build }) };
      });
    return { schema: fixed ?? unknownAt(place), assertions };
  }
  const members = types.map((type): Schema =>
    type === 'null' ? { kind: 'null', docs: noDocs, place } : readType(scope, source, { type, build }),
  );
  return { schema: unionOf(members, { place, exclusive: false }), assertions: [] };
}

/** Keywords that limit values of one type; those that refine are assertions of their own. */
const families: readonly { readonly type: TypeFamily; readonly keywords: readonly string[] }[] =
  typeFamilies.map((type) => ({
    type,
    keywords: [
      ...keywordsThat((each) => each.type === type && each.role !== 'annotation' && each.refines !== true),
      ...(type === 'string' ? ['format'] : []),
    ],
  }));

function integerOf(type: string): string {
  return type === 'number' ? 'integer' : type;
}

/** OpenAPI 3.1 writes bytes without a type (section 4.8.14.2). */
function typesWithNull(scope: Scope, source: Source): readonly string[] {
  const type = memberOf(source.value, 'type');
  if (type === undefined) return isBinary(source) ? ['string'] : [];
  const types = withoutRepeats(typesOf(scope, source));
  const hasNull = namesTypeNull(source) || (Array.isArray(type) && type.includes('null'));
  return hasNull ? [...types, 'null'] : types;
}

function readAnyOf(scope: Scope, source: Source, build: Build): Schema {
  const members = itemsOf(childOf(source, 'anyOf')).map(build);
  return unionOf(members, { place: placeOf(scope, source), exclusive: false });
}

/** Returns a union if the types of its members exclude each other; otherwise one with an assertion that counts matches. */
function readOneOf(scope: Scope, source: Source, build: Build): Schema {
  const place = placeOf(scope, source);
  const schemas = itemsOf(childOf(source, 'oneOf')).map(build);
  const union = unionOf(schemas, { place, exclusive: true });
  const isCounted = schemas.length === 1 || (isUnionOf(union, schemas) && !union.exclusive);
  if (isCounted) return union;
  const body = unionOf(schemas, { place, exclusive: false });
  return refinedBy(body, [{ kind: 'exactlyOne', schemas }]);
}

/** Returns true if the union has exactly these members: none was merged, left out or split. */
function isUnionOf(union: Schema, members: readonly Schema[]): union is Extract<Schema, { kind: 'union' }> {
  return (
    union.kind === 'union' &&
    union.members.length === members.length &&
    members.every((member) => union.members.includes(member))
  );
}
