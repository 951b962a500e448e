/** Declares the names in the files of models: validators, and the functions that check and change values. */
import {
  fullModelName,
  holdsDefault,
  holdsRepresented,
  isScalar,
  modelFile,
  modelsThatDiffer,
  receivedModelsAround,
  reaches,
  receivedContents,
  referencesOf,
  sourceOf,
  type Api,
  type Model,
  type Operation,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type Schema,
} from '../../generator/index.ts';

import { declareParts, type DeclaredPart } from './part-functions.ts';
import { collectPatterns, type Patterns } from './patterns.ts';

export interface ValidatorSymbols {
  readonly file: PlannedFile;
  readonly check: PlannedSymbol;
  readonly validator: PlannedSymbol | null;
  readonly fill: PlannedSymbol | null;
  /** Changes a copy of a sent value: converts digits to numbers, and removes read-only properties. */
  readonly write: PlannedSymbol | null;
  /** Functions of the unnamed schemas inside the model. */
  readonly parts: readonly DeclaredPart[];
  readonly patterns: { readonly symbol: PlannedSymbol; readonly sources: Patterns } | null;
  /** True if other files may call the functions: the model is not nested, or others refer to it. */
  readonly isShared: boolean;
}

/** Symbols by model id. The fill functions of `stripped` models also remove undeclared keys. */
export function declareValidators(
  api: Api,
  stripped: ReadonlySet<string>,
  plan: Plan,
): ReadonlyMap<string, ValidatorSymbols> {
  const models = new Map(api.models.map((model) => [model.id, model]));
  const filled = receivedModelsAround(
    api,
    ({ id, schema }) => stripped.has(id) || holdsDefault(schema) || holdsRepresented(schema),
  );
  const isWritten = writtenModels(api);
  const source = sourceOf(api);
  const direct = modelsUsedDirectly(api, plan);
  const shared = modelsSharedByFiles(api, models);
  const files = new Map<string, PlannedFile>();
  const fileOf = (model: Model): PlannedFile => {
    const parent = model.parent === null ? undefined : models.get(model.parent);
    if (parent !== undefined) return fileOf(parent);
    const file = files.get(model.id) ?? modelFile(model, plan);
    files.set(model.id, file);
    return file;
  };
  return new Map(
    api.models.map((model) => {
      const request = {
        model,
        name: fullModelName(model, models),
        file: fileOf(model),
        depth: depthOf(model, models),
        schemaOf: (id: string) => models.get(id)?.schema,
      };
      const needsValidator = direct.has(model.id) || hadValidator(model, plan);
      return [
        model.id,
        declareValidator(
          {
            ...request,
            needsValidator,
            needsFill: filled.has(model.id) && !(api.types !== undefined && isScalar(model.schema, source)),
            needsWrite: isWritten(model),
            isShared: model.parent === null || shared.has(model.id),
          },
          plan,
        ),
      ];
    }),
  );
}

/** Models of requests whose integers are digits for callers, or which hold read-only properties. */
function writtenModels(api: Api): (model: Model) => boolean {
  const source = sourceOf(api);
  const differing = modelsThatDiffer(api);
  const isText = (schema: Schema): boolean =>
    api.types?.int64 === 'string' && !isScalar(schema, source) && reaches(schema, ['text'], source);
  return ({ id, schema, usage }) =>
    usage.request && (differing.get(id)?.has('server') === true || isText(schema));
}

/** Names of parameters and loop variables in the emitted functions. */
const localNames: readonly string[] = ['value', 'out', 'key', 'item', 'inner', 'innermost'];

function depthOf(model: Model, models: ReadonlyMap<string, Model>): number {
  const parent = model.parent === null ? undefined : models.get(model.parent);
  return parent === undefined ? 0 : 1 + depthOf(parent, models);
}

interface ValidatorRequest {
  readonly model: Model;
  readonly name: string;
  readonly file: PlannedFile;
  readonly depth: number;
  readonly needsValidator: boolean;
  readonly needsFill: boolean;
  readonly needsWrite: boolean;
  readonly isShared: boolean;
  readonly schemaOf: (id: string) => Schema | undefined;
}

function declareValidator(request: ValidatorRequest, plan: Plan): ValidatorSymbols {
  const { model, name, file } = request;
  const internal = (role: string, before: string, after: string): PlannedSymbol =>
    plan.symbol({
      identity: `model.${role}:${model.id}`,
      file,
      name: `${before} ${model.name} ${after}`,
      alternatives: [`${before} ${name} ${after}`],
      case: 'camel',
      meaning: 'value',
      avoid: localNames,
      claim: -request.depth,
    });
  const sources = collectPatterns([['value', model.schema]], request.schemaOf);
  return {
    file,
    check: internal('check', 'check', ''),
    validator: request.needsValidator ? declareValidatorName(request, plan) : null,
    fill: request.needsFill ? internal('fill', 'fill', '') : null,
    write: request.needsWrite ? internal('write', 'write', '') : null,
    isShared: request.isShared,
    parts: declareParts(
      model.schema,
      {
        identity: `model.part:${model.id}`,
        file,
        name: model.name,
        fullName: name,
        avoid: localNames,
        claim: -request.depth - 1,
      },
      plan,
    ),
    patterns: sources.size === 0 ? null : { symbol: internal('patterns', '', 'patterns'), sources },
  };
}

/** The validator has the name of the type; for a nested type, the full name. */
function declareValidatorName({ model, name, file }: ValidatorRequest, plan: Plan): PlannedSymbol {
  const isTop = model.parent === null;
  return plan.symbol({
    identity: `model.validator:${model.id}`,
    file,
    name,
    case: 'pascal',
    meaning: 'value',
    isPublic: true,
    alternatives: [`${name} Validator`],
    ...(isTop ? { likeModel: model, claim: -1 } : {}),
  });
}

/** Models that are the whole of a response, and those that aliases with a validator refer to. */
function modelsUsedDirectly(api: Api, plan: Plan): ReadonlySet<string> {
  const received = api.operations.flatMap(({ responses }) =>
    responses.flatMap(({ content }) => content.map(({ schema }) => schema)),
  );
  const handled = api.incoming.flatMap(receivedContents).map(({ schema }) => schema);
  const aliased = api.models.filter((model) => model.isAlias === true && hadValidator(model, plan));
  const schemas = [...received, ...handled, ...aliased.map(({ schema }) => schema)];
  return new Set(schemas.flatMap((schema) => (schema.kind === 'model' ? [schema.model] : [])));
}

/** Each model has one that is not nested. Of others, callers of an earlier package may import it. */
function hadValidator({ id, parent }: Model, plan: Plan): boolean {
  return parent === null || plan.wasThere('symbol', `model.validator:${id}`);
}

/** Nested models that other files refer to. */
function modelsSharedByFiles(api: Api, models: ReadonlyMap<string, Model>): ReadonlySet<string> {
  const rootOf = (id: string): string => {
    const parent = models.get(id)?.parent ?? null;
    return parent === null ? id : rootOf(parent);
  };
  const fromModels = api.models.flatMap((model) =>
    referencesOf(model.schema).filter((id) => rootOf(id) !== rootOf(model.id)),
  );
  const fromOperations = api.operations.flatMap((operation) => schemasOf(operation).flatMap(referencesOf));
  const fromIncoming = api.incoming.flatMap(receivedContents).flatMap(({ schema }) => referencesOf(schema));
  return new Set([...fromModels, ...fromOperations, ...fromIncoming]);
}

function schemasOf({ parameters, requestBody, responses }: Operation): readonly Schema[] {
  const contents = [...(requestBody?.content ?? []), ...responses.flatMap(({ content }) => content)];
  const partHeaders = contents.flatMap((content) => content.partHeaders ?? []);
  return [...parameters, ...contents, ...partHeaders].map(({ schema }) => schema);
}
