/** Schemas as data → JSON Schema in one of the forms that Standard JSON Schema knows. */

/** JSON Schema 2020-12; `$ref` leads to the definitions of its models. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** https://standardschema.dev/json-schema, version 1; targets are `draft-2020-12`, `draft-07`, `openapi-3.0`. */
export interface StandardJsonSchema<Output, Input = Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'clientwright';
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly jsonSchema: {
      /** Of a value before its defaults are filled in. @throws {TypeError} where the target cannot say it. */
      readonly input: (options: { readonly target: string }) => Record<string, unknown>;
      /** Of a value whose defaults are filled in. @throws {TypeError} where the target cannot say it. */
      readonly output: (options: { readonly target: string }) => Record<string, unknown>;
    };
  };
}

/** The definitions are all that the schema leads to, by name. */
export function jsonSchema<Output, Input = Output>(
  schema: JsonSchema,
  definitions: () => Readonly<Record<string, JsonSchema>> = () => ({}),
): StandardJsonSchema<Output, Input> {
  const write =
    (isFilled: boolean) =>
    ({ target }: { readonly target: string }) =>
      writtenFor(target, { schema, definitions: definitions(), isFilled });
  return {
    '~standard': {
      version: 1,
      vendor: 'clientwright',
      jsonSchema: { input: write(false), output: write(true) },
    },
  };
}

interface JsonSchemaSource {
  readonly schema: JsonSchema;
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** What has a default is there. */
  readonly isFilled: boolean;
}

/** How one form differs. */
interface Form {
  /** What a schema becomes whose insides are already written. */
  readonly rewrite: (schema: JsonSchema) => JsonSchema;
  readonly refused: readonly string[];
  readonly reference: (name: string) => JsonSchema;
}

const draft = 'https://json-schema.org/draft/2020-12/schema';
const older = 'http://json-schema.org/draft-07/schema#';

/** @throws {TypeError} for another target, and where the target has no word for what is to be said. */
function writtenFor(target: string, source: JsonSchemaSource): Record<string, unknown> {
  switch (target) {
    case 'draft-2020-12':
      return withDefinitions(source, { $schema: draft, key: '$defs', refused: [], rewrite: same });
    case 'draft-07':
      return withDefinitions(source, {
        $schema: older,
        key: 'definitions',
        refused: ['minContains', 'maxContains', 'unevaluatedItems', 'unevaluatedProperties'],
        rewrite: olderWords,
      });
    case 'openapi-3.0':
      return withoutDefinitions(source);
    default:
      throw new TypeError(`no JSON Schema for the target ${target}`);
  }
}

interface DefinitionsForm {
  readonly $schema: string;
  readonly key: string;
  readonly refused: readonly string[];
  readonly rewrite: Form['rewrite'];
}

function withDefinitions(
  source: JsonSchemaSource,
  words: DefinitionsForm,
): Record<string, unknown> {
  const { $schema, key, refused, rewrite } = words;
  const form: Form = { rewrite, refused, reference: (name) => ({ $ref: `#/${key}/${name}` }) };
  const write = (schema: unknown): unknown => written(schema, form, source.isFilled);
  const definitions = mapped(source.definitions, write);
  const root = write(source.schema) as JsonSchema; // an object, as what it is made of
  return {
    $schema,
    ...root,
    ...(Object.keys(definitions).length > 0 ? { [key]: definitions } : {}),
  };
}

/** A schema of OpenAPI 3.0 has no definitions of its own: they stand where they are used. */
function withoutDefinitions({
  schema,
  definitions,
  isFilled,
}: JsonSchemaSource): Record<string, unknown> {
  const around: string[] = [];
  const known = new Map<string, JsonSchema>();
  const reference = (name: string): JsonSchema => {
    if (around.includes(name))
      throw new TypeError(`openapi-3.0 cannot say ${name}: it is in itself`);
    around.push(name);
    const found = known.get(name) ?? write(definitions[name]);
    known.set(name, found);
    around.pop();
    return found;
  };
  const refused = [
    ...['prefixItems', 'contains', 'minContains', 'maxContains', 'unevaluatedItems', 'if'],
    ...['patternProperties', 'propertyNames', 'unevaluatedProperties'],
    ...['dependentRequired', 'dependentSchemas'],
  ];
  const form: Form = { rewrite: openApiWords, refused, reference };
  const write = (each: unknown): JsonSchema => written(each, form, isFilled) as JsonSchema; // an object, as above
  return { ...write(schema) };
}

const schemaKeys =
  /^(?:items|additionalProperties|not|if|then|else|contains|propertyNames|unevaluated\w+)$/;
const listKeys = /^(?:allOf|anyOf|oneOf|prefixItems)$/;
const mapKeys = /^(?:properties|patternProperties|dependentSchemas)$/;

/** Only schemas are gone into: what stands in `const`, `enum` and `default` is a value. */
function written(schema: unknown, form: Form, isFilled: boolean): unknown {
  if (!isSchema(schema)) return schema;
  const write = (inner: unknown): unknown => written(inner, form, isFilled);
  const { $ref, ...others } = isFilled ? filled(schema) : schema;
  const entries = Object.entries(others).map(([key, value]) => {
    if (form.refused.includes(key)) throw new TypeError(`the target has no word for ${key}`);
    if (schemaKeys.test(key)) return [key, write(value)];
    if (listKeys.test(key) && Array.isArray(value)) return [key, value.map(write)];
    return [key, mapKeys.test(key) && isSchema(value) ? mapped(value, write) : value];
  });
  const rest = form.rewrite(Object.fromEntries(entries));
  if (typeof $ref !== 'string') return rest;
  const reference = form.reference($ref.slice('#/$defs/'.length));
  // Older forms take no notice of what stands beside a reference.
  return Object.keys(rest).length > 0 ? { allOf: [reference], ...rest } : reference;
}

/** A property that has a default is required. */
function filled(schema: JsonSchema): JsonSchema {
  const { properties, required } = schema;
  if (!isSchema(properties)) return schema;
  const isThere = (key: string): boolean => {
    const property = properties[key];
    return isSchema(property) && Object.hasOwn(property, 'default');
  };
  const names = [
    ...(Array.isArray(required) ? required : []),
    ...Object.keys(properties).filter(isThere),
  ];
  return names.length > 0 ? { ...schema, required: names } : schema;
}

function same(schema: JsonSchema): JsonSchema {
  return schema;
}

function olderWords(schema: JsonSchema): JsonSchema {
  const { prefixItems, dependentRequired, dependentSchemas, ...rest } = schema;
  const tuple =
    prefixItems === undefined ? {} : { items: prefixItems, additionalItems: rest['items'] };
  const dependencies = dependentRequired ?? dependentSchemas;
  return { ...rest, ...tuple, ...(dependencies === undefined ? {} : { dependencies }) };
}

function openApiWords(schema: JsonSchema): JsonSchema {
  const { const: value, type, ...rest } = schema;
  return nullable({
    ...(type === undefined || type === 'null' ? {} : { type }),
    ...rest,
    ...(type === 'null' ? { enum: [null] } : {}),
    ...(value === undefined ? {} : { enum: [value] }),
    ...bound(schema, 'minimum', 'exclusiveMinimum'),
    ...bound(schema, 'maximum', 'exclusiveMaximum'),
  });
}

/** There, a bound that is not reached is a bound with a flag: of two, the narrower one stays. */
function bound(schema: JsonSchema, name: string, exclusiveName: string): JsonSchema {
  const { [name]: limit, [exclusiveName]: exclusive } = schema;
  if (typeof exclusive !== 'number') return {};
  const isNarrower =
    typeof limit === 'number' && (name === 'minimum' ? limit > exclusive : limit < exclusive);
  return isNarrower ? { [exclusiveName]: false } : { [name]: exclusive, [exclusiveName]: true };
}

/** Of a type or null, `nullable` says the second; it counts only beside a `type`. */
function nullable(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return schema;
  const [first, second]: readonly unknown[] = anyOf;
  const isNull = isSchema(second) && Array.isArray(second['enum']) && second['enum'][0] === null;
  if (!isNull || !isSchema(first) || !('type' in first)) return schema;
  return { ...first, nullable: true, ...rest };
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapped(map: JsonSchema, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
