/** The groups of the suite → generated, compiled and run, each of its tests with a verdict. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GenerateOptions } from '../../generator/options.ts';
import type { AnyTemplate } from '../../generator/template/template.ts';
import { compilePackages } from './compile.ts';
import { generateGroups } from './generate-groups.ts';
import type { GroupPackage, RefusedGroup } from './generate-groups.ts';
import { judge } from './judge.ts';
import type { Outcome } from './judge.ts';
import { standsAlone } from './keywords.ts';
import type { Remotes } from './remotes.ts';
import type { SuiteGroup } from './suite.ts';

export interface Trial {
  readonly outcomes: readonly Outcome[];
  /** What the generator refused, with the codes that it said. */
  readonly refused: readonly RefusedGroup[];
  /** Lines of the compiler; there should be none. */
  readonly complaints: readonly string[];
}

export interface TrialRequest {
  readonly groups: readonly SuiteGroup[];
  readonly remotes: Remotes;
  readonly templates?: readonly AnyTemplate[];
  /** How schemas are read; `exact` where nothing is said. */
  readonly schemas?: GenerateOptions['schemas'];
}

/** Everything that it writes is gone afterwards. */
export async function tryGroups({
  groups,
  remotes,
  templates = [],
  schemas = 'exact',
}: TrialRequest): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-conformance-'));
  try {
    const folders = packageFolders(join(folder, 'src'));
    const generated = [];
    for (const together of documentsOf(groups)) {
      const request = {
        groups: together,
        remotes,
        templates,
        schemas,
        nextFolder: () => folders.next().value,
      };
      generated.push(...(await generateGroups(request)));
    }
    const isEmpty = generated.every(({ kind }) => kind === 'refused');
    const complaints = isEmpty ? [] : await compilePackages(folder);
    return { ...(await judgeAll(generated, folder)), complaints };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function judgeAll(
  generated: readonly (GroupPackage | RefusedGroup)[],
  folder: string,
): Promise<Pick<Trial, 'outcomes' | 'refused'>> {
  const outcomes: Outcome[] = [];
  for (const each of generated) {
    if (each.kind === 'refused') {
      outcomes.push(...each.group.tests.map((test) => ({ ...each, test, verdict: 'refused' as const })));
      continue;
    }
    const compiled = join(folder, 'compiled', each.folder.slice(join(folder, 'src').length));
    outcomes.push(...(await judge({ ...each, compiled })));
  }
  return { outcomes, refused: generated.filter((each) => each.kind === 'refused') };
}

/** One document for each file of the suite; a group that names itself or others has one of its own, as names must be unique. */
function documentsOf(groups: readonly SuiteGroup[]): readonly (readonly SuiteGroup[])[] {
  const alone = Map.groupBy(groups, ({ file, number, schema }) =>
    standsAlone(schema) ? file : `${file} ${number}`,
  );
  return [...alone.values()];
}

function* packageFolders(folder: string): Generator<string, string> {
  for (let number = 1; ; number += 1) yield join(folder, String(number));
}
