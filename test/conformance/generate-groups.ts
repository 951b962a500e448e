/** Groups of the suite → a generated package that validates each of them, or the diagnostics that refuse it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Api } from '../../generator/api/api.ts';
import { generate } from '../../generator/generate.ts';
import type { GenerateOptions } from '../../generator/options.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import type { AnyTemplate } from '../../generator/template/template.ts';
import { defaults } from '../support/generated-package.ts';
import { documentOf, groupAt, nameOf } from './document.ts';
import type { Remotes } from './remotes.ts';
import type { SuiteGroup } from './suite.ts';

/** Groups that one package was made of. */
export interface GroupPackage {
  readonly kind: 'generated';
  /** Of the package. */
  readonly folder: string;
  readonly groups: readonly SuiteGroup[];
  /** Which model a group became, by the name that its document gives it: a mere reference is no model of its own. */
  readonly models: ReadonlyMap<string, string>;
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
  /** How schemas are read. */
  readonly schemas: GenerateOptions['schemas'];
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
  const { models, errors } = await generateInto(folder, request);
  if (errors.length === 0) return [{ kind: 'generated', folder, groups, models }];
  if (others.length === 0) return [{ kind: 'refused', group: first, codes: codesOf(errors) }];
  const outcomes = [];
  for (const part of split(groups, errors)) {
    outcomes.push(...(await generateGroups({ ...request, groups: part })));
  }
  return outcomes;
}

interface Generation {
  readonly models: GroupPackage['models'];
  /** None where the package is there. */
  readonly errors: readonly Refusal[];
}

async function generateInto(folder: string, request: GroupsRequest): Promise<Generation> {
  const spec = `${folder}.json`;
  await mkdir(dirname(folder), { recursive: true });
  await writeFile(spec, documentOf(request.groups, request.remotes));
  const result = await generate({
    ...defaults,
    spec: basename(spec),
    out: basename(folder),
    schemas: request.schemas,
    templates: request.templates,
    workingDirectory: dirname(folder),
  }).catch(() => null);
  if (result === null) return { models: new Map(), errors: [{ code: 'crash', place: null }] };
  const { api, diagnostics } = result;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return { models: api === null ? new Map() : modelsOf(request.groups, api), errors };
}

/** What the response of each group's operation is. */
function modelsOf(groups: readonly SuiteGroup[], { operations }: Api): GroupPackage['models'] {
  return new Map(
    groups.flatMap((group) => {
      const operation = operations.find(({ id }) => id === nameOf(group));
      const schema = operation?.responses[0]?.content[0]?.schema;
      return schema?.kind === 'model' ? [[nameOf(group), schema.model]] : [];
    }),
  );
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
