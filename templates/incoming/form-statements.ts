/** Statements of the validator of a form: it reads the fields from text, as the validator of its values expects them. */
import {
  call,
  code,
  generic,
  runtimeType,
  runtimeValue,
  value,
  type Content,
  type DocComment,
  type IncomingRequest,
  type InlineResponse,
  type PlannedSymbol,
  type RenderContext,
  type Statement,
} from '../../generator/index.ts';
import { formTexts } from './form-texts.ts';

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
