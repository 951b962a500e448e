/** Reads one schema as JSON Schema defines it: no keyword implies more than its own assertion. */
import { refinedBy } from '../../api/assertions.ts';
import type { Schema } from '../../api/schema.ts';
import { type Build, type Scope, placeOf } from '../scope.ts';
import { type Source, childOf, hasKey, itemsOf } from '../source.ts';
import { intersect, type Intersection } from './intersect.ts';
import { readOwn } from './typed.ts';
import { unionOf } from './union.ts';

interface ExactRequest {
  readonly source: Source;
  readonly build: Build;
  /** Target of the schema's reference, or `null`. */
  readonly reference: Schema | null;
  readonly how: Intersection;
}

/** Keywords side by side apply together, each only to values of its own type. */
export function readExactly(scope: Scope, { source, build, reference, how }: ExactRequest): Schema {
  const own = readOwn(scope, source, build);
  const parts = [
    ...(reference === null ? [] : [reference]),
    own.schema,
    ...itemsOf(childOf(source, 'allOf')).map(build),
    ...(hasKey(source, 'anyOf') ? [readAnyOf(scope, source, build)] : []),
    ...(hasKey(source, 'oneOf') ? [readOneOf(scope, source, build)] : []),
  ];
  const joined = parts.reduce((left, right) => intersect(left, right, how));
  return refinedBy(joined, own.limits);
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
