/** Groups of the suite → an OpenAPI 3.1 document: a component schema and a GET for each, and the remote documents that they need. */
import { isJsonObject } from '../../generator/api/json.ts';
import type { JsonValue } from '../../generator/api/json.ts';
import { rebase } from './keywords.ts';
import { remotesOf } from './remotes.ts';
import type { Remotes } from './remotes.ts';
import type { SuiteGroup } from './suite.ts';

const components = '#/components/schemas/';

/** Of a group's component schema; the generator names its type alike. */
export function nameOf({ number }: SuiteGroup): string {
  return `Group${number}`;
}

/** The group that a pointer leads into; `null` where it leads elsewhere. */
export function groupAt(pointer: string, groups: readonly SuiteGroup[]): SuiteGroup | null {
  const [, name] = /^\/(?:components\/schemas|paths)\/(?:~1)?(\w+)/.exec(pointer) ?? [];
  return groups.find((group) => nameOf(group) === name) ?? null;
}

/** The groups are all of one file: their numbers tell them apart. */
export function documentOf(groups: readonly SuiteGroup[], remotes: Remotes): string {
  const schemas = groups.map((group) => [nameOf(group), rebase(group.schema, components + nameOf(group))]);
  const needed = groups.flatMap(({ schema }) => [...remotesOf(schema, remotes)]);
  const documents = [...new Map(needed)].map(([address, schema], index) => [
    `Remote${index + 1}`,
    addressed(schema, address),
  ]);
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: groups[0]?.file ?? 'Nothing', version: '1' },
    paths: Object.fromEntries(groups.map((group) => [`/${nameOf(group)}`, pathOf(group)])),
    components: { schemas: Object.fromEntries([...schemas, ...documents]) },
  });
}

function pathOf(group: SuiteGroup): JsonValue {
  const schema = { $ref: `${components}${nameOf(group)}` };
  const response = { description: 'What is tried.', content: { 'application/json': { schema } } };
  return { get: { operationId: nameOf(group), responses: { 200: response } } };
}

/** A document that is embedded is found by its `$id` alone (Core, section 9.3.1), so it gets the one that it was fetched by. */
function addressed(schema: JsonValue, address: string): JsonValue {
  if (!isJsonObject(schema)) return { $id: address, allOf: [schema] };
  const { $id } = schema;
  if (typeof $id !== 'string') return { $id: address, ...schema };
  const own = new URL($id, address).href;
  return own === address ? schema : { $id: address, $ref: own, $defs: { document: schema } };
}
