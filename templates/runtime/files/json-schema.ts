/** Converts schemas to the targets of Standard JSON Schema. */

/** A JSON Schema 2020-12. `$ref` refers to the definitions of models. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** https://standardschema.dev/json-schema, version 1; targets are `draft-2020-12`, `draft-07`, `openapi-3.0`. */
export interface StandardJsonSchema<Output, Input = Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'clientwright';
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly jsonSchema: {
      /** Returns the schema of a value before its defaults are filled in. @throws {TypeError} if the target cannot express it. */
      readonly input: (options: { readonly target: string }) => Record<string, unknown>;
      /** Returns the schema of a value with its defaults. @throws {TypeError} if the target cannot express it. */
      readonly output: (options: { readonly target: string }) => Record<string, unknown>;
    };
  };
}

/** Makes a Standard JSON Schema. The definitions are the models that the schema refers to, by name. */
export function jsonSchema<Output, Input = Output>(
  schema: JsonSchema,
  definitions: () => Readonly<Record<string, JsonSchema>> = () => ({}),
): StandardJsonSchema<Output, Input> {
  const write =
    (isFilled: boolean) =>
    ({ target }: { readonly target: string }) =>
      convertedTo(target, { schema, definitions: definitions(), isFilled });
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
  /** True if properties with a default are required. */
  readonly isFilled: boolean;
}

/** Rules of one target. */
interface Form {
  /** Converts a schema whose subschemas are converted. */
  readonly rewrite: (schema: JsonSchema) => JsonSchema;
  /** Keywords that the target cannot express. */
  readonly refused: readonly string[];
  readonly reference: (name: string) => JsonSchema;
}

const draft = 'https://json-schema.org/draft/2020-12/schema';
const older = 'http://json-schema.org/draft-07/schema#';

/** @throws {TypeError} for an unknown target, and if the target cannot express a keyword. */
function convertedTo(target: string, source: JsonSchemaSource): Record<string, unknown> {
  switch (target) {
    case 'draft-2020-12':
      return withDefinitions(source, {
        $schema: draft,
        key: '$defs',
        refused: [],
        rewrite: unchanged,
      });
    case 'draft-07':
      return withDefinitions(source, {
        $schema: older,
        key: 'definitions',
        refused: ['minContains', 'maxContains', 'unevaluatedItems', 'unevaluatedProperties'],
        rewrite: asDraft07,
      });
    case 'openapi-3.0':
      return withoutDefinitions(source);
    default:
      throw new TypeError(`Unknown target ${target} of a JSON Schema`);
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
  const write = (schema: unknown): unknown => rewritten(schema, form, source.isFilled);
  const definitions = mapValues(source.definitions, write);
  const root = write(source.schema) as JsonSchema; // an object: so is the source
  return {
    $schema,
    ...root,
    ...(Object.keys(definitions).length > 0 ? { [key]: definitions } : {}),
  };
}

/** Replaces references by their definitions: a schema of OpenAPI 3.0 has no definitions. */
function withoutDefinitions({
  schema,
  definitions,
  isFilled,
}: JsonSchemaSource): Record<string, unknown> {
  const around: string[] = [];
  const known = new Map<string, JsonSchema>();
  const reference = (name: string): JsonSchema => {
    if (around.includes(name))
      throw new TypeError(`openapi-3.0 cannot express ${name}: it refers to itself`);
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
  const form: Form = { rewrite: asOpenApi30, refused, reference };
  const write = (each: unknown): JsonSchema => rewritten(each, form, isFilled) as JsonSchema; // an object, as above
  return { ...write(schema) };
}

const schemaKeys =
  /^(?:items|additionalProperties|not|if|then|else|contains|propertyNames|unevaluated\w+)$/;
const listKeys = /^(?:allOf|anyOf|oneOf|prefixItems)$/;
const mapKeys = /^(?:properties|patternProperties|dependentSchemas)$/;

/** Converts a schema and its subschemas. Keeps the values of `const`, `enum` and `default`. */
function rewritten(schema: unknown, form: Form, isFilled: boolean): unknown {
  if (!isSchema(schema)) return schema;
  const write = (inner: unknown): unknown => rewritten(inner, form, isFilled);
  const { $ref, ...others } = isFilled ? withDefaultsRequired(schema) : schema;
  const entries = Object.entries(others).map(([key, value]) => {
    if (form.refused.includes(key))
      throw new TypeError(`The target cannot express the keyword ${key}`);
    if (schemaKeys.test(key)) return [key, write(value)];
    if (listKeys.test(key) && Array.isArray(value)) return [key, value.map(write)];
    return [key, mapKeys.test(key) && isSchema(value) ? mapValues(value, write) : value];
  });
  const rest = form.rewrite(Object.fromEntries(entries));
  if (typeof $ref !== 'string') return rest;
  const reference = form.reference($ref.slice('#/$defs/'.length));
  // Older targets ignore keywords beside a reference.
  return Object.keys(rest).length > 0 ? { allOf: [reference], ...rest } : reference;
}

/** Makes properties with a default required. */
function withDefaultsRequired(schema: JsonSchema): JsonSchema {
  const { properties, required } = schema;
  if (!isSchema(properties)) return schema;
  const hasDefault = (key: string): boolean => {
    const property = properties[key];
    return isSchema(property) && Object.hasOwn(property, 'default');
  };
  const names = [
    ...(Array.isArray(required) ? required : []),
    ...Object.keys(properties).filter(hasDefault),
  ];
  return names.length > 0 ? { ...schema, required: names } : schema;
}

function unchanged(schema: JsonSchema): JsonSchema {
  return schema;
}

function asDraft07(schema: JsonSchema): JsonSchema {
  const { prefixItems, dependentRequired, dependentSchemas, ...rest } = schema;
  const tuple =
    prefixItems === undefined ? {} : { items: prefixItems, additionalItems: rest['items'] };
  const dependencies = dependentRequired ?? dependentSchemas;
  return { ...rest, ...tuple, ...(dependencies === undefined ? {} : { dependencies }) };
}

function asOpenApi30(schema: JsonSchema): JsonSchema {
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

/** Converts an exclusive bound to a bound with a flag, as OpenAPI 3.0 has it. Of two bounds, keeps the narrower one. */
function bound(schema: JsonSchema, name: string, exclusiveName: string): JsonSchema {
  const { [name]: limit, [exclusiveName]: exclusive } = schema;
  if (typeof exclusive !== 'number') return {};
  const isNarrower =
    typeof limit === 'number' && (name === 'minimum' ? limit > exclusive : limit < exclusive);
  return isNarrower ? { [exclusiveName]: false } : { [name]: exclusive, [exclusiveName]: true };
}

/** Converts a union of a type and null to `nullable`, which needs a `type` beside it. */
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

function mapValues(map: JsonSchema, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
