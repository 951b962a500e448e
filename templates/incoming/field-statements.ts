/** Statements for the headers, query parameters, cookies or form of an incoming request: their type and their validator. */
import {
  call,
  code,
  type Content,
  type DocComment,
  docsOf,
  generic,
  type IncomingRequest,
  type InlineResponse,
  literal,
  notesOf,
  type PlannedSymbol,
  propertyFacts,
  type PropertyMember,
  type RenderContext,
  runtimeType,
  runtimeValue,
  type Statement,
  type,
  value,
} from '../../generator/index.ts';
import { formTexts } from './form-texts.ts';
import { propertiesOf, type ReceivedFields, schemaOfFields, textsOfFields } from './received-fields.ts';

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

export interface FormSymbols {
  readonly content: Content;
  /** Constant that reads and validates what is received. */
  readonly validator: PlannedSymbol;
  /** Validator of the values that it reads, unless the body is a model. */
  readonly values: PlannedSymbol;
}

/** The values as a schema without a name, for the validator slot. */
export function valuesOfForm(
  { content, values }: FormSymbols,
  request: IncomingRequest,
): readonly InlineResponse[] {
  const { schema } = content;
  return schema.kind === 'model' ? [] : [{ validator: values, name: `${request.name} form`, schema }];
}

export function formStatement(
  { content, validator, values }: FormSymbols,
  docs: DocComment | null,
  context: RenderContext,
): Statement {
  const { schema } = content;
  const { model, validator: validators } = context.slots;
  const parser = schema.kind === 'model' ? validators.validator(context.model(schema.model)) : values;
  const texts = formTexts(content, context);
  return {
    kind: 'const',
    name: validator,
    exported: true,
    docs,
    type: generic(runtimeType('FormValidator', context), [model.typeOf(schema, 'response', context)]),
    value: code`/* @__PURE__ */ ${call(runtimeValue('formValidator', context), [value(parser), texts])}`,
  };
}
