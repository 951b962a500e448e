/** The argument object of a call: its type, and the check that runs before anything is sent. */
import {
  argumentFacts,
  code,
  docsOf,
  notesOf,
  runtimeType,
  type,
  type CallProperty,
  type Code,
  type DocComment,
  type Operation,
  type Parameter,
  type ParameterStructure,
  type RenderContext,
  type Statement,
} from '../../generator/index.ts';
import { callProperties, plannedProperties } from './call-properties.ts';
import type { OperationSymbols } from './operation-symbols.ts';

/** The interface; nothing where the operation takes nothing. */
export function parameterTypes(
  operation: Operation,
  symbols: OperationSymbols,
  context: RenderContext,
): readonly Statement[] {
  if (symbols.parameters === null) return [];
  const interfaceStatement: Statement = {
    kind: 'interface',
    name: symbols.parameters,
    exported: true,
    docs: { text: `What {@link ${context.nameOf(symbols.call)}} is called with.` },
    members: callProperties(operation, context).map((property) => ({
      kind: 'property',
      name: property.name,
      type: typeOfCallProperty(property, context),
      optional: !property.required,
      docs: docsOfCallProperty(property),
      facts: argumentFacts(property.parameter, property),
    })),
  };
  return [interfaceStatement];
}

/** `parameters` and `options` of a call, without the transport. */
export function callParameters(
  operation: Operation,
  { parameters }: OperationSymbols,
  context: RenderContext,
): readonly ParameterStructure[] {
  return [
    {
      name: code`parameters`,
      type: parameters === null ? runtimeType('NoParameters', context) : type(parameters),
      optional: isOptional(operation),
    },
    { name: code`options`, type: runtimeType('RequestOptions', context), optional: true },
  ];
}

/** Returns true if a call may omit its argument object. */
export function isOptional(operation: Operation): boolean {
  return plannedProperties(operation).every(({ required }) => !required);
}

/** A body may be a stream, which nothing inside of a value can be. */
function isBinaryBody({ parameter, schema }: CallProperty): boolean {
  return parameter === null && schema.kind === 'string' && schema.format === 'binary';
}

function typeOfCallProperty(property: CallProperty, context: RenderContext): Code {
  const plain = isBinaryBody(property)
    ? runtimeType('BinaryContent', context)
    : context.slots.model.typeOf(property.schema, 'request', context);
  return property.required ? plain : code`${plain} | undefined`;
}

function docsOfCallProperty({ docs, schema, parameter, name }: CallProperty): DocComment | null {
  return docsOf(docs, [...notesOf(schema, parameter?.default), ...wireNotes(name, parameter)]);
}

function wireNotes(name: string, parameter: Parameter | null): readonly string[] {
  if (parameter === null) return [];
  if (parameter.part !== undefined)
    return [`Sent as the header \`${parameter.name}\` of the part \`${parameter.part}\`.`];
  return parameter.name === name ? [] : [`Sent as \`${parameter.name}\` (${parameter.location}).`];
}
