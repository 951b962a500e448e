/** What callers write of a planned package: names, the types that they mean, and the calls. */
import type { Model, Operation } from '../../../generator/api/api.ts';
import { hashText, shapeText } from '../../../generator/api/hash.ts';
import { sentContent } from '../../../generator/api/requests.ts';
import type { Schema } from '../../../generator/api/schema.ts';
import type { PackagePlan } from '../../../generator/plan/package-plan.ts';
import type { PlannedSymbol } from '../../../generator/template/plan.ts';
import { errors, successes } from '../../../templates/operations/contents.ts';

export type Way = 'request' | 'response';

/** A type by its name, with the schema of its values. */
export interface NamedType {
  readonly schema: Schema;
  readonly ways: readonly Way[];
}

/** A value that a call takes or gives. */
export interface Site {
  readonly where: string;
  readonly schema: Schema;
  readonly way: Way;
}

export interface Call {
  /** `pets.list` */
  readonly path: string;
  /** `query:page.size` to the key that callers write. */
  readonly keys: ReadonlyMap<string, string>;
  readonly required: ReadonlySet<string>;
  readonly sites: ReadonlyMap<string, Site>;
}

export interface Surface {
  /** Names that are not of models, by identity. */
  readonly names: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, NamedType>;
  /** Constants of models: validators, lists of values. */
  readonly values: ReadonlySet<string>;
  /** By method and path. */
  readonly calls: ReadonlyMap<string, Call>;
  readonly model: (id: string) => Model;
  /** The name of a model's type, after all aliases. */
  readonly nameOf: (id: string, way: Way) => string;
  /** Equal for models whose values are the same, whatever they are called. */
  readonly shapeOf: (schema: Schema) => string;
}

export function surfaceOf(plan: PackagePlan): Surface {
  const { api, symbols, slots, ledger } = plan;
  const models = new Map(api.models.map((each) => [each.id, each]));
  const model = (id: string): Model => {
    const found = models.get(id);
    if (found === undefined) throw new Error(`no model ${id}`);
    return found;
  };
  const target = (each: Model): Model =>
    each.schema.kind === 'model' ? target(model(each.schema.model)) : each;
  const qualified = (identity: string): string => {
    const symbol = symbols.get(identity);
    if (symbol === undefined) throw new Error(`no symbol ${identity}`);
    return symbol.parent === null ? symbol.name : `${qualified(symbol.parent)}.${symbol.name}`;
  };
  const typeOf = (each: Model, way: Way): PlannedSymbol => slots.model.type(each, way);
  const types = new Map<string, NamedType>();
  for (const each of api.models) {
    for (const way of waysOf(each)) {
      const name = qualified(typeOf(each, way).identity);
      types.set(name, { schema: target(each).schema, ways: [...(types.get(name)?.ways ?? []), way] });
    }
  }
  const kept = [...ledger.names.keys()].filter((identity) => symbols.has(identity));
  const isOfModel = (identity: string): boolean => identity.startsWith('model.');
  return {
    names: new Map(kept.filter((each) => !isOfModel(each)).map((each) => [each, qualified(each)])),
    types,
    values: new Set(
      kept.filter((each) => isOfModel(each) && symbols.get(each)?.meaning === 'value').map(qualified),
    ),
    calls: new Map(
      api.operations
        .filter(({ id }) => symbols.has(`operation.method:${id}`))
        .map((each) => [addressOf(each), callOf(each, qualified)]),
    ),
    model,
    nameOf: (id, way) => qualified(typeOf(target(model(id)), way).identity),
    shapeOf: shapes(api.models, target, model),
  };
}

/** The ways that the values go first, then those that only names exist for. */
function waysOf({ usage }: Model): readonly Way[] {
  return usage.request && !usage.response ? ['request', 'response'] : ['response', 'request'];
}

/** The variant of an operation that streams has the address of the other one. */
function addressOf({ method, url, id }: Operation): string {
  return `${method} ${url}${id.endsWith(' stream') ? ' stream' : ''}`;
}

function callOf(operation: Operation, qualified: (identity: string) => string): Call {
  const keys = new Map<string, string>();
  const sites = new Map<string, Site>();
  const required = new Set<string>();
  for (const { name, location, schema, required: isRequired } of operation.parameters) {
    const own = location === 'header' ? name.toLowerCase() : name;
    const identity = `operation.argument:${operation.id}:${location}:${own.replaceAll('~', '~0').replaceAll(':', '~1')}`;
    keys.set(`${location}:${own}`, qualified(identity));
    if (isRequired) required.add(`${location}:${own}`);
    sites.set(`${location}:${own}`, { where: `${location} parameter ${name}`, schema, way: 'request' });
  }
  const sent = sentContent(operation);
  if (sent !== null) {
    sites.set('body', { where: `body ${sent.mediaType}`, schema: sent.schema, way: 'request' });
    keys.set('media type', sent.mediaType);
    if (operation.requestBody?.required === true) required.add('body');
  }
  for (const { status, content } of [...successes(operation), ...errors(operation)]) {
    for (const { mediaType, schema } of content) {
      sites.set(`${status} ${mediaType}`, {
        where: `response ${status} ${mediaType}`,
        schema,
        way: 'response',
      });
    }
  }
  return { path: qualified(`operation.method:${operation.id}`), keys, required, sites };
}

/** How many references deep two schemas are compared. */
const depth = 12;

function shapes(
  models: readonly Model[],
  target: (model: Model) => Model,
  model: (id: string) => Model,
): (schema: Schema) => string {
  let known = new Map<string, string>();
  const within = (schema: Schema): string =>
    shapeText(schema, (child) =>
      child.kind === 'model' ? (known.get(target(model(child.model)).id) ?? '#') : null,
    );
  const own = models.filter(({ schema }) => schema.kind !== 'model');
  for (let round = 0; round < depth; round += 1) {
    known = new Map(own.map(({ id, schema }) => [id, hashText(within(schema))]));
  }
  // The schema of a model has the hash of a reference to it, which looks one reference less deep.
  const ofModels = new Map(own.map(({ id, schema }) => [schema, known.get(id)]));
  return (schema) =>
    schema.kind === 'model'
      ? (known.get(target(model(schema.model)).id) ?? '#')
      : (ofModels.get(schema) ?? hashText(within(schema)));
}
