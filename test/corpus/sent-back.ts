/** Runs pairs of a generated package: reads an object, changes one property, and compares what is sent. */
import { isDeepStrictEqual } from 'node:util';
import type { Api } from '../../generator/api/api.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../generator/api/json.ts';
import type { Schema } from '../../generator/api/schema.ts';
import { childrenOf } from '../../generator/api/walk.ts';
import { argumentsFor, schemasOf, type Names, type Pair, type SchemaOf } from './pairs.ts';
import { amounts, valueOf } from './values.ts';

export interface SentBack {
  /** Pairs that passed. */
  readonly passed: number;
  /** Pairs for which no valid value is found. */
  readonly untried: number;
  readonly faults: readonly string[];
}

type Call = (parameters: object, options: object) => Promise<unknown>;

/** The part of a package that is used. */
interface Package {
  readonly createClient: (options: object) => unknown;
}

export async function sendBack(
  exports: Package,
  { pairs, api, names }: { readonly pairs: readonly Pair[]; readonly api: Api; readonly names: Names },
): Promise<SentBack> {
  const schemaOf = schemasOf(api);
  const credentials = credentialsFor(api, names);
  const trial = { exports, names, schemaOf, credentials };
  const outcomes = await Promise.all(pairs.map((pair) => outcomeOf(pair, trial)));
  return {
    passed: outcomes.filter((outcome) => outcome === true).length,
    untried: outcomes.filter((outcome) => outcome === null).length,
    faults: outcomes.filter((outcome) => typeof outcome === 'string'),
  };
}

/** Options for all credentials of the API. */
export function credentialsFor({ securitySchemes }: Api, names: Names): object {
  const login = { username: 'ada', password: 'correct horse' };
  return Object.fromEntries(
    securitySchemes.map(({ name, kind }) => [
      names.get(`client.credential:${name}`) ?? name,
      kind === 'basic' ? login : 'key',
    ]),
  );
}

interface Trial {
  readonly credentials: object;
  readonly exports: Package;
  readonly names: Names;
  readonly schemaOf: SchemaOf;
}

/** `true`: passed; `null`: no valid value is found; a text: what is wrong. */
async function outcomeOf(pair: Pair, trial: Trial): Promise<true | null | string> {
  const outcomes = [];
  for (const amount of amounts) {
    const value = valueOf(pair.received, { amount, schemaOf: trial.schemaOf });
    if (isJsonObject(value)) outcomes.push(await tried(pair, value, trial));
  }
  const fault = outcomes.find((outcome) => typeof outcome === 'string');
  return fault ?? (outcomes.includes(true) ? true : null);
}

async function tried(pair: Pair, value: JsonObject, trial: Trial): Promise<true | null | string> {
  const { exports, names, schemaOf, credentials } = trial;
  const make = (schema: Schema): JsonValue | undefined => valueOf(schema, { amount: 'most', schemaOf });
  const [at, to] = [argumentsFor(pair.read, names, make), argumentsFor(pair.write, names, make)];
  if (at === null || to === null) return null;
  let sent: unknown;
  const fetch = async (_: string, { method, body }: RequestInit): Promise<Response> => {
    if (method !== 'GET') sent = JSON.parse(typeof body === 'string' ? body : 'null');
    const status = Number(pair.read.responses.find((each) => each.status.startsWith('2'))?.status) || 200;
    return Response.json(value, { status });
  };
  const client = exports.createClient({
    ...credentials,
    baseUrl: 'http://127.0.0.1:1',
    fetch,
    maxRetries: 0,
  });
  const [read, write] = pair.calls.map((call) => callIn(client, call));
  // A value that is not valid in every detail is not one that a server sends.
  const received = await read?.(at, { validation: 'exact' }).catch(() => null);
  if (!isObject(received)) return null;
  const change = changedValue(Reflect.get(received, pair.property));
  const changed = { ...received, [pair.property]: change };
  const before = structuredClone(changed);
  const failure = await write?.({ ...to, body: changed }, { validation: 'off' }).then(
    () => null,
    (error: unknown) => error,
  );
  const label = `${pair.calls.join(' → ')}: ${JSON.stringify(value).slice(0, 300)}`;
  if (failure !== null && sent === undefined) return `${label}\n    ${String(failure)}`;
  if (!isDeepStrictEqual(changed, before)) return `${label}\n    the value of the caller was changed`;
  const expected = { ...value, ...(change === undefined ? {} : { [pair.property]: change }) };
  // Of two models, that of the body alone may have them.
  const readOnly = [pair.received, pair.sent].flatMap((each) => [...readOnlyNames(each, schemaOf)]);
  const lost = lostIn(expected, sent, new Set(readOnly));
  return lost === null ? true : `${label}\n    ${lost} is not sent as it was received`;
}

/** Another text where any will do, which samples show by its letters. Other values are sent as they were received. */
function changedValue(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' && /^x+$/.test(value) ? value.replace('x', 'y') : value;
}

export function callIn(client: unknown, call: string): Call | undefined {
  const [, ...steps] = call.split('.');
  const found: unknown = steps.reduce((at: unknown, step) => Reflect.get(Object(at), step), client);
  return typeof found === 'function' ? (parameters, given) => found(parameters, given) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Path of the first value that is not sent; defaults may be added, and read-only properties are removed. */
function lostIn(received: JsonValue, sent: unknown, readOnly: ReadonlySet<string>): string | null {
  if (Array.isArray(received)) {
    const items = Array.isArray(sent) ? sent : [];
    const lost = received.map((item, index) => lostIn(item, items[index], readOnly));
    const at = lost.findIndex((each) => each !== null);
    return at < 0 ? null : `/${at}${lost[at] ?? ''}`;
  }
  if (!isJsonObject(received)) return received === sent ? null : `: ${JSON.stringify(received)}`;
  if (!isObject(sent)) return `: ${JSON.stringify(received).slice(0, 50)}`;
  for (const [name, value] of Object.entries(received)) {
    if (readOnly.has(name) && !Object.hasOwn(sent, name)) continue;
    const lost = lostIn(value ?? null, Reflect.get(sent, name), readOnly);
    if (lost !== null) return `/${name}${lost}`;
  }
  return null;
}

/** Names of the properties that only the server sends, at any depth. */
function readOnlyNames(schema: Schema, schemaOf: SchemaOf): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<Schema>();
  const walk = (each: Schema): void => {
    if (seen.has(each)) return;
    seen.add(each);
    if (each.kind === 'object')
      for (const { name, access } of each.properties) if (access === 'read') names.add(name);
    if (each.kind === 'model') walk(schemaOf(each.model));
    for (const child of childrenOf(each)) walk(child.schema);
  };
  walk(schema);
  return names;
}
