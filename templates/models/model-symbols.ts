/** Declares the files and names of the models: one file a model, what is inside it in its namespace. */
import {
  fullModelName,
  isSharedByDirections,
  modelFile,
  modelsThatDiffer,
  modelsWithWireForm,
  nestedNames,
  unrefined,
  type Api,
  type Difference,
  type Model,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
} from '../../generator/index.ts';

export interface ModelSymbols {
  readonly file: PlannedFile;
  /** Type with the plain name: of a received value, or of a sent one if the model was first used in requests. */
  readonly type: PlannedSymbol;
  /** Type of a sent value, if it differs and has not the plain name. */
  readonly input: PlannedSymbol | null;
  /** Type of a received value, if it differs and has not the plain name. */
  readonly output: PlannedSymbol | null;
  /** Why. */
  readonly differences: ReadonlySet<Difference>;
  /** Type of a received value before defaults are filled in, if it differs. */
  readonly wire: PlannedSymbol | null;
  /** The list of known members, for an enum. */
  readonly values: PlannedSymbol | null;
  /** The constants by name, for an enum whose members the document names. */
  readonly byName: PlannedSymbol | null;
}

/** Symbols by model id; parents come before what is nested in them. */
export function declareModels(api: Api, plan: Plan): ReadonlyMap<string, ModelSymbols> {
  const models = new Map(api.models.map((model) => [model.id, model]));
  const differing = modelsThatDiffer(api);
  const filled = modelsWithWireForm(api);
  const declared = new Map<string, ModelSymbols>();
  const declare = (model: Model): ModelSymbols => {
    const known = declared.get(model.id);
    if (known !== undefined) return known;
    const parent = model.parent === null ? undefined : models.get(model.parent);
    const outer = parent === undefined ? null : declare(parent);
    const differences = differing.get(model.id) ?? new Set();
    const symbols = declareModel({ model, outer, models, differences, hasWire: filled.has(model.id) }, plan);
    declared.set(model.id, symbols);
    return symbols;
  };
  for (const model of api.models) declare(model);
  return declared;
}

interface ModelRequest {
  readonly model: Model;
  readonly outer: ModelSymbols | null;
  readonly models: ReadonlyMap<string, Model>;
  readonly differences: ReadonlySet<Difference>;
  readonly hasWire: boolean;
}

function declareModel(request: ModelRequest, plan: Plan): ModelSymbols {
  const { model, outer, models, differences, hasWire } = request;
  const file = outer?.file ?? modelFile(model, plan);
  const type = plan.symbol({
    identity: `model.type:${model.id}`,
    of: { what: 'schema', name: model.name, place: model.place },
    file,
    name: model.name,
    alternatives: [`${model.name} Model`, fullModelName(model, models), `${model.name} Schema`],
    case: 'pascal',
    meaning: 'type',
    claim: model.origin === 'component' ? 1 : 0,
    ...(outer === null ? { isPublic: true } : { parent: outer.type }),
  });
  const nested = (role: keyof typeof nestedAlternatives, name: string): PlannedSymbol =>
    plan.symbol({
      identity: `model.${role}:${model.id}`,
      file,
      name,
      alternatives: [nestedAlternatives[role]],
      case: 'pascal',
      meaning: 'type',
      parent: type,
    });
  const isSplit = differences.size > 0 && isSharedByDirections(model);
  // What callers write stays; an alias has the types that callers may have written by its name, and no others.
  const had = (role: keyof typeof nestedAlternatives): boolean =>
    plan.wasThere('symbol', `model.${role}:${model.id}`);
  const isNew = model.isAlias !== true;
  const isRequest = model.plain === 'request';
  const input = had('input') || (isNew && isSplit && !isRequest) ? nested('input', 'Input') : null;
  const output = had('output') || (isNew && isSplit && isRequest) ? nested('output', 'Output') : null;
  const wire = hasWire && (isNew || had('wire')) ? nested('wire', 'Wire') : null;
  const constants = declareConstants(model, { file, models }, plan);
  return { file, type, input, output, differences, wire, ...constants };
}

/** Names of the types for one direction where the model has a type of the usual name inside. */
const nestedAlternatives = { input: 'Request Input', output: 'Response Output', wire: 'Wire Form' } as const;

function declareConstants(
  model: Model,
  { file, models }: { readonly file: PlannedFile; readonly models: ReadonlyMap<string, Model> },
  plan: Plan,
): Pick<ModelSymbols, 'values' | 'byName'> {
  const schema = unrefined(model.schema);
  const had = (role: string): boolean =>
    model.isAlias === true && plan.wasThere('symbol', `model.${role}:${model.id}`);
  const isEnum = schema.kind === 'enum';
  const declare = (role: string, what: string, ending: string): PlannedSymbol =>
    plan.symbol({
      identity: `model.${role}:${model.id}`,
      of: { what, name: model.name, place: model.place },
      file,
      name: `${shortName(model, models)} ${ending}`,
      alternatives: [
        `${fullModelName(model, models)} ${ending}`,
        `${shortName(model, models)} known ${ending}`,
      ],
      case: 'camel',
      meaning: 'value',
      isPublic: true,
    });
  const isNamed = isEnum && schema.members.some(({ name }) => name !== undefined);
  return {
    values: isEnum || had('values') ? declare('values', 'list of values of the schema', 'Values') : null,
    byName: isNamed || had('byName') ? declare('byName', 'constants of the schema', 'By Name') : null,
  };
}

/** Name of the model after those of the outermost model and of the one it is directly in. */
function shortName(model: Model, models: ReadonlyMap<string, Model>): string {
  const chain = nestedNames(model, models);
  const names = chain.length > 3 ? [...chain.slice(0, 1), ...chain.slice(-2)] : chain;
  return names.join(' ');
}
