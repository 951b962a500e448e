/** The one argument object of a call: a property for each parameter, and `body`. */
import {
  camelCase,
  isIdentifier,
  splitWords,
  type CallProperty,
  type Content,
  type Operation,
  type Schema,
} from '../../generator/index.ts';

/** Content of a request body in the order in which we would rather send it. */
const preferredFormats: readonly Content['format'][] = [
  'json',
  'multipart',
  'form',
  'text',
  'binary',
  'lines',
  'events',
];

/** The content that is sent; `null`: the operation takes no body. */
export function sentContent(operation: Operation): Content | null {
  const contents = [...(operation.requestBody?.content ?? [])];
  contents.sort((a, b) => preferredFormats.indexOf(a.format) - preferredFormats.indexOf(b.format));
  return contents[0] ?? null;
}

/**
 * Parameters in their order, the body last.
 *
 * A parameter keeps its name on the wire where that is an identifier. Of two with one name, the one
 * in the path keeps it, then query, header, cookie; the other says where it goes. `body` is the body's.
 */
export function callProperties(operation: Operation): readonly CallProperty[] {
  const taken = new Set(['body']);
  const parameters = operation.parameters.map((parameter): CallProperty => {
    const plain = propertyName(parameter.name);
    const name = taken.has(plain) ? camelCase([parameter.location, ...splitWords(parameter.name)]) : plain;
    const unique = taken.has(name) ? `${name}_` : name;
    taken.add(unique);
    const { required, schema, docs, place } = parameter;
    return { name: unique, required, schema, docs, place, parameter };
  });
  return [...parameters, ...bodyProperties(operation)];
}

function bodyProperties(operation: Operation): readonly CallProperty[] {
  const content = sentContent(operation);
  if (content === null || operation.requestBody === null) return [];
  const { required, docs, place } = operation.requestBody;
  return [{ name: 'body', required, schema: bodySchema(content), docs, place, parameter: null }];
}

/** What the media type can carry, where the schema says something else or nothing. */
function bodySchema({ format, schema, place }: Content): Schema {
  const base = { docs: schema.docs, place };
  switch (format) {
    case 'json':
      return schema;
    case 'form':
    case 'multipart': {
      const keys: Schema = { ...base, kind: 'string', format: null, limits: {} };
      const open: Schema = {
        ...base,
        kind: 'record',
        keys,
        values: { ...base, kind: 'unknown' },
        limits: {},
      };
      return schema.kind === 'unknown' || schema.kind === 'string' ? open : schema;
    }
    case 'text':
    case 'lines':
    case 'events':
      return (schema.kind === 'string' && schema.format !== 'binary') || schema.kind === 'enum'
        ? schema
        : { ...base, kind: 'string', format: null, limits: {} };
    case 'binary':
      return { ...base, kind: 'string', format: 'binary', limits: {} };
  }
}

function propertyName(wire: string): string {
  if (isIdentifier(wire)) return wire;
  const cased = camelCase(splitWords(wire)).replaceAll(/[^\w$]/g, '');
  return /^[A-Za-z_$]/.test(cased) ? cased : `_${cased}`;
}
