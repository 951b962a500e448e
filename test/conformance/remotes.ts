/** A schema that refers to other documents → those documents, from the suite's folder and from the standard itself. */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isJsonArray, isJsonObject } from '../../generator/api/json.ts';
import type { JsonValue } from '../../generator/api/json.ts';

/** Documents by their address, without a fragment. */
export type Remotes = ReadonlyMap<string, JsonValue>;

/** Where the suite wants its remote documents to be found. */
const site = 'http://localhost:1234/';

const standard = 'https://json-schema.org/draft/2020-12/';

/** The documents of a folder, and the schemas that describe draft 2020-12. */
export function readRemotes(folder: string): Remotes {
  const metaschemas = join(
    dirname(createRequire(import.meta.url).resolve('ajv/package.json')),
    'dist/refs/json-schema-2020-12',
  );
  return new Map([...readBelow(folder, site), ...readBelow(metaschemas, standard)]);
}

function readBelow(folder: string, address: string): readonly (readonly [string, JsonValue])[] {
  const paths = globSync('**/*.json', { cwd: folder }).map((path) => path.replaceAll('\\', '/'));
  return paths.toSorted().map((path) => {
    const name = address === standard ? path.slice(0, -'.json'.length) : path;
    return [`${address}${name}`, JSON.parse(readFileSync(join(folder, path), 'utf8'))];
  });
}

/** What the schema refers to, and what that refers to in turn. */
export function remotesOf(schema: JsonValue, remotes: Remotes): Remotes {
  const found = new Map<string, JsonValue>();
  const queue = addressesIn(schema, 'http://example.invalid/');
  for (const address of queue) {
    const remote = remotes.get(address);
    if (remote === undefined || found.has(address)) continue;
    found.set(address, remote);
    queue.push(...addressesIn(remote, address));
  }
  return found;
}

/** More than are meant, perhaps: what looks like a reference inside data costs a document that nobody uses. */
function addressesIn(value: JsonValue, base: string): string[] {
  if (isJsonArray(value)) return value.flatMap((item) => addressesIn(item, base));
  if (!isJsonObject(value)) return [];
  const { $id, $ref, $dynamicRef, $schema } = value;
  const here = (typeof $id === 'string' ? resolve($id, base) : null) ?? base;
  const dialect = $schema === `${standard}schema` ? undefined : $schema;
  const references = [$ref, $dynamicRef, dialect].filter((each) => typeof each === 'string');
  const addresses = references.map((reference) => resolve(reference, here)).filter((each) => each !== null);
  return [...addresses, ...Object.values(value).flatMap((member) => addressesIn(member, here))];
}

function resolve(reference: string, base: string): string | null {
  if (!URL.canParse(reference, base)) return null;
  const url = new URL(reference, base);
  url.hash = '';
  return url.href;
}
