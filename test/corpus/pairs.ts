/** Pairs of operations that read an object and write it back: GET, and PUT or PATCH on the same path. */
import type { Api, Content, Operation, Parameter } from '../../generator/api/api.ts';
import type { JsonValue } from '../../generator/api/json.ts';
import type { ObjectSchema, Schema } from '../../generator/api/schema.ts';
import { callName } from '../../generator/diff/side.ts';

export interface Pair {
  readonly read: Operation;
  readonly write: Operation;
  /** `client.items.read` and `client.items.write`. */
  readonly calls: readonly [read: string, write: string];
  /** Schema of the object that the server sends. */
  readonly received: Schema;
  /** Schema of the body. */
  readonly sent: Schema;
  /** True if the document describes both by one model: then everything that is read can be sent. */
  readonly isOneModel: boolean;
  /** The property that is changed. */
  readonly property: string;
}

export type Names = ReadonlyMap<string, string>;
export type SchemaOf = (model: string) => Schema;

export function schemasOf({ models }: Api): SchemaOf {
  const schemas = new Map(models.map(({ id, schema }) => [id, schema]));
  return (model) => {
    const schema = schemas.get(model);
    if (schema === undefined) throw new Error(`There is no ${model}.`);
    return schema;
  };
}

/** Names of the ledger of a package, by identity. */
export function ledgerNames(text: string): Names {
  const { names }: { readonly names: Readonly<Record<string, string>> } = JSON.parse(text);
  return new Map(Object.entries(names));
}

/** Returns the pairs of a document: operations that return and take an object, with a property of one name. */
export function pairsOf(api: Api, names: Names): readonly Pair[] {
  const schemaOf = schemasOf(api);
  const readers = new Map(
    api.operations.filter(({ method }) => method === 'get').map((operation) => [operation.url, operation]),
  );
  return api.operations.flatMap((write) => {
    const read = /^(?:put|patch)$/.test(write.method) ? readers.get(write.url) : undefined;
    if (read === undefined) return [];
    const received = jsonIn(read.responses.find(({ status }) => status.startsWith('2'))?.content ?? []);
    const sent = jsonIn(write.requestBody?.content ?? []);
    if (received === null || sent === null) return [];
    const property = changeable(objectIn(received, schemaOf), objectIn(sent, schemaOf));
    const side = { api, names, signatures: new Map(), files: new Map() };
    const calls = [`client.${callName(side, read)}`, `client.${callName(side, write)}`] as const;
    const isOneModel = received.kind === 'model' && sent.kind === 'model' && received.model === sent.model;
    return property === null ? [] : [{ read, write, calls, received, sent, isOneModel, property }];
  });
}

/** The schema of the content that a call uses where it chooses none. */
function jsonIn(content: readonly Content[]): Schema | null {
  const usual = content.find(({ isDefault }) => isDefault);
  return usual?.format === 'json' ? usual.schema : null;
}

function objectIn(schema: Schema, schemaOf: SchemaOf, depth = 0): ObjectSchema | null {
  if (depth > 9) return null;
  if (schema.kind === 'object') return schema;
  if (schema.kind === 'model') return objectIn(schemaOf(schema.model), schemaOf, depth + 1);
  if (schema.kind === 'refined') return objectIn(schema.schema, schemaOf, depth + 1);
  if (schema.kind !== 'intersection') return null;
  return schema.members.map((member) => objectIn(member, schemaOf, depth + 1)).find(Boolean) ?? null;
}

function changeable(received: ObjectSchema | null, sent: ObjectSchema | null): string | null {
  const names = new Set(sent?.properties.flatMap(({ name, access }) => (access === 'both' ? [name] : [])));
  return received?.properties.find(({ name, access }) => access === 'both' && names.has(name))?.name ?? null;
}

/** A module with a line for each pair, whose compilation shows that what was read can be sent. */
export function programOf(pairs: readonly Pair[]): string {
  const functions = pairs.map(({ calls: [read, write], property }, index) => {
    const [get, put] = [read, write].map((call) => `Client${indexed(call)}`);
    const key = JSON.stringify(property);
    return `export async function pair${index}(client: Client, at: Parameters<${get}>[0], to: Usual<Parameters<${put}>[0]>): Promise<void> { const value = await ${read}(at); if (value !== undefined) { await ${write}({ ...to, body: value }); await ${write}({ ...to, body: { ...value, ${key}: made<Exclude<(typeof value)[${key}], undefined>>() } }); } }`;
  });
  return [...functions, ...imports].join('\n');
}

const imports: readonly string[] = [
  "import type { Client } from './index.js';",
  'type Usual<Argument> = Argument extends undefined | { readonly contentType: string } ? never : Argument;',
  'declare function made<T>(): T;',
  '',
];

/** Returns the pairs whose line has no error, from what the compiler prints. */
export function compiledPairs(pairs: readonly Pair[], file: string, printed: string): readonly Pair[] {
  const lines = new Set(
    [...printed.matchAll(/([^/\s]+)\((\d+),\d+\): error/g)].flatMap(([, name, line]) =>
      name === file ? [Number(line)] : [],
    ),
  );
  return pairs.filter((_, index) => !lines.has(index + 1));
}

/** `client.items.read` → `['items']['read']` */
function indexed(call: string): string {
  const [, ...steps] = call.split('.');
  return steps.map((step) => `['${step}']`).join('');
}

/** Arguments of a call for its required parameters; `null`: no value is found for one. */
export function argumentsFor(
  { id, parameters }: Operation,
  names: Names,
  valueOf: (schema: Schema) => JsonValue | undefined,
): Readonly<Record<string, JsonValue>> | null {
  const entries = parameters.flatMap((parameter) =>
    parameter.required ? [[nameOf(id, parameter, names), valueOf(parameter.schema)] as const] : [],
  );
  const found = entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return found.length === entries.length ? Object.fromEntries(found) : null;
}

/** Key of a parameter in the argument of a call. */
export function nameOf(id: string, { name, location }: Parameter, names: Names): string {
  const own = location === 'header' ? name.toLowerCase() : name;
  const full = own.replaceAll('~', '~0').replaceAll(':', '~1');
  return names.get(`operation.argument:${id}:${location}:${full}`) ?? name;
}
