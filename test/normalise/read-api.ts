/** Builds small documents and says what became of them, short enough to be read in one line. */
import type { Api, Model, Operation } from '../../generator/api/api.ts';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import type { Assertion, Property, Schema } from '../../generator/api/schema.ts';
import { type Diagnostic, DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { normalise, type NormaliseOptions } from '../../generator/normalise/normalise.ts';

export interface Read {
  readonly api: Api;
  readonly diagnostics: readonly Diagnostic[];
  /** The codes that were reported, sorted. */
  readonly codes: readonly string[];
}

const usual: NormaliseOptions = { propertyOrder: 'name', schemas: 'lenient' };

export function read(root: JsonObject, options: Partial<NormaliseOptions> = {}): Read {
  const diagnostics = new DiagnosticCollector();
  const placeOf = (pointer: string) => ({ file: 'spec.json', pointer });
  const document = { root, placeOf, isDangling: () => false };
  const api = normalise(document, { ...usual, ...options }, diagnostics);
  return { api, diagnostics: diagnostics.all, codes: diagnostics.all.map(({ code }) => code).toSorted() };
}

/** A document of components alone. */
export function readSchemas(schemas: Readonly<Record<string, JsonValue>>): Read {
  return read({ openapi: '3.1.1', info: { title: 'Test', version: '1' }, components: { schemas } });
}

/** A document of paths, with components where they are needed. */
export function readPaths(paths: Readonly<Record<string, JsonValue>>, components: JsonObject = {}): Read {
  return read({ openapi: '3.1.1', info: { title: 'Test', version: '1' }, paths, components });
}

/** What one schema becomes, as the property of an object, with nothing else around it. */
export function saySchema(schema: JsonValue, others: Readonly<Record<string, JsonValue>> = {}): string {
  const { api } = readSchemas({ ...others, Subject: { type: 'object', properties: { it: schema } } });
  const subject = modelNamed(api, 'Subject').schema;
  return subject.kind === 'object' ? say(api, subject.properties[0]?.schema) : say(api, subject);
}

/** The codes that one schema is reported with. */
export function codesOf(
  schema: JsonValue,
  others: Readonly<Record<string, JsonValue>> = {},
): readonly string[] {
  return readSchemas({ ...others, Subject: { type: 'object', properties: { it: schema } } }).codes;
}

export function modelNamed(api: Api, name: string): Model {
  const found = api.models.find((model) => fullName(api, model) === name);
  if (found === undefined) throw new Error(`no model ${name} among ${modelNames(api).join(', ')}`);
  return found;
}

/** All models with the namespaces that they live in. */
export function modelNames(api: Api): readonly string[] {
  return api.models.map((model) => fullName(api, model)).toSorted();
}

export function operationNamed(api: Api, path: string): Operation {
  const found = api.operations.find((operation) => operation.path.join('.') === path);
  if (found === undefined) {
    throw new Error(
      `no operation ${path} among ${api.operations.map((one) => one.path.join('.')).join(', ')}`,
    );
  }
  return found;
}

/** A model by name, written out. */
export function sayModel(api: Api, name: string): string {
  return say(api, modelNamed(api, name).schema);
}

export function say(api: Api, schema: Schema | undefined): string {
  if (schema === undefined) return 'nothing';
  const within = (child: Schema): string => say(api, child);
  switch (schema.kind) {
    case 'number':
      return (schema.integer ? 'integer' : 'number') + sayLimits(schema.limits);
    case 'string':
      return (schema.format ?? 'string') + sayLimits(schema.limits);
    case 'literal':
      return JSON.stringify(schema.value);
    case 'enum':
      return schema.members.map(({ value }) => JSON.stringify(value)).join(' | ');
    case 'array':
      return `(${within(schema.items)})[]${sayLimits(schema.limits)}`;
    case 'tuple': {
      const items = schema.items.map((item, index) => within(item) + (index < schema.required ? '' : '?'));
      return `[${[...items, `...${within(schema.rest)}`].join(', ')}]`;
    }
    case 'object':
      return `{ ${[...schema.properties.map((one) => sayProperty(api, one)), ...schema.patterns.map((one) => `/${one.pattern}/: ${within(one.schema)}`), ...sayRest(api, schema.rest)].join('; ')} }`;
    case 'record':
      return `Record<${within(schema.keys)}, ${within(schema.values)}>`;
    case 'union':
      return schema.members.map(within).join(schema.exclusive ? ' xor ' : ' | ');
    case 'refined':
      return [schema.schema, ...schema.assertions]
        .map((one) => ('place' in one ? within(one) : sayAssertion(one, within)))
        .join(' + ');
    case 'intersection':
      return schema.members.map(within).join(' & ');
    case 'model': {
      const model = api.models.find(({ id }) => id === schema.model);
      return model === undefined ? `missing ${schema.model}` : fullName(api, model);
    }
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
      return schema.kind;
  }
}

function sayAssertion(assertion: Assertion, within: (child: Schema) => string): string {
  const { kind, ...parts } = assertion;
  const said = Object.values(parts).map((part: unknown) => sayPart(part, within));
  return `${kind}(${said.join(', ')})`;
}

function sayPart(part: unknown, within: (child: Schema) => string): string {
  if (Array.isArray(part)) return `[${part.map((one: unknown) => sayPart(one, within)).join(', ')}]`;
  if (typeof part !== 'object' || part === null) return String(part);
  if ('place' in part) return within(part as Schema); // Only schemas have a place here.
  return sayAssertion(part as Assertion, within); // Said by its kind, like an assertion.
}

function fullName(api: Api, model: Model): string {
  const parent = api.models.find(({ id }) => id === model.parent);
  return parent === undefined ? model.name : `${fullName(api, parent)}.${model.name}`;
}

function sayProperty(api: Api, property: Property): string {
  const fallback = property.default === undefined ? '' : ` = ${JSON.stringify(property.default)}`;
  const access = property.access === 'both' ? '' : `${property.access} `;
  return `${access}${property.name}${property.required ? '' : '?'}: ${say(api, property.schema)}${fallback}`;
}

function sayRest(api: Api, rest: Schema | null): readonly string[] {
  return rest === null ? [] : [`...${say(api, rest)}`];
}

function sayLimits(limits: object): string {
  const entries = Object.entries(limits).map(([key, value]: [string, unknown]) => `${key} ${String(value)}`);
  return entries.length === 0 ? '' : `(${entries.join(', ')})`;
}
