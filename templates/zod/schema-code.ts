/** The schema of zod for a schema of the document, as code. */
import {
  call,
  array,
  code,
  external,
  formatCheck,
  hasConstant,
  holdsRepresented,
  identifier,
  isRepresented,
  isScalar,
  isTagged,
  key,
  literal,
  numeral,
  object,
  referencesOf,
  regularExpression,
  runtimeType,
  runtimeValue,
  value,
  withoutNull,
  type ArraySchema,
  type Code,
  type Dependency,
  type JsonValue,
  type NumberSchema,
  type ObjectSchema,
  type PlannedSymbol,
  type Property,
  type RecordSchema,
  type RenderContext,
  type Represented,
  type Schema,
  type StringSchema,
  type TupleSchema,
  type UnionSchema,
} from '../../generator/index.ts';

const library: Dependency = { from: 'zod', range: '^4.3.0', kind: 'peer' };

/** Namespace of the library. */
export const z: Code = external('z', library);

/** Where the code of a schema stands. */
export interface CodeContext {
  readonly context: RenderContext;
  readonly direction: 'request' | 'response';
  /** Constant of a model; `null`: it has none. */
  readonly schemaOf: (model: string) => PlannedSymbol | null;
  /** Returns true if the constant of the model is defined later. */
  readonly isLater: (model: string) => boolean;
  /** True inside a function that is called later. */
  readonly isDeferred: boolean;
  /** Constants for numbers and strings that callers get as another type. */
  readonly conversionOf: (schema: Represented) => PlannedSymbol;
}

/** Returns the code; `null`: zod cannot express the schema with the same verdict. */
export function schemaCode(schema: Schema, at: CodeContext): Code | null {
  switch (schema.kind) {
    case 'unknown':
      return code`${z}.unknown()`;
    case 'never':
      return code`${z}.never()`;
    case 'null':
      return code`${z}.null()`;
    case 'boolean':
      return code`${z}.boolean()`;
    case 'number':
      return numberCode(schema, at);
    case 'string':
      return stringCode(schema, at);
    case 'literal':
      if (schema.value === null) return code`${z}.null()`;
      return typeof schema.value === 'object' ? null : code`${z}.literal(${literal(schema.value)})`;
    case 'enum': {
      const values = schema.members.map((member) => member.value);
      const areTexts = values.every((each) => typeof each === 'string');
      return code`${z}.${areTexts ? code`enum` : code`literal`}(${literal(values)})`;
    }
    case 'array':
      return arrayCode(schema, at);
    case 'tuple':
      return tupleCode(schema, at);
    case 'object':
      return objectCode(schema, at);
    case 'record':
      return recordCode(schema, at);
    case 'union':
      return unionCode(schema, at);
    case 'intersection':
    case 'refined':
      return null;
    case 'model':
      return modelCode(schema.model, at);
  }
}

function modelCode(model: string, at: CodeContext): Code | null {
  const symbol = at.schemaOf(model);
  if (symbol === null) return null;
  return at.isDeferred || !at.isLater(model) ? value(symbol) : code`${z}.lazy(() => ${value(symbol)})`;
}

function numberCode(schema: NumberSchema, at: CodeContext): Code | null {
  const { integer, limits, representation } = schema;
  if (isRepresented(schema)) return convertedCode(schema, at);
  const base = integer && representation !== 'rounded' ? code`${z}.int()` : code`${z}.number()`;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  const limitCall = (name: string, limit: number | undefined): Code | null =>
    limit === undefined ? null : code`.${identifier(name)}(${numeral(limit)})`;
  return code`${base}${limitCall('min', minimum)}${limitCall('max', maximum)}${limitCall('gt', exclusiveMinimum)}${limitCall('lt', exclusiveMaximum)}${limitCall('multipleOf', multipleOf)}`;
}

function stringCode(schema: StringSchema, at: CodeContext): Code | null {
  const { format, limits } = schema;
  if (format === 'binary') return code`${z}.instanceof(Blob)`;
  if (isRepresented(schema)) return convertedCode(schema, at);
  return code`${z}.string()${formatCall(format, at)}${lengthCall(limits, at)}${patternCall(limits.pattern, at)}`;
}

/** Callers send the type that they get. Limits are those of the JSON value. */
function convertedCode(schema: Represented, at: CodeContext): Code | null {
  if (Object.keys(schema.limits).length > 0) return null;
  if (at.direction === 'response') return value(at.conversionOf(schema));
  switch (schema.representation) {
    case 'text':
      return code`${z}.string().regex(new RegExp(${literal(String.raw`^-?\d+$`)}))`;
    case 'bigint':
      return code`${z}.bigint()`;
    case 'date':
      return code`${z}.date()`;
    case 'instant': {
      const isInstant = call(runtimeValue('fits', at.context), [runtimeValue('instantValue', at.context)]);
      return code`${z}.custom<${runtimeType('Instant', at.context)}>(${isInstant})`;
    }
  }
}

export function formatCall(format: string | null, { context }: Pick<CodeContext, 'context'>): Code | null {
  const check = formatCheck(format);
  if (check === undefined) return null;
  const message = literal(`Expected ${format}`);
  return code`.refine(${runtimeValue('fits', context)}(${runtimeValue(check, context)}), ${message})`;
}

function lengthCall({ minLength, maxLength }: StringSchema['limits'], { context }: CodeContext): Code | null {
  if (minLength === undefined && maxLength === undefined) return null;
  const message = literal(`Expected ${rangeText(minLength, maxLength)} characters`);
  return code`.refine(${runtimeValue('hasLength', context)}(${rangeArguments(minLength, maxLength)}), ${message})`;
}

function rangeArguments(min = 0, max?: number): Code {
  return max === undefined ? numeral(min) : code`${numeral(min)}, ${numeral(max)}`;
}

function rangeText(min = 0, max?: number): string {
  if (max === undefined) return `at least ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

function patternCall(pattern: string | undefined, { context }: CodeContext): Code | null {
  return pattern === undefined ? null : code`.regex(${regularExpression(pattern, context)})`;
}

function arrayCode({ items, limits }: ArraySchema, at: CodeContext): Code | null {
  const inner = schemaCode(items, at);
  if (inner === null) return null;
  const { minItems, maxItems, uniqueItems } = limits;
  const min = minItems === undefined ? null : code`.min(${numeral(minItems)})`;
  const max = maxItems === undefined ? null : code`.max(${numeral(maxItems)})`;
  const unique =
    uniqueItems === true
      ? code`.refine(${runtimeValue('areUnique', at.context)}, ${literal('Expected no equal items')})`
      : null;
  return code`${z}.array(${inner})${min}${max}${unique}`;
}

function tupleCode({ items, required, rest, limits }: TupleSchema, at: CodeContext): Code | null {
  if (Object.keys(limits).length > 0) return null;
  const parts = items.map((item, index) => {
    const inner = schemaCode(item, at);
    return inner === null || index < required ? inner : code`${inner}.optional()`;
  });
  const others = rest.kind === 'never' ? null : schemaCode(rest, at);
  const isLost = parts.includes(null) || (others === null && rest.kind !== 'never');
  if (isLost || items.length === 0) return null;
  return call(code`${z}.tuple`, [array(parts), others]);
}

function recordCode({ keys, values, limits }: RecordSchema, at: CodeContext): Code | null {
  const keyCode = keys.kind === 'unknown' ? code`${z}.string()` : keyCodeOf(keys, at);
  const inner = schemaCode(values, at);
  if (keyCode === null || inner === null) return null;
  const { minProperties, maxProperties } = limits;
  const size =
    minProperties === undefined && maxProperties === undefined
      ? null
      : code`.refine(${runtimeValue('hasSize', at.context)}(${rangeArguments(minProperties, maxProperties)}), ${literal(`Expected ${rangeText(minProperties, maxProperties)} properties`)})`;
  const isEnum = keys.kind === 'enum' || keys.kind === 'literal';
  return code`${z}.${isEnum ? code`partialRecord` : code`record`}(${keyCode}, ${inner})${size}`;
}

/** A schema of any other kind has no keys that zod knows. */
function keyCodeOf(keys: Schema, at: CodeContext): Code | null {
  if (keys.kind === 'string') return stringCode(keys, at);
  return keys.kind === 'enum' && keys.members.every((member) => typeof member.value === 'string')
    ? schemaCode(keys, at)
    : null;
}

function unionCode(schema: UnionSchema, at: CodeContext): Code | null {
  const { schema: rest, isNullable } = withoutNull(schema);
  if (isNullable) {
    const inner = schemaCode(rest, at);
    return inner === null ? null : code`${inner}.nullable()`;
  }
  // The tag decides alone, so alternatives have to fix it.
  const isByTag =
    isTagged(schema) &&
    schema.discriminator.fallback === undefined &&
    schema.members.every((member) => hasConstant(member, schema.discriminator.property, at.context));
  if (schema.discriminator !== null && !isByTag) return null;
  const parts = schema.members.map((member) => schemaCode(member, at));
  if (parts.includes(null)) return null;
  return code`${z}.${schema.exclusive && !isByTag ? code`xor` : code`union`}(${array(parts)})`;
}

/** `z.object({ … })`; `null` for objects whose other keys or number of keys matter. */
function objectCode({ properties, patterns, rest, limits }: ObjectSchema, at: CodeContext): Code | null {
  const isOther = rest !== null && rest.kind !== 'never' && rest.kind !== 'unknown';
  if (patterns.length > 0 || isOther || Object.keys(limits).length > 0) return null;
  const excluded = at.direction === 'request' ? 'read' : 'write';
  const members = properties
    .filter(({ access }) => access !== excluded)
    .map((property) => memberCode(property, at));
  if (members.includes(null)) return null;
  const make = rest?.kind === 'never' ? code`strictObject` : rest === null ? code`object` : code`looseObject`;
  return code`${z}.${make}(${object(members)})`;
}

/** A property that leads back to its own model is a getter. */
function memberCode(property: Property, at: CodeContext): Code | null {
  const isLater = laterReferences(property.schema, at);
  const content = propertyCode(property, { ...at, isDeferred: at.isDeferred || isLater });
  if (content === null) return null;
  const name = key(property.name);
  return isLater && !at.isDeferred ? code`get ${name}() { return ${content}; }` : code`${name}: ${content}`;
}

function laterReferences(schema: Schema, at: CodeContext): boolean {
  return referencesOf(schema).some((model) => at.isLater(model));
}

function propertyCode({ schema, required, default: missing }: Property, at: CodeContext): Code | null {
  const inner = schemaCode(schema, at);
  if (inner === null) return null;
  const isResponse = at.direction === 'response';
  if (!required && isResponse && missing !== undefined) {
    // The default is that of the type of callers, which only JSON values show.
    return isScalar(schema, at.context) && !holdsRepresented(schema)
      ? code`${inner}.default(${literal(missing)})`
      : simpleDefault(inner, schema, missing);
  }
  if (!required) return code`${inner}.${isResponse ? code`exactOptional` : code`optional`}()`;
  return schema.kind === 'unknown'
    ? code`${inner}.refine(${runtimeValue('isGiven', at.context)}, ${literal('Expected a value')})`
    : inner;
}

/** An empty list or map is complete; other defaults would need the defaults inside them. */
function simpleDefault(inner: Code, schema: Schema, missing: JsonValue): Code | null {
  const isEmpty = typeof missing === 'object' && missing !== null && Object.keys(missing).length === 0;
  if (!isEmpty || (schema.kind !== 'array' && schema.kind !== 'record')) return null;
  // A function, so that each value gets a list of its own.
  return code`${inner}.default(() => (${literal(missing)}))`;
}
