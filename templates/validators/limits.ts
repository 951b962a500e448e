/** Limits and formats of a schema, as the last argument of its check. */
import {
  code,
  join,
  literal,
  numeral,
  value,
  type ArraySchema,
  type Code,
  type NumberSchema,
  type RecordSchema,
  type RenderContext,
  type StringSchema,
} from '../../generator/index.ts';

/** Formats that are asserted; the others are for people. */
const assertedFormats: ReadonlyMap<string, string> = new Map([
  ['uuid', 'uuid'],
  ['date', 'date'],
  ['time', 'time'],
  ['date-time', 'dateTime'],
  ['duration', 'duration'],
  ['email', 'email'],
  ['uri', 'uri'],
  ['ipv4', 'ipv4'],
]);

export interface LimitContext extends RenderContext {
  /** The regular expression of a pattern, which is made once for the file; `null`: it is not checked here. */
  readonly patternOf: (source: string) => Code | null;
}

/** One object literal, or nothing where the schema has no limits. */
export function limitsOf(
  schema: StringSchema | NumberSchema | ArraySchema | RecordSchema,
  context: LimitContext,
): readonly Code[] {
  const members =
    schema.kind === 'string' ? textLimits(schema, context) : numericLimits(Object.entries(schema.limits));
  return members.length === 0 ? [] : [code`{ ${join(members, code`, `)} }`];
}

function textLimits(schema: StringSchema, context: LimitContext): readonly Code[] {
  const { pattern, ...lengths } = schema.limits;
  const format = assertedFormats.get(schema.format ?? '');
  return [
    ...(format === undefined ? [] : [code`format: ${value(context.slots.runtime.name(format))}`]),
    ...numericLimits(Object.entries(lengths)),
    ...patternLimit(pattern === undefined ? null : context.patternOf(pattern)),
  ];
}

function patternLimit(pattern: Code | null): readonly Code[] {
  return pattern === null ? [] : [code`pattern: ${pattern}`];
}

function numericLimits(limits: readonly (readonly [string, number | boolean])[]): readonly Code[] {
  return limits.map(([name, limit]) => {
    const content = typeof limit === 'number' ? numeral(limit) : literal(limit);
    return code`${keyOf(name)}: ${content}`;
  });
}

/** Names of limits are those of JSON Schema, so they come from us. */
function keyOf(name: string): Code {
  return { parts: [{ kind: 'text', text: name }] };
}
