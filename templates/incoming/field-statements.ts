/** Statements for the headers, query parameters or cookies of an incoming request: their type and their validator. */
import {
  call,
  code,
  docsOf,
  generic,
  literal,
  notesOf,
  propertyFacts,
  runtimeType,
  runtimeValue,
  type,
  value,
  type IncomingRequest,
  type InlineResponse,
  type PlannedSymbol,
  type PropertyMember,
  type RenderContext,
  type Statement,
} from '../../generator/index.ts';
import { propertiesOf, schemaOfFields, textsOfFields, type ReceivedFields } from './received-fields.ts';

export interface FieldSymbols {
  readonly fields: ReceivedFields;
  /** Interface of the values. */
  readonly type: PlannedSymbol;
  /** Constant that reads and validates what is received. */
  readonly validator: PlannedSymbol;
  /** Validator of the values that it reads. */
  readonly values: PlannedSymbol;
}

/** The values as a schema without a name, for the validator slot. */
export function valuesOfFields({ fields, values }: FieldSymbols, request: IncomingRequest): InlineResponse {
  return {
    validator: values,
    name: `${request.name} ${fields.member}`,
    schema: schemaOfFields(fields, request),
  };
}

export function fieldStatements(
  symbols: FieldSymbols,
  title: string,
  context: RenderContext,
): readonly Statement[] {
  const { fields, validator, values } = symbols;
  const what = { headers: 'headers', query: 'query parameters', cookies: 'cookies' }[fields.member];
  return [
    {
      kind: 'const',
      name: validator,
      exported: true,
      docs: { text: `Reads the ${what} of ${title} from their texts, and validates them.` },
      type: generic(runtimeType('FieldsValidator', context), [type(symbols.type)]),
      value: code`/* @__PURE__ */ ${call(runtimeValue('fieldsValidator', context), [
        value(values),
        textsOfFields(fields, context),
        fields.location === 'header' ? literal(true) : null,
      ])}`,
    },
    {
      kind: 'interface',
      name: symbols.type,
      exported: true,
      docs: { text: `The ${what} of ${title}.` },
      members: propertiesOf(fields).map((property): PropertyMember => ({
        kind: 'property',
        name: property.name,
        readonly: true,
        optional: !property.required && property.default === undefined,
        type: context.slots.model.typeOf(property.schema, 'response', context),
        docs: docsOf(property.docs, notesOf(property.schema)),
        facts: propertyFacts(property),
      })),
    },
  ];
}
