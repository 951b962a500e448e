/** The fields of a form in the body of an incoming request, and how these are written as text. */
import {
  array,
  code,
  literal,
  object,
  property,
  type Code,
  type Content,
  type Encoding,
  type Entry,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { kindsOf, textOf, typesOf, type ValueKind, type Within, withoutNames } from './received-fields.ts';

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

const noFields: Form = { fields: new Map(), others: [] };

/** More combinations of unions in an intersection are read as one. */
const mostForms = 64;

function formsOf(schema: Schema, given: Within): readonly Form[] {
  const found = withoutNames(schema, given);
  if (found === null) return [];
  const { body } = found;
  const formsOfMember = (member: Schema): readonly Form[] =>
    formsOf(member, { ...given, within: found.within });
  switch (body.kind) {
    case 'object': {
      const fields = body.properties.map(
        (each) => [each.name, { schemas: [each.schema], isRequired: each.required }] as const,
      );
      const others = [...body.patterns.map((each) => each.schema), body.rest];
      return [{ fields: new Map(fields), others: others.filter((each) => each !== null) }];
    }
    case 'record':
      return [{ fields: new Map(), others: [body.values] }];
    case 'union':
      return body.members.flatMap(formsOfMember);
    case 'intersection':
      return body.members.map(formsOfMember).reduce((left, right) => combined(left, right), [noFields]);
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
  const isText = valuesOf(field.schemas, context).every(({ kind }) => kind === 'string');
  if (mediaType !== null && /[/+]json\b/i.test(mediaType) && !isText) return literal({ json: true });
  return usualText(field, context);
}

const noEncoding = { style: null, explode: null, allowReserved: null, mediaType: null } as const;

/** A field for each item of a list, JSON for an object, and the text of any other value. */
function usualText({ schemas, isRequired }: FormField, context: RenderContext): Code {
  const kinds = valuesOf(schemas, context);
  const lists = kinds.filter(isListSchema);
  const listed = lists.flatMap(itemsOf);
  const items = valuesOf(listed, context);
  const isList = kinds.length > 0 && lists.length === kinds.length;
  const types = typesOf(isList ? listed : [...schemas, ...listed], context);
  const isNested = [...kinds, ...items].some(isObjectSchema) || items.some(isListSchema);
  const entries: readonly Entry[] = [
    types.length === 0 ? null : code`types: ${literal(types)}`,
    isNested ? code`json: 'nested'` : null,
    isList ? code`list: ''` : null,
    isList && isRequired ? code`empty: true` : null,
  ];
  return object(entries);
}

/** The alternatives of a value, without null. */
function valuesOf(schemas: readonly Schema[], context: RenderContext): readonly ValueKind[] {
  return kindsOf(schemas, context).filter(({ kind }) => kind !== 'null');
}

function isListSchema({ kind }: ValueKind): boolean {
  return kind === 'array' || kind === 'tuple';
}

function isObjectSchema({ kind }: ValueKind): boolean {
  return kind === 'object' || kind === 'record';
}

function itemsOf(schema: ValueKind): readonly Schema[] {
  if (schema.kind === 'array') return [schema.items];
  return schema.kind === 'tuple' ? [...schema.items, schema.rest] : [];
}
