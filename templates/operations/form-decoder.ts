/** The decoder of a `multipart/form-data` response that is described as an object. */
import {
  call,
  code,
  key,
  literal,
  options,
  object,
  runtimeValue,
  type Code,
  type Content,
  type Encoding,
  type ObjectSchema,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { essenceOf } from './media-types.ts';
import { isText, plainSchema } from './plain-schema.ts';

/** Returns true if the parts are properties of an object. Every other multipart body is bytes. */
export function isForm(content: Content, context: RenderContext): boolean {
  return (
    essenceOf(content) === 'multipart/form-data' && plainSchema(content.schema, context).kind === 'object'
  );
}

/** `multipart(PhotoSet, { json: ['about'], lists: ['pictures'] })` */
export function formDecoder(content: Content, validator: Code, context: RenderContext): Code {
  const schema = plainSchema(content.schema, context);
  const properties = schema.kind === 'object' ? schema.properties : [];
  const arrays = named(properties, (each) => plainSchema(each, context).kind === 'array');
  const whole = content.encoding.filter(isJson).map(({ property }) => property);
  const lists = arrays.filter((name) => !whole.includes(name));
  // Text and files are parts as they come; of an unknown part nobody says that it is JSON.
  const json = properties
    .filter(
      ({ name, schema: each }) =>
        !isText(itemOf(each, context)) || (whole.includes(name) && arrays.includes(name)),
    )
    .map(({ name }) => name);
  const delimiters = content.encoding.flatMap((encoding) => {
    const delimiter = lists.includes(encoding.property) ? delimiterOf(encoding) : null;
    return delimiter === null ? [] : [code`${key(encoding.property)}: ${literal(delimiter)}`];
  });
  const members = [
    json.length === 0 ? null : code`json: ${literal(json)}`,
    lists.length === 0 ? null : code`lists: ${literal(lists)}`,
    delimiters.length === 0 ? null : code`delimiters: ${object(delimiters)}`,
  ];
  return call(runtimeValue('multipart', context), [validator, options(members)]);
}

/** A list whose media type is JSON is one part, unless it has a style. */
function isJson({ mediaType, style, explode }: Encoding): boolean {
  return style === null && explode === null && /[/+]json\b/i.test(mediaType ?? '');
}

/** Text between the items of a list in one part; `null`: each item is a part. */
function delimiterOf({ style, explode }: Encoding): string | null {
  if (style === 'spaceDelimited' && explode !== true) return ' ';
  if (style === 'pipeDelimited' && explode !== true) return '|';
  return explode === false ? ',' : null;
}

function named(
  properties: ObjectSchema['properties'],
  isOne: (schema: Schema) => boolean,
): readonly string[] {
  return properties.filter(({ schema }) => isOne(schema)).map(({ name }) => name);
}

function itemOf(schema: Schema, context: RenderContext): Schema {
  const list = plainSchema(schema, context);
  return list.kind === 'array' ? plainSchema(list.items, context) : list;
}
