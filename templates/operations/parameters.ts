/** The argument object of a call: its type, and the check that runs before anything is sent. */
import {
  argumentFacts,
  code,
  docsOf,
  generic,
  literal,
  notesOf,
  objectType,
  property,
  runtimeType,
  type,
  union,
  type CallProperty,
  type Code,
  type DocComment,
  type Operation,
  type Parameter,
  type ParameterStructure,
  type PropertyMember,
  type RenderContext,
  type Statement,
} from '../../generator/index.ts';
import {
  bodyProperty,
  callProperties,
  partHeaderIn,
  partHeaderProperties,
  plannedProperties,
} from './arguments.ts';
import { bodyChoices, writtenType } from './contents.ts';
import type { OperationSymbols } from './operation-symbols.ts';

/** The interface; nothing where the operation takes nothing. */
export function parameterTypes(
  operation: Operation,
  symbols: OperationSymbols,
  context: RenderContext,
): readonly Statement[] {
  if (symbols.parameters === null) return [];
  const members = callProperties(operation, context).map((property): PropertyMember => ({
    kind: 'property',
    name: property.name,
    type: typeOfCallProperty(property, context),
    optional: !property.required,
    docs: docsOfCallProperty(property, operation),
    facts: argumentFacts(property.parameter, property),
  }));
  const interfaceStatement: Statement = {
    kind: 'interface',
    name: symbols.parameters,
    exported: true,
    docs: { text: `What {@link ${context.nameOf(symbols.call)}} is called with.` },
    members: [
      ...members.slice(0, -1),
      ...contentTypeMember(operation, symbols, context),
      ...members.slice(-1),
    ],
  };
  return [interfaceStatement, ...bodiesStatement(operation, symbols, context)];
}

/** Chooses the media type of the body, which is the last property. The type names the default; others are in `Bodies`. */
function contentTypeMember(
  operation: Operation,
  { bodies }: OperationSymbols,
  context: RenderContext,
): readonly PropertyMember[] {
  const [usual] = bodyChoices(operation);
  if (bodies === null || usual === undefined) return [];
  const text = `Media type of the body, default: \`${writtenType(usual)}\`. Others are keys of {@link ${context.nameOf(bodies.types)}}.`;
  return [
    {
      kind: 'property',
      name: context.nameOf(bodies.key),
      type: code`${literal(writtenType(usual))} | undefined`,
      optional: true,
      docs: { text },
    },
  ];
}

function bodiesStatement(
  operation: Operation,
  { bodies, call }: OperationSymbols,
  context: RenderContext,
): readonly Statement[] {
  const { requestBody } = operation;
  if (bodies === null || requestBody === null) return [];
  return [
    {
      kind: 'interface',
      name: bodies.types,
      exported: true,
      docs: { text: `Bodies of {@link ${context.nameOf(call)}}, by media type.` },
      members: bodyChoices(operation).map((content) => ({
        kind: 'property',
        name: writtenType(content),
        type: typeOfCallProperty(bodyProperty(requestBody, content, true), context),
        docs: docsOf(content.schema.docs),
      })),
    },
  ];
}

/** Type of the argument: with the bodies of all media types, where a call chooses. */
export function argumentType(
  operation: Operation,
  symbols: OperationSymbols,
  context: RenderContext,
): Code | null {
  const { parameters, bodies } = symbols;
  if (parameters === null || bodies === null) return parameters === null ? null : type(parameters);
  return generic(runtimeType('ByContentType', context), choiceTypes(operation, symbols, context));
}

/** `CreateParameters, CreateBodies, 'contentType'`, and what else a media type requires than the default. */
export function choiceTypes(
  operation: Operation,
  { parameters, bodies }: OperationSymbols,
  context: RenderContext,
): readonly Code[] {
  if (bodies === null) return [];
  const argument = parameters === null ? code`object` : type(parameters);
  const usual = [argument, type(bodies.types), literal(context.nameOf(bodies.key))];
  const [sent, ...others] = bodyChoices(operation).map((content) => ({
    mediaType: writtenType(content),
    required: partHeaderProperties(operation, content, context).filter(({ required }) => required),
  }));
  const needed = others.filter(({ required }) => required.length > 0);
  const unneeded = union((sent?.required ?? []).map(({ name }) => literal(name)));
  if (needed.length === 0 && sent?.required.length === 0) return usual;
  const byType = needed.map(({ mediaType, required }) =>
    property(mediaType, union(required.map(({ name }) => literal(name)))),
  );
  return [...usual, unneeded, ...(needed.length === 0 ? [] : [objectType(byType)])];
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

function docsOfCallProperty(property: CallProperty, operation: Operation): DocComment | null {
  const { docs, schema, parameter } = property;
  return docsOf(docs, [...notesOf(schema, parameter?.default), ...wireNotes(property, operation)]);
}

function wireNotes({ name, parameter }: CallProperty, operation: Operation): readonly string[] {
  if (parameter === null) return [];
  if (parameter.part !== undefined)
    return [
      `Sent as the header \`${parameter.name}\` of the part \`${parameter.part}\`${bodiesWith(parameter, operation)}.`,
    ];
  return parameter.name === name ? [] : [`Sent as \`${parameter.name}\` (${parameter.location}).`];
}

/** ` of \`multipart/form-data\``, if other bodies of the call do not have the header. */
function bodiesWith(header: Parameter, operation: Operation): string {
  const choices = bodyChoices(operation);
  const found = choices.filter((content) => partHeaderIn(content, header) !== undefined);
  if (found.length === choices.length) return '';
  return ` of ${found.map((content) => `\`${writtenType(content)}\``).join(' or ')}`;
}
