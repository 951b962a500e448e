/** Files and names of the schemas, and the order in which they are defined. */
import {
  fullModelName,
  isSharedByDirections,
  modelsThatDiffer,
  referenceGroups,
  referencesOf,
  type Api,
  type Model,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type Representation,
} from '../../generator/index.ts';

export type SchemaDirection = 'request' | 'response';

/** The schema of a model, for one direction. */
export interface SchemaSymbols {
  /** Direction and id of the model. */
  readonly id: string;
  readonly model: Model;
  readonly direction: SchemaDirection;
  readonly file: PlannedFile;
  readonly name: PlannedSymbol;
}

export interface Conversions {
  readonly file: PlannedFile;
  readonly names: Readonly<Record<Representation, PlannedSymbol>>;
}

export interface DeclaredSchemas {
  readonly index: PlannedFile;
  readonly conversions: Conversions;
  /** By id, in the order of definition. */
  readonly schemas: ReadonlyMap<string, SchemaSymbols>;
  /** The schema of a model in a value of the direction. */
  readonly schemaOf: (model: Model, direction: SchemaDirection) => SchemaSymbols | undefined;
  /** Returns true if the second one may be defined after the first. */
  readonly isLater: (own: SchemaSymbols, target: SchemaSymbols) => boolean;
}

export function declareSchemas(api: Api, plan: Plan): DeclaredSchemas {
  const models = new Map(api.models.map((model) => [model.id, model]));
  const differing = modelsThatDiffer(api);
  const index = plan.file({ identity: 'zod', path: 'src/zod/index.ts' });
  const files = new Map<string, PlannedFile>();
  const fileOf = (root: Model): PlannedFile => {
    const file =
      files.get(root.id) ??
      plan.file({ identity: `zod:${root.id}`, folder: 'src/zod', name: root.name, extension: '.ts' });
    files.set(root.id, file);
    return file;
  };
  const ranks = new Map(
    referenceGroups(new Map(api.models.map(({ id, schema }) => [id, referencesOf(schema)])))
      .flat()
      .map((id, rank) => [id, rank] as const),
  );
  const ordered = api.models.toSorted((left, right) => rankOf(ranks, left) - rankOf(ranks, right));
  const schemas = ordered.flatMap((model) =>
    model.isAlias === true
      ? []
      : directionsOf(model, differing).map((direction) =>
          declareSchema({ model, direction, file: fileOf(rootOf(model, models)), models, index }, plan),
        ),
  );
  const byId = new Map(schemas.map((each) => [each.id, each]));
  const groupOf = fileGroups(api.models, models);
  return {
    index,
    conversions: declareConversions(plan),
    schemas: byId,
    schemaOf: (model, direction) => findSchema(targetOf(model, models), direction, byId),
    isLater: (own, target) => {
      const left = rootOf(own.model, models).id;
      const right = rootOf(target.model, models).id;
      if (left !== right) return groupOf.get(left) === groupOf.get(right);
      return !(rankOf(ranks, target.model) < rankOf(ranks, own.model));
    },
  };
}

function rankOf(ranks: ReadonlyMap<string, number>, { id }: Model): number {
  return ranks.get(id) ?? 0;
}

function rootOf(model: Model, models: ReadonlyMap<string, Model>): Model {
  const parent = model.parent === null ? undefined : models.get(model.parent);
  return parent === undefined ? model : rootOf(parent, models);
}

function targetOf(model: Model, models: ReadonlyMap<string, Model>): Model {
  if (model.isAlias !== true || model.schema.kind !== 'model') return model;
  return models.get(model.schema.model) ?? model;
}

/** Two where requests and responses have different types. */
function directionsOf(model: Model, differing: ReadonlyMap<string, unknown>): readonly SchemaDirection[] {
  const { usage, id } = model;
  if (usage.request && !usage.response) return ['request'];
  return differing.has(id) && isSharedByDirections(model) ? ['response', 'request'] : ['response'];
}

function findSchema(
  { id }: Model,
  direction: SchemaDirection,
  schemas: ReadonlyMap<string, SchemaSymbols>,
): SchemaSymbols | undefined {
  const other = direction === 'request' ? 'response' : 'request';
  return schemas.get(`${direction} ${id}`) ?? schemas.get(`${other} ${id}`);
}

interface SchemaRequest {
  readonly model: Model;
  readonly direction: SchemaDirection;
  readonly file: PlannedFile;
  readonly models: ReadonlyMap<string, Model>;
  readonly index: PlannedFile;
}

function declareSchema({ model, direction, file, models, index }: SchemaRequest, plan: Plan): SchemaSymbols {
  const id = `${direction} ${model.id}`;
  const isInput = direction === 'request' && model.usage.response;
  const name = plan.symbol({
    identity: `zod.${id}`,
    file,
    name: `${fullModelName(model, models)}${isInput ? ' input' : ''} schema`,
    meaning: 'value',
    handedOnBy: index,
    isKept: true,
  });
  return { id, model, direction, file, name };
}

function declareConversions(plan: Plan): Conversions {
  const file = plan.file({ identity: 'zod.conversions', path: 'src/zod/conversions.ts' });
  const declare = (name: string): PlannedSymbol =>
    plan.symbol({ identity: `zod.conversion.${name}`, file, name, meaning: 'value' });
  return {
    file,
    names: {
      text: declare('int64 text'),
      bigint: declare('int64'),
      date: declare('date time'),
      instant: declare('instant'),
    },
  };
}

/** Files whose modules import each other in a circle, by the models that they are named for. */
function fileGroups(all: readonly Model[], models: ReadonlyMap<string, Model>): ReadonlyMap<string, number> {
  const edges = new Map<string, string[]>();
  for (const model of all) {
    const root = rootOf(model, models).id;
    const targets = referencesOf(model.schema).flatMap((id) => {
      const target = models.get(id);
      return target === undefined ? [] : [rootOf(targetOf(target, models), models).id];
    });
    edges.set(root, [...(edges.get(root) ?? []), ...targets]);
  }
  return new Map(referenceGroups(edges).flatMap((group, index) => group.map((id) => [id, index] as const)));
}
