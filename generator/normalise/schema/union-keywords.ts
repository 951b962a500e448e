/** Reads `anyOf` and `oneOf`, and the mapping of a discriminator that is written beside them. */
import type { Discriminator, Schema } from '../../api/schema.ts';
import { noDocs, type Place, pointerStep } from '../../api/place.ts';
import { refinedBy } from '../../api/assertions.ts';
import { isJsonArray } from '../../api/json.ts';
import { type Build, type Scope, placeOf, quote, report } from '../scope.ts';
import { type Source, childOf, entriesOf, itemsOf, textAt } from '../source.ts';
import { saysOnlyNullable } from './lenient/keywords.ts';
import { resolveSchema } from './model-reference.ts';
import { unionOf } from './union.ts';

export type UnionKeyword = 'anyOf' | 'oneOf';

/** Returns `null` if the keyword is absent or has no members. */
export function readUnion(
  scope: Scope,
  source: Source,
  how: { keyword: UnionKeyword; build: Build },
): Schema | null {
  const list = childOf(source, how.keyword);
  if (list.value !== undefined && (!isJsonArray(list.value) || list.value.length === 0)) {
    report(scope, list, { code: 'CW2002', message: 'A list of at least one schema is expected here.' });
  }
  const isLenient = scope.options.schemas === 'lenient';
  const members = itemsOf(list).map((member) =>
    isLenient && saysOnlyNullable(member.value)
      ? ({ kind: 'null', docs: noDocs, place: placeOf(scope, member) } as const)
      : how.build(member),
  );
  if (members.length === 0) return null;
  const place = placeOf(scope, source);
  const exclusive = how.keyword === 'oneOf';
  if (!isLenient) return exclusive ? exactlyOneOf(members, place) : unionOf(members, { place, exclusive });
  return unionOf(members, { place, exclusive, discriminator: readDiscriminator(scope, source, members) });
}

/** A union if the types of its members exclude each other; otherwise one with an assertion that counts matches. */
function exactlyOneOf(schemas: readonly Schema[], place: Place): Schema {
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

/** The id of the model that a mapping's text means: a reference, or the bare name of a component. */
export function mappedModel(scope: Scope, text: string): string | null {
  const byName = resolveSchema(
    scope,
    `#/components/schemas/${encodeURIComponent(pointerStep(text).slice(1).toWellFormed())}`,
  );
  if (byName.kind === 'model') return byName.id;
  const byReference = text.includes('#') ? resolveSchema(scope, text) : null;
  return byReference?.kind === 'model' ? byReference.id : null;
}

/** Reads the written mapping only. Values of other members are found once all models are known. */
function readDiscriminator(scope: Scope, source: Source, members: readonly Schema[]): Discriminator | null {
  const written = childOf(source, 'discriminator');
  const property = textAt(written, 'propertyName');
  if (property === null) return null;
  const models = members.map((member) => (member.kind === 'model' ? member.model : null));
  const mapping = entriesOf(childOf(written, 'mapping')).flatMap(([value, target]) => {
    const model = typeof target.value === 'string' ? mappedModel(scope, target.value) : null;
    const member = model === null ? -1 : models.indexOf(model);
    if (member >= 0) return [{ value, member }];
    reportMapping(scope, target, value);
    return [];
  });
  const fallback = readFallback(scope, childOf(written, 'defaultMapping'), models);
  return { property, mapping, ...(fallback === null ? {} : { fallback }), explicit: true };
}

/** `defaultMapping` of OpenAPI 3.2, section 4.25.1. */
function readFallback(scope: Scope, target: Source, models: readonly (string | null)[]): number | null {
  if (typeof target.value !== 'string') return null;
  const model = mappedModel(scope, target.value);
  const member = model === null ? -1 : models.indexOf(model);
  if (member >= 0) return member;
  const message = 'The default mapping is not a member of the union.';
  report(scope, target, { code: 'CW2012', message });
  return null;
}

function reportMapping(scope: Scope, target: Source, value: string): void {
  report(scope, target, {
    code: 'CW2012',
    message: `The mapping of ${quote(value)} is not a member of the union.`,
  });
}
