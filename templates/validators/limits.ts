/** Limits and formats of a schema as calls of their checks. */
import {
  call,
  code,
  formatCheck,
  isRepresented,
  numeral,
  reaches,
  runtimeValue,
  type ArraySchema,
  type Code,
  type NumberSchema,
  type ObjectSchema,
  type RecordSchema,
  type RenderContext,
  type RuntimeValueName,
  type StringSchema,
  type TupleSchema,
} from '../../generator/index.ts';
import type { CheckedValue } from './check-context.ts';

/** The other formats of JSON Schema. */
const rareFormats: ReadonlyMap<string, RuntimeValueName> = new Map([
  ['hostname', 'hostname'],
  ['idn-hostname', 'idnHostname'],
  ['idn-email', 'idnEmail'],
  ['uri-reference', 'uriReference'],
  ['iri', 'iri'],
  ['iri-reference', 'iriReference'],
  ['uri-template', 'uriTemplate'],
  ['relative-json-pointer', 'relativeJsonPointer'],
]);

/** Set of formats that are checked. */
export type FormatSet = 'usual' | 'all';

export interface LimitContext extends RenderContext {
  /** The regular expression of a pattern, made once for the file; `null`: the pattern is not checked here. */
  readonly patternOf: (source: string) => Code | null;
}

type Limited = StringSchema | NumberSchema | ArraySchema | TupleSchema | ObjectSchema | RecordSchema;

/** Checks of points in time that may have no offset, by their representation. */
const localChecks = {
  text: 'localDateTime',
  date: 'localDateValue',
  instant: 'localInstantValue',
} as const;

/** Name of the check of a string, by its format. */
export function stringCheck(
  { format, representation, zone }: StringSchema,
  formats: FormatSet = 'usual',
): RuntimeValueName {
  if (format === 'binary') return 'bytes';
  if (zone === 'utc') return localChecks[representation ?? 'text'];
  if (representation !== undefined) return representation === 'date' ? 'dateValue' : 'instantValue';
  const rare = formats === 'all' ? rareFormats.get(format ?? '') : undefined;
  return formatCheck(format) ?? rare ?? 'string';
}

/** One call for each limit. */
export function limitCalls(schema: Limited, at: CheckedValue, context: LimitContext): readonly Code[] {
  if (schema.kind === 'string' && schema.format === 'binary') return [];
  return limitsOf(schema).flatMap(([name, limit]) => {
    const argument = argumentOf(limit, context);
    if (argument === null) return [];
    const check = runtimeValue(name, context);
    return [
      code`${check}(${at.out}, ${at.at}, ${limitedItem(name, { schema, item: at.item }, context)}${argument})`,
    ];
  });
}

/** The runtime exports a check for each limit, under the name of the limit. */
type LimitName = KeysOf<Limited['limits']>;

type KeysOf<T> = T extends unknown ? keyof T : never;

function limitsOf({ limits }: Limited): readonly (readonly [LimitName, unknown])[] {
  return Object.entries(limits) as [LimitName, unknown][]; // limits are made by the normaliser, with no other keys
}

/** Limits apply to JSON values, so a converted value is passed as one. */
function limitedItem(
  name: string,
  { schema, item }: { readonly schema: Limited; readonly item: Code },
  context: LimitContext,
): Code {
  const by = (conversion: RuntimeValueName): Code => call(runtimeValue(conversion, context), [item]);
  if (isRepresented(schema)) {
    if (schema.kind === 'string') return by('timeText');
    return name === 'multipleOf' ? code`Number(${item})` : by('comparable');
  }
  const isCompared = name === 'uniqueItems' && context.api.types !== undefined;
  return isCompared && reaches(schema, ['bigint', 'date', 'instant'], context) ? by('comparableItems') : item;
}

/** Argument of the check of a limit; `null`: the limit is not checked. */
function argumentOf(limit: unknown, context: LimitContext): Code | null {
  if (typeof limit === 'number') return code`, ${numeral(limit)}`;
  if (typeof limit === 'boolean') return limit ? code`` : null;
  const expression = context.patternOf(String(limit));
  return expression === null ? null : code`, ${expression}`;
}

/** Returns true if a value has limits besides its type. */
export function hasLimits(schema: Limited): boolean {
  if (schema.kind === 'string' && schema.format === 'binary') return false;
  return Object.values(schema.limits).some((limit) => limit !== false);
}
