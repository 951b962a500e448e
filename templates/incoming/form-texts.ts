/** The fields of a form in the body of an incoming request, and how these are written as text. */
import {
  array,
  code,
  literal,
  object,
  property,
  unrefined,
  type Code,
  type Content,
  type Encoding,
  type Entry,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { textOf, typesOf } from './received-fields.ts';

/** `[{ fields: { count: { types: ['number'] } } }]`: one entry for each alternative of a body that is a union. */
export function formTexts({ schema, encoding }: Content, context: RenderContext): Code {
  const encodings = new Map(encoding.map((each) => [each.property, each]));
  const forms = formsOf(schema, { context, within: [] });
  const written = forms.map((form) => textsOf(form, encodings, context));
  return array([...new Map(written.map((each) => [JSON.stringify(each), each])).values()]);
}

interface FormField {
  /** Several, if the field is in several members of an intersection. */
  readonly schemas: readonly Schema[];
  readonly isRequired: boolean;
}

interface Form {
  readonly fields: ReadonlyMap<string, FormField>;
  readonly others: readonly Schema[];
}

interface Within {
  readonly context: RenderContext;
  /** Models around the schema, which may refer to themselves. */
  readonly within: readonly string[];
}

const noFields: Form = { fields: new Map(), others: [] };

/** More combinations of unions in an intersection are read as one. */
const mostForms = 64;

function formsOf(schema: Schema, given: Within): readonly Form[] {
  switch (schema.kind) {
    case 'model': {
      if (given.within.includes(schema.model)) return [];
      const within = [...given.within, schema.model];
      return formsOf(given.context.model(schema.model).schema, { ...given, within });
    }
    case 'refined':
      return formsOf(schema.schema, given);
    case 'object': {
      const fields = schema.properties.map(
        (each) => [each.name, { schemas: [each.schema], isRequired: each.required }] as const,
      );
      const others = [...schema.patterns.map((each) => each.schema), schema.rest];
      return [{ fields: new Map(fields), others: others.filter((each) => each !== null) }];
    }
    case 'record':
      return [{ fields: new Map(), others: [schema.values] }];
    case 'union':
      return schema.members.flatMap((member) => formsOf(member, given));
    case 'intersection':
      return schema.members
        .map((member) => formsOf(member, given))
        .reduce((left, right) => combined(left, right), [noFields]);
    case 'unknown':
      return [noFields];
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
    case 'array':
    case 'tuple':
      return [];
  }
}

/** Every form of one side with every form of the other. */
function combined(left: readonly Form[], right: readonly Form[]): readonly Form[] {
  if (right.length === 0) return left;
  if (left.length * right.length > mostForms) return [[...left, ...right].reduce(merged, noFields)];
  return left.flatMap((one) => right.map((other) => merged(one, other)));
}

function merged(left: Form, right: Form): Form {
  const fields = new Map(left.fields);
  for (const [name, { schemas, isRequired }] of right.fields) {
    const known = fields.get(name) ?? { schemas: [], isRequired: false };
    fields.set(name, {
      schemas: [...known.schemas, ...schemas],
      isRequired: known.isRequired || isRequired,
    });
  }
  return { fields, others: [...left.others, ...right.others] };
}

function textsOf(
  { fields, others }: Form,
  encodings: ReadonlyMap<string, Encoding>,
  context: RenderContext,
): Code {
  const entries = [...fields].map(([name, field]) =>
    property(name, fieldText(field, encodings.get(name), context)),
  );
  const rest = usualText({ schemas: others, isRequired: false }, context);
  return object([code`fields: ${object(entries)}`, others.length === 0 ? null : code`others: ${rest}`]);
}

/** A style counts for more than a media type (OpenAPI 3.1.1, Encoding Object). */
function fieldText(field: FormField, encoding: Encoding | undefined, context: RenderContext): Code {
  const [schema] = field.schemas;
  const { style, explode, allowReserved, mediaType } = encoding ?? noEncoding;
  const isStyled = style !== null || explode !== null || allowReserved !== null;
  if (isStyled && schema !== undefined) {
    const written = { style: style ?? 'form', explode: explode ?? (style ?? 'form') === 'form' };
    return textOf({ ...written, schema, mediaType: null, location: 'query' }, context);
  }
  const kinds = kindsOf(field.schemas, { context, within: [] });
  const isText = kinds.every(({ kind }) => kind === 'string');
  if (mediaType !== null && /[/+]json\b/i.test(mediaType) && !isText) return literal({ json: true });
  return usualText(field, context);
}

const noEncoding = { style: null, explode: null, allowReserved: null, mediaType: null } as const;

/** A field for each item of a list, JSON for an object, and the text of any other value. */
function usualText({ schemas, isRequired }: FormField, context: RenderContext): Code {
  const given: Within = { context, within: [] };
  const kinds = kindsOf(schemas, given);
  const lists = kinds.filter(isListSchema);
  const items = kindsOf(lists.flatMap(itemsOf), given);
  const isList = kinds.length > 0 && lists.length === kinds.length;
  const types = typesOf([...kinds, ...items], context);
  const isNested = [...kinds, ...items].some(isObjectSchema) || items.some(isListSchema);
  const entries: readonly Entry[] = [
    types.length === 0 ? null : code`types: ${literal(types)}`,
    isNested ? code`json: 'nested'` : null,
    isList ? code`list: ''` : null,
    isList && isRequired ? code`empty: true` : null,
  ];
  return object(entries);
}

function isListSchema({ kind }: Schema): boolean {
  return kind === 'array' || kind === 'tuple';
}

function isObjectSchema({ kind }: Schema): boolean {
  return kind === 'object' || kind === 'record';
}

function itemsOf(schema: Schema): readonly Schema[] {
  if (schema.kind === 'array') return [schema.items];
  return schema.kind === 'tuple' ? [...schema.items, schema.rest] : [];
}

/** The alternatives of a value behind the names of models, without null. */
function kindsOf(schemas: readonly Schema[], given: Within): readonly Schema[] {
  return schemas.flatMap((each): readonly Schema[] => {
    const schema = unrefined(each);
    if (schema.kind === 'model') {
      if (given.within.includes(schema.model)) return [];
      const within = [...given.within, schema.model];
      return kindsOf([given.context.model(schema.model).schema], { ...given, within });
    }
    if (schema.kind === 'union' || schema.kind === 'intersection') return kindsOf(schema.members, given);
    return schema.kind === 'null' ? [] : [schema];
  });
}
