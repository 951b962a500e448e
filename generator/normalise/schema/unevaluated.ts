/** Reads `unevaluatedProperties` and `unevaluatedItems`, with all that the schemas they stand beside speak of. */
import type {
  Assertion,
  EvaluatedItems,
  EvaluatedProperties,
  EvaluatedWhen,
  Schema,
} from '../../api/schema.ts';
import type { Scope } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, entriesOf, hasKey, itemsOf } from '../source.ts';
import type { Build } from './build.ts';
import type { InPlace } from './in-place.ts';
import { inPlaceKeywords, schemasInPlace } from './in-place.ts';

type Keyword = 'unevaluatedProperties' | 'unevaluatedItems';

/** Keywords beside which the unevaluated ones say something of their own. */
const besides: Readonly<Record<Keyword, readonly string[]>> = {
  unevaluatedProperties: [...inPlaceKeywords, 'additionalProperties'],
  unevaluatedItems: [...inPlaceKeywords, 'items', 'contains'],
};

/** Whether nothing but the schema itself can speak of a key or item: then the keyword says what `additional…` does. */
export function standsAlone(source: Source, keyword: Keyword): boolean {
  return hasKey(source, keyword) && !besides[keyword].some((other) => hasKey(source, other));
}

/** None where every key is spoken of. */
export function readUnevaluatedProperties(scope: Scope, source: Source, build: Build): readonly Assertion[] {
  const schema = restOf(source, 'unevaluatedProperties', build);
  if (schema === null) return [];
  const own = (one: Source): readonly EvaluatedProperties[] => ownProperties(one, one === source);
  const when = (part: EvaluatedWhen<EvaluatedProperties>): EvaluatedProperties => part;
  const evaluated = partsOf(schemasInPlace(scope, source, build), { own, when });
  if (evaluated.some(({ kind }) => kind === 'all')) return [];
  return [{ kind: 'unevaluatedProperties', evaluated, schema }];
}

/** None where every item is spoken of. */
export function readUnevaluatedItems(scope: Scope, source: Source, build: Build): readonly Assertion[] {
  const schema = restOf(source, 'unevaluatedItems', build);
  if (schema === null) return [];
  const own = (one: Source): readonly EvaluatedItems[] => ownItems(one, { isAsking: one === source, build });
  const when = (part: EvaluatedWhen<EvaluatedItems>): EvaluatedItems => part;
  const evaluated = partsOf(schemasInPlace(scope, source, build), { own, when });
  if (evaluated.some(({ kind }) => kind === 'all')) return [];
  return [{ kind: 'unevaluatedItems', evaluated, schema }];
}

/** `null`: the keyword is absent, asks nothing, or is read with the object or array itself. */
function restOf(source: Source, keyword: Keyword, build: Build): Schema | null {
  if (!hasKey(source, keyword) || standsAlone(source, keyword)) return null;
  const schema = build(childOf(source, keyword));
  return schema.kind === 'unknown' ? null : schema;
}

/** The keyword that asks does not answer itself; one in another schema has spoken of all that is left. */
function ownProperties(source: Source, isAsking: boolean): readonly EvaluatedProperties[] {
  if (hasKey(source, 'additionalProperties')) return [{ kind: 'all' }];
  if (!isAsking && hasKey(source, 'unevaluatedProperties')) return [{ kind: 'all' }];
  const names = entriesOf(childOf(source, 'properties')).map(([name]) => name);
  const patterns = entriesOf(childOf(source, 'patternProperties')).map(([pattern]) => pattern);
  return [
    ...(names.length === 0 ? [] : [{ kind: 'names' as const, names }]),
    ...patterns.map((pattern) => ({ kind: 'pattern' as const, pattern })),
  ];
}

function ownItems(
  source: Source,
  { isAsking, build }: { readonly isAsking: boolean; readonly build: Build },
): readonly EvaluatedItems[] {
  if (hasKey(source, 'items')) return [{ kind: 'all' }];
  if (!isAsking && hasKey(source, 'unevaluatedItems')) return [{ kind: 'all' }];
  const count = itemsOf(childOf(source, 'prefixItems')).length;
  return [
    ...(count === 0 ? [] : [{ kind: 'prefix' as const, count }]),
    ...(hasKey(source, 'contains')
      ? [{ kind: 'containing' as const, schema: build(childOf(source, 'contains')) }]
      : []),
  ];
}

interface Reading<Part> {
  readonly own: (source: Source) => readonly Part[];
  readonly when: (part: EvaluatedWhen<Part>) => Part;
}

function partsOf<Part>(reached: readonly InPlace[], reading: Reading<Part>): readonly Part[] {
  return reached.flatMap((one): readonly Part[] => {
    if (one.kind === 'schema') return reading.own(one.source);
    const whenTrue = partsOf(one.whenTrue, reading);
    const whenFalse = partsOf(one.whenFalse, reading);
    if (one.schema.kind === 'unknown') return whenTrue;
    if (one.schema.kind === 'never') return whenFalse;
    if (whenTrue.length === 0 && whenFalse.length === 0) return [];
    return [reading.when({ kind: 'when', schema: one.schema, whenTrue, whenFalse })];
  });
}
