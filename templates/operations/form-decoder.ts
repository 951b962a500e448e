/** The decoder of a `multipart/form-data` response that is described as an object. */
import {
  code,
  join,
  literal,
  runtimeValue,
  type Code,
  type Content,
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
  const lists = named(properties, (each) => plainSchema(each, context).kind === 'array');
  // Text and files are parts as they come; of an unknown part nobody says that it is JSON.
  const json = named(properties, (each) => !isText(itemOf(each, context)));
  const members = [
    ...(json.length === 0 ? [] : [code`json: ${literal(json)}`]),
    ...(lists.length === 0 ? [] : [code`lists: ${literal(lists)}`]),
  ];
  const parts = members.length === 0 ? code`` : code`, { ${join(members, code`, `)} }`;
  return code`${runtimeValue('multipart', context)}(${validator}${parts})`;
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
