/** Keys that are removed or refused: undeclared ones, and those that only the server sends. */
import {
  answeredContents,
  type Api,
  assertedSchemas,
  childrenOf,
  code,
  type Code,
  literal,
  type ModelSource,
  type ObjectSchema,
  type Property,
  receivedContents,
  runtimeValue,
  type Schema,
  type UnionSchema,
  unrefined,
} from '../../generator/index.ts';
import type { CheckContext } from './check-context.ts';

/** `keep`: they stay. `strip`: they are removed. `refuse`: they are an issue, in responses too. */
export type UnknownKeys = 'keep' | 'strip' | 'refuse';

/**
 * Ids of the objects that do not mention undeclared keys.
 *
 * A part of an intersection is excluded: the other parts declare more keys.
 */
export function closableModels(api: Api): ReadonlySet<string> {
  const parts = new Set(allSchemas(api).flatMap(partsIn));
  const closable = api.models.filter(({ id, schema }) => {
    const body = unrefined(schema);
    return body.kind === 'object' && body.rest === null && !parts.has(id);
  });
  return new Set(closable.map(({ id }) => id));
}

function allSchemas(api: Api): readonly Schema[] {
  const contents = api.operations.flatMap(({ requestBody, responses }) => [
    ...(requestBody?.content ?? []),
    ...responses.flatMap(({ content }) => content),
  ]);
  const parameters = api.operations.flatMap((operation) => operation.parameters);
  const incoming = api.incoming.flatMap((request) => [
    ...receivedContents(request),
    ...answeredContents(request),
  ]);
  return [...api.models, ...contents, ...parameters, ...incoming].map(({ schema }) => schema);
}

/** Ids of the models in intersections and assertions. */
function partsIn(schema: Schema): readonly string[] {
  const body = unrefined(schema);
  const members = body.kind === 'intersection' ? body.members : [];
  return [
    ...[...members, ...assertedSchemas(schema)].flatMap(modelsIn),
    ...childrenOf(schema).flatMap((child) => partsIn(child.schema)),
  ];
}

function modelsIn(schema: Schema): readonly string[] {
  if (schema.kind === 'model') return [schema.model];
  return [...childrenOf(schema).map((child) => child.schema), ...assertedSchemas(schema)].flatMap(modelsIn);
}

/** `omit(value, ['id']);` */
export function omission({ properties }: ObjectSchema, object: Code, context: CheckContext): readonly Code[] {
  const names = properties.filter(({ access }) => access === 'read').map(({ name }) => name);
  if (names.length === 0) return [];
  return [code`${runtimeValue('omit', context)}(${object}, ${literal(names)});`];
}

/** Returns true if a property is read-only in one alternative and not in another: a value may match both. */
export function isReadOnlyInSome({ members }: UnionSchema, source: ModelSource): boolean {
  const properties = members.flatMap((member) => propertiesIn(member, source, new Set()));
  const sent = new Set(properties.filter(({ access }) => access !== 'read').map(({ name }) => name));
  return properties.some(({ access, name }) => access === 'read' && sent.has(name));
}

/** Returns true if an alternative has the property, and a request does not. */
export function isReadOnly({ members }: UnionSchema, name: string, source: ModelSource): boolean {
  const properties = members.flatMap((member) => propertiesIn(member, source, new Set()));
  return properties.some((property) => property.name === name && property.access === 'read');
}

function propertiesIn(
  schema: Schema,
  source: ModelSource,
  visited: ReadonlySet<string>,
): readonly Property[] {
  const body = unrefined(schema);
  switch (body.kind) {
    case 'object':
      return body.properties;
    case 'union':
    case 'intersection':
      return body.members.flatMap((member) => propertiesIn(member, source, visited));
    case 'model':
      return visited.has(body.model)
        ? []
        : propertiesIn(source.model(body.model).schema, source, new Set([...visited, body.model]));
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
    case 'array':
    case 'tuple':
    case 'record':
      return [];
  }
}
