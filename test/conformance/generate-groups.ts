/** Groups of the suite → a generated package that validates each of them, or the diagnostics that refuse it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderPackage } from '../../generator/generate.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import type { AnyTemplate } from '../../generator/template/template.ts';
import { defaults } from '../support/generated-package.ts';
import { documentOf, groupAt } from './document.ts';
import type { Remotes } from './remotes.ts';
import type { SuiteGroup } from './suite.ts';

/** Groups that one package was made of. */
export interface GroupPackage {
  readonly kind: 'generated';
  /** Of the package. */
  readonly folder: string;
  readonly groups: readonly SuiteGroup[];
}

/** One group that no package is made of. */
export interface RefusedGroup {
  readonly kind: 'refused';
  readonly group: SuiteGroup;
  /** Codes of the diagnostics, sorted, each once; `crash` where the generator threw. */
  readonly codes: readonly string[];
}

export interface GroupsRequest {
  readonly groups: readonly SuiteGroup[];
  readonly remotes: Remotes;
  readonly templates: readonly AnyTemplate[];
  /** New folder for the next package. */
  readonly nextFolder: () => string;
}

/** A document that is refused is split, until what is refused stands alone. */
export async function generateGroups(
  request: GroupsRequest,
): Promise<readonly (GroupPackage | RefusedGroup)[]> {
  const { groups } = request;
  const [first, ...others] = groups;
  if (first === undefined) return [];
  const folder = request.nextFolder();
  const errors = await generateInto(folder, request);
  if (errors.length === 0) return [{ kind: 'generated', folder, groups }];
  if (others.length === 0) return [{ kind: 'refused', group: first, codes: codesOf(errors) }];
  const outcomes = [];
  for (const part of split(groups, errors))
    outcomes.push(...(await generateGroups({ ...request, groups: part })));
  return outcomes;
}

/** The errors; none where the package is there. */
async function generateInto(folder: string, request: GroupsRequest): Promise<readonly Refusal[]> {
  await writeFiles(folder, new Map([['spec.json', documentOf(request.groups, request.remotes)]]));
  try {
    const { files, diagnostics } = await renderPackage({
      ...defaults,
      spec: 'spec.json',
      schemas: 'exact',
      templates: request.templates,
      workingDirectory: folder,
    });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) await writeFiles(folder, files);
    return errors;
  } catch {
    return [{ code: 'crash', place: null }];
  }
}

type Refusal = Pick<Diagnostic, 'place'> & { readonly code: string };

/** Those that the errors point at, each by itself, and the rest together; in halves where that tells nothing. */
function split(
  groups: readonly SuiteGroup[],
  errors: readonly Refusal[],
): readonly (readonly SuiteGroup[])[] {
  const named = new Set(errors.map(({ place }) => (place === null ? null : groupAt(place.pointer, groups))));
  const accused = groups.filter((group) => named.has(group));
  if (accused.length > 0) {
    return [groups.filter((group) => !named.has(group)), ...accused.map((group) => [group])];
  }
  const middle = Math.ceil(groups.length / 2);
  return [groups.slice(0, middle), groups.slice(middle)];
}

function codesOf(errors: readonly Refusal[]): readonly string[] {
  return [...new Set(errors.map(({ code }) => code))].toSorted();
}

async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
