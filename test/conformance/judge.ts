/** A compiled package → what its validators say of every value that the suite has for them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isJsonObject } from '../../generator/api/json.ts';
import type { JsonValue } from '../../generator/api/json.ts';
import { nameOf } from './document.ts';
import type { SuiteGroup, SuiteTest } from './suite.ts';

/** `threw`: a validator must answer, whatever the value. */
export type Verdict = 'pass' | 'wrong accept' | 'wrong reject' | 'threw' | 'refused';

export interface Outcome {
  readonly group: SuiteGroup;
  readonly test: SuiteTest;
  readonly verdict: Verdict;
}

export interface Compiled {
  /** As it was generated: its ledger tells the names. */
  readonly folder: string;
  /** The same folder of the compiler's output. */
  readonly compiled: string;
  readonly groups: readonly SuiteGroup[];
  /** By the name of a group. */
  readonly models: ReadonlyMap<string, string>;
}

/** In process, by the public face of each model, exactly as its schema has it. */
export async function judge(pack: Compiled): Promise<readonly Outcome[]> {
  const names = await readNames(pack.folder);
  const outcomes = [];
  for (const group of pack.groups) {
    const model = pack.models.get(nameOf(group)) ?? '';
    const module = await load(pack.compiled, names.get(`file:model:${model}`));
    const isValid = publicFace(module[names.get(`model.type:${model}`) ?? '']);
    outcomes.push(...group.tests.map((test) => ({ group, test, verdict: verdictOn(test, isValid) })));
  }
  return outcomes;
}

function verdictOn({ data, valid }: SuiteTest, isValid: (value: JsonValue) => boolean): Verdict {
  try {
    if (isValid(data) === valid) return 'pass';
    return valid ? 'wrong reject' : 'wrong accept';
  } catch {
    return 'threw';
  }
}

async function readNames(folder: string): Promise<ReadonlyMap<string, string>> {
  const ledger: JsonValue = JSON.parse(await readFile(join(folder, '.clientwright/names.json'), 'utf8'));
  const names = isJsonObject(ledger) ? ledger['names'] : undefined;
  if (!isJsonObject(names)) throw new Error(`no names in the ledger of ${folder}`);
  return new Map(Object.entries(names).map(([identity, name]) => [identity, String(name)]));
}

/** A module by its path in the package. */
async function load(compiled: string, path: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (path === undefined) throw new Error(`a model has no file in ${compiled}`);
  return import(pathToFileURL(join(compiled, path.replace(/\.ts$/, '.js'))).href);
}

/** The validator of a package that no compiler saw beside this file; defaults are filled into a copy. */
function publicFace(validator: unknown): (value: JsonValue) => boolean {
  if (!isValidator(validator)) throw new Error('a model has no validator');
  return (value) => validator.safeParse(structuredClone(value), { exact: true }).ok;
}

interface AnyValidator {
  readonly safeParse: (value: unknown, options: { readonly exact: boolean }) => { readonly ok: boolean };
}

function isValidator(value: unknown): value is AnyValidator {
  return typeof value === 'object' && value !== null && 'safeParse' in value;
}
