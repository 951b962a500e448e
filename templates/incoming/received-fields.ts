/** Headers, query parameters and cookies of an incoming request: their values, and how these are written as text. */
import {
  code,
  formatCheck,
  key,
  literal,
  object,
  type Code,
  type IncomingRequest,
  type ObjectSchema,
  type Parameter,
  type Property,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';

export const fieldLocations = ['header', 'query', 'cookie'] as const;

export type FieldLocation = (typeof fieldLocations)[number];

/** Fields of one location, of which there is at least one. */
export interface ReceivedFields {
  readonly location: FieldLocation;
  /** Name of the member of a request. */
  readonly member: 'headers' | 'query' | 'cookies';
  readonly parameters: readonly Parameter[];
}

const members = { header: 'headers', query: 'query', cookie: 'cookies' } as const;

export function fieldsOf(request: IncomingRequest, location: FieldLocation): ReceivedFields | null {
  const parameters = request.parameters.filter((parameter) => parameter.location === location);
  return parameters.length === 0 ? null : { location, member: members[location], parameters };
}

/** The fields as an object, in which undeclared ones never are. */
export function schemaOfFields(fields: ReceivedFields, { docs, place }: IncomingRequest): ObjectSchema {
  return {
    kind: 'object',
    properties: propertiesOf(fields),
    patterns: [],
    rest: null,
    limits: {},
    docs,
    place,
  };
}

export function propertiesOf({ location, parameters }: ReceivedFields): readonly Property[] {
  return parameters.map((parameter) => ({
    name: fieldName(parameter, location),
    required: parameter.required,
    schema: parameter.schema,
    default: parameter.default,
    access: 'both',
    docs: parameter.docs,
    place: parameter.place,
  }));
}

/** Names of headers have no case (RFC 9110, section 5.1). */
function fieldName({ name }: Parameter, location: FieldLocation): string {
  return location === 'header' ? name.toLowerCase() : name;
}

/** `{ 'x-attempt': { types: ['number'] } }` */
export function textsOfFields({ location, parameters }: ReceivedFields, context: RenderContext): Code {
  const entries = parameters.map((each) => code`${key(fieldName(each, location))}: ${textOf(each, context)}`);
  return object(entries);
}

/** How a value is written: as a parameter, or as a field of a form with a style, which is written like a query. */
export type WrittenValue = Pick<Parameter, 'schema' | 'mediaType' | 'style' | 'explode' | 'location'>;

export function textOf(parameter: WrittenValue, context: RenderContext): Code {
  const { mediaType, schema } = parameter;
  if (mediaType !== null) return literal(/[/+]json\b/i.test(mediaType) ? { json: true } : {});
  const [value, ...others] = kindsOf([schema], context).filter(({ kind }) => kind !== 'null');
  if (value === undefined || others.length > 0) return literal(typesOption([schema], context));
  if (value.kind === 'array' || value.kind === 'tuple') {
    const items = value.kind === 'array' ? [value.items] : [...value.items, value.rest];
    return literal({ ...typesOption(items, context), list: delimiterOf(parameter) });
  }
  if (value.kind === 'object' || value.kind === 'record') return objectText(parameter, value, context);
  return literal(typesOption([schema], context));
}

type Members = Extract<Schema, { kind: 'object' | 'record' }>;

function objectText(parameter: WrittenValue, value: Members, context: RenderContext): Code {
  const { style, explode, location } = parameter;
  const properties = value.kind === 'object' ? value.properties : [];
  const others = value.kind === 'object' ? value.rest : value.values;
  const entries = properties.map(
    ({ name, schema }) => code`${key(name)}: ${literal(typesOf([schema], context))}`,
  );
  const exploded = location === 'query' ? 'own' : 'keyed';
  const written = style === 'deepObject' ? 'deep' : explode ? exploded : null;
  const delimiter = delimiterOf(parameter);
  const types = others === null ? [] : typesOf([others], context);
  return object([
    code`members: ${object(entries)}`,
    types.length === 0 ? null : code`types: ${literal(types)}`,
    delimiter === ',' || written !== null ? null : code`list: ${literal(delimiter)}`,
    written === null ? null : code`written: ${literal(written)}`,
  ]);
}

/** An empty text: each item is a field of its own. */
function delimiterOf({ style, explode, location }: WrittenValue): string {
  if (explode && location === 'query') return '';
  if (style === 'spaceDelimited') return ' ';
  return style === 'pipeDelimited' ? '|' : ',';
}

function typesOption(schemas: readonly Schema[], context: RenderContext): { readonly types?: TextTypes } {
  const types = typesOf(schemas, context);
  return types.length === 0 ? {} : { types };
}

export type TextTypes = readonly ('bigint' | 'boolean' | 'null' | 'number')[];

/** The types that a value may have, without text, sorted by name. */
export function typesOf(schemas: readonly Schema[], context: RenderContext): TextTypes {
  const kinds = kindsOf(schemas, context);
  const found = new Set(kinds.flatMap(typesOfKind));
  const isNull = found.has('null') && !kinds.some(mayBeEmptyText);
  return (['bigint', 'boolean', 'null', 'number'] as const).filter((type) =>
    type === 'null' ? isNull : found.has(type),
  );
}

function typesOfKind(schema: ValueKind): TextTypes {
  switch (schema.kind) {
    case 'boolean':
    case 'null':
      return [schema.kind];
    case 'number':
      return schema.representation === 'bigint' || schema.representation === 'text' ? ['bigint'] : ['number'];
    case 'literal':
      return typesOfValues([schema.value]);
    case 'enum':
      return typesOfValues(schema.members.map(({ value }) => value));
    case 'unknown':
    case 'never':
    case 'string':
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
      return [];
  }
}

function typesOfValues(values: readonly unknown[]): TextTypes {
  return values.flatMap((value) =>
    typeof value === 'number' ? ['number'] : typeof value === 'boolean' ? ['boolean'] : [],
  );
}

/** Returns true if an empty text can be the value. Else it is the `null` of a nullable value, which forms write so. */
function mayBeEmptyText(schema: ValueKind): boolean {
  switch (schema.kind) {
    case 'string':
      return (schema.limits.minLength ?? 0) === 0 && !isOfOtherText(schema.format);
    case 'literal':
      return schema.value === '';
    case 'enum':
      return schema.members.some(({ value }) => value === '');
    case 'unknown':
      return true;
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
      return false;
  }
}

/** Returns true for a format that validators check, and that no empty text has. */
function isOfOtherText(format: string | null): boolean {
  return formatCheck(format) !== undefined && format !== 'json-pointer' && format !== 'regex';
}

/** A schema that is neither a name for others nor made of them. */
export type ValueKind = Exclude<Schema, { kind: 'model' | 'refined' | 'union' | 'intersection' }>;

/** The alternatives of values behind the names of models, null included. */
export function kindsOf(schemas: readonly Schema[], context: RenderContext): readonly ValueKind[] {
  const within = (given: readonly Schema[], models: readonly string[]): readonly ValueKind[] =>
    given.flatMap((schema): readonly ValueKind[] => {
      const found = withoutNames(schema, { context, within: models });
      if (found === null) return [];
      const { body } = found;
      return body.kind === 'union' || body.kind === 'intersection'
        ? within(body.members, found.within)
        : [body];
    });
  return within(schemas, []);
}

export interface Within {
  readonly context: RenderContext;
  /** Models around the schema, which may refer to themselves. */
  readonly within: readonly string[];
}

export interface WithoutNames {
  readonly body: Exclude<Schema, { kind: 'model' | 'refined' }>;
  readonly within: readonly string[];
}

/** The schema behind names of models and assertions; `null`: it is inside of itself. */
export function withoutNames(schema: Schema, { context, within }: Within): WithoutNames | null {
  if (schema.kind === 'refined') return withoutNames(schema.schema, { context, within });
  if (schema.kind !== 'model') return { body: schema, within };
  if (within.includes(schema.model)) return null;
  return withoutNames(context.model(schema.model).schema, { context, within: [...within, schema.model] });
}
