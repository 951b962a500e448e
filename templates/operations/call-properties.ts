/** The one argument object of a call: a property for each parameter, and `body`. */
import {
  keyName,
  type CallProperty,
  type Content,
  type Operation,
  type Parameter,
  type RenderContext,
  type RequestBody,
  type Schema,
} from '../../generator/index.ts';

/** The content that is sent where a call chooses none; `null`: the operation takes no body. */
export function sentContent(operation: Operation): Content | null {
  return operation.requestBody?.content.find(({ isDefault }) => isDefault) ?? null;
}

/** Properties of the argument of a call, by their final names: parameters in their order, then the body. */
export function callProperties(operation: Operation, context: RenderContext): readonly CallProperty[] {
  return context.slots.operation.properties(operation, context);
}

/** The same before names are final: each property by the first name that it asks for. */
export function plannedProperties(operation: Operation): readonly CallProperty[] {
  return namedProperties(operation, ({ name }) => keyName(name));
}

export function namedProperties(
  operation: Operation,
  nameOf: (parameter: Parameter) => string,
): readonly CallProperty[] {
  const parameters = argumentParameters(operation).map((parameter): CallProperty => {
    const { required, schema, docs, place } = parameter;
    return { name: nameOf(parameter), required, schema, docs, place, parameter };
  });
  return [...parameters, ...bodyProperties(operation)];
}

/** The parameters of a call: those of the operation, and headers of the parts of its body. */
export function argumentParameters(operation: Operation): readonly Parameter[] {
  return [...operation.parameters, ...(sentContent(operation)?.partHeaders ?? [])];
}

function bodyProperties(operation: Operation): readonly CallProperty[] {
  const content = sentContent(operation);
  if (content === null || operation.requestBody === null) return [];
  return [bodyProperty(operation.requestBody, content)];
}

/** The body of a call, as one of its media types describes it. */
export function bodyProperty(body: RequestBody, content: Content, required = body.required): CallProperty {
  const { docs: own, place } = body;
  const { schema } = content;
  // The model of several bodies has the words of one of them: the reference has those of this one.
  const isDescribed = own.description !== null || own.summary !== null || schema.kind !== 'model';
  const { summary, description } = schema.docs;
  const docs = isDescribed ? own : { ...own, summary, description };
  return { name: 'body', required, schema: bodySchema(content), docs, place, parameter: null };
}

/** Returns a schema that the media type can carry, if the schema is missing or does not fit. */
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
      if (format === 'lines' && schema.kind === 'array') return schema;
      return (schema.kind === 'string' && schema.format !== 'binary') || schema.kind === 'enum'
        ? schema
        : { ...base, kind: 'string', format: null, limits: {} };
    case 'binary':
      return { ...base, kind: 'string', format: 'binary', limits: {} };
  }
}
