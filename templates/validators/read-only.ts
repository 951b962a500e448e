/** Removes what only the server sends from a value that is sent. */
import {
  code,
  literal,
  runtimeValue,
  unrefined,
  type Code,
  type ModelSource,
  type ObjectSchema,
  type Property,
  type Schema,
  type UnionSchema,
} from '../../generator/index.ts';
import type { CheckContext } from './check-context.ts';

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
