/** How the fields of a form and the parts of a multipart body are written, where the document or the schema decides. */
import {
  array,
  call,
  code,
  literal,
  member,
  options,
  ownMember,
  property,
  runtimeValue,
  type CallProperty,
  type Code,
  type Content,
  type Encoding,
  type Entry,
  type PartEncoding,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { isText, needsExactText, plainSchema, queryWriter, writerOf } from './representations.ts';

/** `{ filter: deepObject }`; `null`: every field is written in the usual way. */
export function formEncoding({ schema, encoding }: Content, context: RenderContext): Code | null {
  return fieldsOf({ schema, encoding, value: code`parameters.body` }, context);
}

/** The same for a query that is a form. */
export function queryEncoding(
  { name, schema, parameter }: CallProperty,
  context: RenderContext,
): Code | null {
  const value = ownMember(code`parameters`, name, context);
  return fieldsOf({ schema, encoding: parameter?.encoding ?? [], value }, context);
}

interface Form {
  readonly schema: Schema;
  readonly encoding: readonly Encoding[];
  /** Code of the value that has the fields. */
  readonly value: Code;
}

function fieldsOf(form: Form, context: RenderContext): Code | null {
  const given = new Map(form.encoding.map((encoding) => [encoding.property, encoding]));
  const names = new Set([...given.keys(), ...propertiesOf(form, context).keys()]);
  return encodingOf(
    [...names].map((name) => ({ name, written: fieldOf(given.get(name), { name, form }, context) })),
  );
}

/** `{ picture: 'image/png', tags: ['application/json'] }`; `null`: every part is written in the usual way. */
export function partEncoding(content: Content, context: RenderContext): Code | null {
  const schemas = propertiesOf(content, context);
  return encodingOf(
    content.encoding.map((encoding) => ({
      name: encoding.property,
      written: partOf(encoding, schemas.get(encoding.property), context),
    })),
  );
}

/** Members `types` and `type` of the options of a list of parts; none: every part is written in the usual way. */
export function positionTypes(content: Content, context: RenderContext): readonly Entry[] {
  const { schema, positions, partHeaders = [] } = content;
  const hasPartHeaders = partHeaders.length > 0;
  const list = plainSchema(schema, context);
  const given = list.kind === 'tuple' ? list.items : [];
  const others = list.kind === 'tuple' ? list.rest : list.kind === 'array' ? list.items : undefined;
  const typeOf = (encoding: PartEncoding | null, item: Schema | undefined): Code | null =>
    encoding === null ? null : literalOf(typeOfPart(encoding, item, context));
  const types = (positions?.first ?? []).map((encoding, index) => typeOf(encoding, given[index] ?? others));
  const type = typeOf(positions?.others ?? null, others);
  return [
    // Without the list, the first items would be written as the others.
    types.every((each) => each === null) && (types.length === 0 || (type === null && !hasPartHeaders))
      ? null
      : property('types', array(types.map((each) => each ?? code`undefined`))),
    property('type', type),
  ];
}

function encodingOf(
  entries: readonly { readonly name: string; readonly written: Code | null }[],
): Code | null {
  const members = entries.map(({ name, written }) => property(name, written));
  return options(members);
}

function propertiesOf(
  { schema }: Pick<Content, 'schema'>,
  context: RenderContext,
): ReadonlyMap<string, Schema> {
  const body = plainSchema(schema, context);
  const properties = body.kind === 'object' ? body.properties : [];
  return new Map(properties.map((property) => [property.name, property.schema]));
}

interface Field {
  readonly name: string;
  readonly form: Form;
}

/** A style counts for more than a media type (OpenAPI 3.1.1, Encoding Object). */
function fieldOf(encoding: Encoding | undefined, field: Field, context: RenderContext): Code | null {
  if (encoding !== undefined && isStyled(encoding)) return styleOf(encoding, context);
  const schema = propertiesOf(field.form, context).get(field.name);
  if (schema !== undefined && isText(schema, context)) return null;
  const isJson = jsonIn(encoding?.mediaType ?? null) !== null;
  if (schema !== undefined && needsExactText(schema, context))
    return exactField({ ...field, schema, isJson }, context);
  return isJson ? runtimeValue('jsonQuery', context) : null;
}

interface ExactField extends Field {
  readonly schema: Schema;
  readonly isJson: boolean;
}

/** JSON of objects with integers that a number cannot hold. */
function exactField({ name, form, schema, isJson }: ExactField, context: RenderContext): Code | null {
  const plain = plainSchema(schema, context);
  const isList = plain.kind === 'array' && !isJson;
  const written = isList ? plain.items : schema;
  const { kind } = plainSchema(written, context);
  if (!isJson && (kind === 'number' || kind === 'boolean' || kind === 'literal' || kind === 'enum'))
    return null;
  const write = writerOf(written, context);
  const given = member(form.value, name);
  const text = (value: Code): Code => call(runtimeValue('exactText', context), [value, write]);
  const value = isList
    ? code`${given}?.map((item) => ${text(code`item`)})`
    : code`${given} && ${text(given)}`;
  return code`(name) => ${runtimeValue('form', context)}(name, ${value})`;
}

/** Files are never written in a style. `form` with `explode` is what parts are anyway: one for each item. */
function partOf(encoding: PartEncoding, schema: Schema | undefined, context: RenderContext): Code | null {
  const isFile = schema === undefined || holdsFile(schema, context);
  if (!isFile && (hasOwnStyle(encoding) || encoding.explode === false)) return styleOf(encoding, context);
  const type = typeOfPart(encoding, schema, context);
  const isList = schema !== undefined && plainSchema(schema, context).kind === 'array';
  return isList && !isFile && jsonIn(type) !== null ? code`[${literal(type)}]` : literalOf(type);
}

/** Of several media types a file names its own; text and JSON take the first that fits. */
function typeOfPart(
  { mediaType }: PartEncoding,
  schema: Schema | undefined,
  context: RenderContext,
): string | null {
  if (mediaType === null) return null;
  const isFile = schema === undefined || holdsFile(schema, context);
  const types = mediaType.split(',').map((each) => each.trim());
  const concrete = types.filter((each) => !each.includes('*'));
  const isPlain = schema !== undefined && isText(schema, context);
  if (!isFile && !isPlain) return jsonIn(mediaType) ?? concrete[0] ?? null;
  const [type = isPlain && types.includes('text/*') ? 'text/plain' : null] = concrete;
  return isFile && types.length > 1 ? null : type;
}

function literalOf(type: string | null): Code | null {
  return type === null ? null : literal(type);
}

function isStyled({ style, explode, allowReserved }: PartEncoding): boolean {
  return style !== null || explode !== null || allowReserved !== null;
}

function hasOwnStyle({ style }: PartEncoding): boolean {
  return style !== null && style !== 'form';
}

function styleOf({ style, explode, allowReserved }: PartEncoding, context: RenderContext): Code {
  const writer = queryWriter(style ?? 'form');
  const write = runtimeValue(writer.name, context);
  const isUsual = explode === null || writer.explode === null || explode === writer.explode;
  const given = options([
    isUsual ? null : code`explode: ${literal(explode)}`,
    allowReserved === true ? code`allowReserved: true` : null,
  ]);
  return given === null ? write : code`(name, value) => ${write}(name, value, ${given})`;
}

function jsonIn(mediaTypes: string | null): string | null {
  const types = mediaTypes?.split(',').map((each) => each.trim()) ?? [];
  return types.find((each) => /^[^/]+\/(?:[^;]+\+)?json(?:;|$)/i.test(each)) ?? null;
}

function holdsFile(schema: Schema, context: RenderContext): boolean {
  const plain = plainSchema(schema, context);
  switch (plain.kind) {
    case 'string':
      return plain.format === 'binary';
    case 'array':
      return holdsFile(plain.items, context);
    case 'union':
    case 'intersection':
      return plain.members.some((part) => holdsFile(part, context));
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'literal':
    case 'enum':
    case 'tuple':
    case 'object':
    case 'record':
    case 'refined':
    case 'model':
      return false;
  }
}
