import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import type { Change, CodeVerdict } from '../../generator/diff/change.ts';
import type { DiffReport } from '../../generator/diff/report.ts';
import type { Validator } from '../../templates/runtime/files/validation.ts';
import { folderWith } from '../cli/run-main.ts';
import { generatePackage, type Files } from '../support/generated-package.ts';
import { typeErrors } from '../support/type-errors.ts';
import { compareDocuments } from './compare-documents.ts';
import type { Kind } from './kinds/kind.ts';
import { incomingKinds } from './kinds/incoming.ts';
import { operationKinds } from './kinds/operations.ts';
import { parameterKinds } from './kinds/parameters.ts';
import { requestKinds } from './kinds/requests.ts';
import { responseKinds } from './kinds/responses.ts';
import { importFiles } from '../support/imported-package.ts';

const kinds = [...operationKinds, ...incomingKinds, ...parameterKinds, ...requestKinds, ...responseKinds];

/** All kinds in one document: each has operations and schemas of its own, so that none affects another. */
function documentOf(side: 'before' | 'after'): JsonObject {
  const parts = kinds.map((kind) => kind[side]);
  return {
    openapi: '3.1.0',
    info: { title: 'Kinds', version: '1.0.0' },
    servers: [{ url: 'https://example.com' }],
    paths: Object.assign({}, ...parts.map(({ paths }) => paths ?? {})),
    webhooks: Object.assign({}, ...parts.map(({ webhooks }) => webhooks ?? {})),
    components: { schemas: Object.assign({}, ...parts.map(({ schemas }) => schemas ?? {})) },
  };
}

/** A package and the code of each kind, in files of their own. */
async function folderOf(files: Files): Promise<string> {
  const folder = await folderWith(Object.fromEntries(files));
  await mkdir(join(folder, 'code'));
  for (const kind of kinds)
    for (const [role, statements] of Object.entries({ caller: kind.caller, tests: kind.tests ?? '' }))
      await writeFile(join(folder, codeFile(kind, role)), codeOf(statements));
  return folder;
}

function codeFile({ row }: Kind, role: string): string {
  return `code/k${row}-${role}.ts`;
}

function codeOf(statements: string): string {
  return [
    `import type * as api from '../src/index.js';`,
    'declare const client: api.Client;',
    `export const code = async () => { void client; ${statements} };`,
    '',
  ].join('\n');
}

/** Errors of the compiler by file of code. */
async function errorsIn(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = kinds.flatMap((kind) =>
    ['caller', 'tests'].map((role) => join(folder, codeFile(kind, role))),
  );
  const errors = await typeErrors(files);
  return Map.groupBy(
    errors.filter((line) => line.includes('code/k')),
    (line) => /code\/k\d+-\w+\.ts/.exec(line)?.[0] ?? '',
  );
}

let report: DiffReport;
const folders: string[] = [];
const packages: Files[] = [];

beforeAll(async () => {
  const [before, after] = [documentOf('before'), documentOf('after')];
  report = await compareDocuments(before, after);
  const old = await generatePackage({ spec: JSON.stringify(before) });
  const previous = new Map([...old.files].filter(([path]) => path === '.clientwright/names.json'));
  const updated = await generatePackage({ spec: JSON.stringify(after), previous });
  packages.push(old.files, updated.files);
  folders.push(await folderOf(old.files), await folderOf(updated.files));
});

/** Changes of one kind: of its operations, models and names. */
function changesOf({ row }: Kind): readonly Change[] {
  const own = new RegExp(`\\bk${row}\\b|K${row}(?!\\d)`, 'i');
  return report.changes.filter(
    ({ subject, operations }) => own.test(subject) || operations.some(({ id }) => own.test(id)),
  );
}

function worst(changes: readonly Change[]): CodeVerdict {
  const found = new Set(changes.map(({ code }) => code));
  return found.has('breaks') ? 'breaks' : found.has('tests') ? 'tests' : 'compiles';
}

describe('the verdict on code is that of the compiler', () => {
  let errors: readonly ReadonlyMap<string, readonly string[]>[];
  beforeAll(async () => {
    errors = await Promise.all(folders.map(errorsIn));
  });

  test('all code compiles with the old package', () => {
    expect([...(errors[0] ?? []).values()].flat()).toEqual([]);
  });

  test.each(kinds.map((kind) => [`${kind.row} ${kind.title}`, kind] as const))('%s', (_title, kind) => {
    const found = errors[1] ?? new Map<string, readonly string[]>();
    const compiled: CodeVerdict = found.has(codeFile(kind, 'caller'))
      ? 'breaks'
      : found.has(codeFile(kind, 'tests'))
        ? 'tests'
        : 'compiles';
    const changes = changesOf(kind);
    expect(worst(changes), changes.map(({ message }) => message).join()).toBe(compiled);
  });
});

describe('the verdict on deployed clients is that of the validators', () => {
  type Entry = Readonly<Record<string, Validator<unknown>>>;
  let entries: Readonly<Record<'before' | 'after', Entry>>;
  beforeAll(async () => {
    const [before = new Map(), after = new Map()] = packages;
    entries = { before: await importFiles(before), after: await importFiles(after) };
  });

  const withValues = kinds.flatMap((kind) =>
    kind.values === undefined ? [] : [{ kind, values: kind.values }],
  );

  test.each(withValues.map(({ kind, values }) => [`${kind.row} ${kind.title}`, { kind, values }] as const))(
    '%s',
    (_title, { kind, values }) => {
      const accepts = (side: 'before' | 'after', value: unknown): boolean => {
        const validator = entries[side][`K${kind.row}`];
        if (validator === undefined) throw new Error(`There is no K${kind.row}.`);
        return validator.safeParse(value, { exact: values.direction === 'request' }).ok;
      };
      // A client validates what a server sends; a server, what a client sends.
      const newByOld = values.new.every((value) => accepts('before', value));
      const oldByNew = values.old.every((value) => accepts('after', value));
      const changes = changesOf(kind);
      const orders = new Set(changes.map(({ order }) => order));
      const verdict = {
        oldClientBreaks: changes.some(({ clientsBreak }) => clientsBreak),
        newClientBreaks: orders.has('server-first') || orders.has('together'),
      };
      const isSent = values.direction === 'request';
      expect(verdict).toEqual({
        oldClientBreaks: !(isSent ? oldByNew : newByOld),
        newClientBreaks: !(isSent ? newByOld : oldByNew),
      });
    },
  );

  const decided = kinds.flatMap((kind) => (kind.clientsBreak === undefined ? [] : [kind]));

  test.each(decided.map((kind) => [`${kind.row} ${kind.title}`, kind] as const))('%s', (_title, kind) => {
    expect(changesOf(kind).some(({ clientsBreak }) => clientsBreak)).toBe(kind.clientsBreak);
  });
});

describe('API.md', () => {
  /** Sections of a kind by the file that they are about. */
  const sectionsOf = ({ row }: Kind, files: Files): string =>
    (files.get('API.md') ?? '')
      .split(/^## /m)
      .map((section) => {
        if (new RegExp(`^src/(?:models|resources)/k${row}\\b`).test(section)) return section;
        // All webhooks are in one section.
        const own = section
          .split(/^(?=export )/m)
          .filter((each) => new RegExp(`\\bk${row}(?!\\d)`, 'i').test(each));
        return /^src\/(?:webhooks|callbacks)\b/.test(section) ? own.join('\n') : '';
      })
      .join('');
  const shows = (kind: Kind): boolean => {
    const [before = new Map(), after = new Map()] = packages;
    return sectionsOf(kind, before) !== sectionsOf(kind, after);
  };

  test.each(kinds.map((kind) => [`${kind.row} ${kind.title}`, kind] as const))(
    'shows it unless nothing but words changed: %s',
    (_title, kind) => {
      const isProse =
        changesOf(kind).length > 0 && changesOf(kind).every(({ kind: name }) => /doc/.test(name));
      expect(shows(kind)).toBe(!isProse);
    },
  );
});
