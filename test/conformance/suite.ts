/** The folder of the JSON-Schema-Test-Suite → its groups for draft 2020-12, each with the part that it counts for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '../../generator/api/json.ts';
import type { JsonValue } from '../../generator/api/json.ts';
import { standsAlone } from './keywords.ts';
import { readRemotes } from './remotes.ts';
import type { Remotes } from './remotes.ts';

/** One value and whether the schema of its group takes it. */
export interface SuiteTest {
  readonly description: string;
  readonly data: JsonValue;
  readonly valid: boolean;
}

/** A schema and the values that it is tried on. */
export interface SuiteGroup {
  /** Without `.json`, from the folder of the draft: `allOf`, `optional/format/uuid`. */
  readonly file: string;
  /** Position in its file, from 1: descriptions are not unique. */
  readonly number: number;
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly SuiteTest[];
}

/** What is counted together. */
export type Part = 'core' | 'beyond' | 'annotations' | 'optional' | 'formats' | 'typed formats';

export interface Suite {
  readonly parts: ReadonlyMap<Part, readonly SuiteGroup[]>;
  /** Documents that its schemas refer to, by their address. */
  readonly remotes: Remotes;
}

const draft = 'tests/draft2020-12';

/** Throws where the folder holds something else. */
export function readSuite(folder: string): Suite {
  if (!existsSync(join(folder, draft))) throw new Error(`no JSON-Schema-Test-Suite in ${folder}`);
  const groups = readdirSync(join(folder, draft), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json'))
    .sort()
    .flatMap((path) => readGroups(join(folder, draft, path), path.slice(0, -'.json'.length)));
  const parts = Map.groupBy(groups, partOf);
  const typed = (parts.get('formats') ?? []).map(withType).filter(({ tests }) => tests.length > 0);
  return {
    parts: new Map([...parts, ['typed formats', typed]]),
    remotes: readRemotes(join(folder, 'remotes')),
  };
}

function readGroups(path: string, file: string): readonly SuiteGroup[] {
  const groups: readonly Omit<SuiteGroup, 'file' | 'number'>[] = JSON.parse(readFileSync(path, 'utf8'));
  return groups.map(({ description, schema, tests }, index) => ({
    file,
    number: index + 1,
    description,
    schema,
    tests,
  }));
}

/** The file `format` wants formats to be left alone; a generator that asserts them is counted without it. */
function partOf({ file, schema }: SuiteGroup): Part {
  if (file === 'format') return 'annotations';
  if (file.startsWith('optional/format/')) return 'formats';
  if (file.startsWith('optional/')) return 'optional';
  return standsAlone(schema) ? 'core' : 'beyond';
}

/** As OpenAPI documents write a format: beside `type: string`, and so for strings alone. */
function withType(group: SuiteGroup): SuiteGroup {
  const { schema } = group;
  const typed = isJsonObject(schema) ? { ...schema, type: 'string' } : schema;
  return { ...group, schema: typed, tests: group.tests.filter(({ data }) => typeof data === 'string') };
}
