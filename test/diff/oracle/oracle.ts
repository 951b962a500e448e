/** Two documents → the calls whose types the compiler and the report disagree about. */
import { join } from 'node:path';
import { callName, type Side } from '../../../generator/diff/side.ts';
import type { Change } from '../../../generator/diff/change.ts';
import { folderWith } from '../../cli/run-main.ts';
import { ledgerNames } from '../../corpus/pairs.ts';
import { copyOf, find, mapAt, type JsonMap } from '../../review/edits/document.ts';
import { partOf } from '../../review/edits/part.ts';
import { randomOf } from '../../review/edits/random.ts';
import { generatePackage, type Files } from '../../support/generated-package.ts';
import { typeErrors } from '../../support/type-errors.ts';
import { compareDocuments } from '../compare-documents.ts';
import { edits } from './edits.ts';

/** A part of a document, and the same part after some edits. */
export interface Update {
  readonly before: JsonMap;
  readonly after: JsonMap;
  /** Kinds of the edits. */
  readonly edits: readonly string[];
}

export interface Disagreement {
  /** `orders.list` */
  readonly call: string;
  readonly part: 'argument' | 'result';
  /** What the compiler says: the assignment that must hold does not. */
  readonly breaks: boolean;
  /** What the report says of this call. */
  readonly told: readonly string[];
}

export interface Verdict {
  /** Arguments and results that were compared. */
  readonly compared: number;
  /** Of these, those that no longer compile. */
  readonly broken: number;
  readonly disagreements: readonly Disagreement[];
}

const [pathsOfPart, editsOfUpdate] = [12, 4];

/** The same update for the same seed. */
export function updateOf(document: JsonMap, seed: number): Update {
  const random = randomOf(seed);
  const before = withoutErrors(partOf({ ...document, openapi: '3.1.0' }, random, pathsOfPart));
  const after = copyOf(before);
  const done: string[] = [];
  for (let attempt = 0; done.length < editsOfUpdate && attempt < editsOfUpdate * 10; attempt += 1) {
    const [name = '', edit] = random.oneOf(Object.entries(edits)) ?? [];
    if (edit?.({ found: find(after), random, serial: `${seed}x${attempt}` }) === true) done.push(name);
  }
  return { before, after, edits: done };
}

/** A call throws what other statuses answer: neither its argument nor its result has that type. */
function withoutErrors(document: JsonMap): JsonMap {
  const copy = copyOf(document);
  for (const { operation } of find(copy).operations) {
    const responses = mapAt(operation, 'responses');
    for (const status of Object.keys(responses)) if (!status.startsWith('2')) delete responses[status];
  }
  return copy;
}

/** An update with its two packages, of which the second is generated over the first. */
export interface GeneratedUpdate extends Update {
  readonly old: GeneratedSide;
  readonly updated: GeneratedSide;
}

/** @throws if one of the documents is refused. */
export async function generateUpdate(update: Update): Promise<GeneratedUpdate> {
  const old = await generateSide(update.before, new Map());
  return { ...update, old, updated: await generateSide(update.after, old.files) };
}

export async function judge({ before, after, old, updated }: GeneratedUpdate): Promise<Verdict> {
  const kept = callsOf(updated);
  const calls = [...callsOf(old)].filter((call) => kept.has(call)).toSorted();
  const broken = await brokenLines({ before: old.files, after: updated.files }, calls);
  const { changes } = await compareDocuments(before, after);
  const disagreements = calls.flatMap((call, index) =>
    (['argument', 'result'] as const).flatMap((part, offset) => {
      const told = changesOf(changes, call, part);
      const breaks = broken.has(firstLine + 2 * index + offset);
      return breaks === told.length > 0 || (breaks && isExpected(changes, call, part))
        ? []
        : [{ call, part, breaks, told: told.map(({ kind, subject, path }) => `${kind} ${subject} ${path}`) }];
    }),
  );
  return { compared: calls.length * 2, broken: broken.size, disagreements };
}

/** The package of a document, and what a report compares of it: the API and the names. */
export interface GeneratedSide {
  readonly files: Files;
  readonly side: Side;
}

async function generateSide(document: JsonMap, previous: Files): Promise<GeneratedSide> {
  const { files, result } = await generatePackage({ spec: JSON.stringify(document), previous });
  const ledger = files.get('.clientwright/names.json');
  if (result.api === null || ledger === undefined)
    throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  const side = { api: result.api, names: ledgerNames(ledger), signatures: new Map(), files: new Map() };
  return { files, side };
}

function callsOf({ side }: GeneratedSide): ReadonlySet<string> {
  return new Set(side.api.operations.map((operation) => callName(side, operation)));
}

/** Pages and waits have methods of their own, beside the call. */
const otherMethods: readonly Change['kind'][] = [
  'pagination-changed',
  'waiter-added',
  'waiter-removed',
  'waiter-changed',
];

/** Changes of this part of a call that the report says break code. */
function changesOf(changes: readonly Change[], call: string, part: Disagreement['part']): readonly Change[] {
  return changes.filter(
    ({ code, direction, kind, operations }) =>
      code === 'breaks' &&
      !otherMethods.includes(kind) &&
      operations.some((operation) => operation.call === call) &&
      (direction ?? 'request') === (part === 'argument' ? 'request' : 'response'),
  );
}

/**
 * Code that reads an open enum or union has a branch for members that the API adds later, so that only exhaustive
 * code stops compiling. The compiler compares whole types, and says that a new member does not fit.
 */
const addedMembers: readonly Change['kind'][] = ['value-added', 'variant-added'];

function isExpected(changes: readonly Change[], call: string, part: Disagreement['part']): boolean {
  return changes.some(
    ({ code, direction, kind, operations }) =>
      part === 'result' &&
      direction === 'response' &&
      code === 'tests' &&
      addedMembers.includes(kind) &&
      operations.some((operation) => operation.call === call),
  );
}

const enumerations = 'src/runtime/enumerations.ts';

/** Types of the program. `Other` stands for a text that is no constant: constants tell the members of a union apart. */
const prelude: readonly string[] = [
  `import type * as before from './before/src/index.js';`,
  `import type * as after from './after/src/index.js';`,
  `import type * as enumerations from './before/${enumerations}';`,
  `type LaterVariant<Tag extends string> = enumerations.LaterVariant<Tag>;`,
  'type NoParameters = Readonly<Record<string, never>>;',
  'type Call = (...values: never[]) => unknown;',
  'type Argument<C extends Call> = Parameters<C>[0];',
  'type Result<C extends Call> = Awaited<ReturnType<C>>;',
  'type Keys<T, Other> = unknown extends T',
  '  ? unknown',
  '  : [NonNullable<T>] extends [string]',
  '    ? Constant<NonNullable<T>, NonNullable<T>, Other>',
  '    : KeysOf<NonNullable<T>, Other>;',
  'type Constant<T, All, Other> = T extends string ? ([All] extends [T] ? (string extends T ? Other : T) : Other) : never;',
  'type KeysOf<T, Other> = T extends readonly (infer I)[]',
  '  ? { readonly items: Keys<I, Other> }',
  '  : T extends NoParameters',
  '    ? object',
  '    : T extends LaterVariant<infer _>',
  '      ? never',
  '      : T extends object',
  '        ? { readonly [K in keyof T]-?: Keys<T[K], Other> }',
  '        : never;',
  'type With<T, Old, New> = [Keys<New, never>] extends [Keys<Old, unknown>] ? T : { readonly lost: Keys<Old, never> };',
];

/** Number of the first line with a call. */
const firstLine = prelude.length + 1;

/**
 * An old argument must be a new one, and a new result an old one. The new type must have all keys of the old one too:
 * code that reads an optional property, or passes it in a literal, does not compile without it. Two lines a call.
 */
function programOf(calls: readonly string[]): string {
  const call = (side: string, name: string): string =>
    `${side}.Client${name
      .split('.')
      .map((step) => `['${step}']`)
      .join('')}`;
  return [
    ...prelude,
    ...calls.flatMap((name) => [
      `export const _ = (value: With<Argument<${call('before', name)}>, Argument<${call('before', name)}>, Argument<${call('after', name)}>>): Argument<${call('after', name)}> => value;`,
      `export const _ = (value: Result<${call('after', name)}>): With<Result<${call('before', name)}>, Result<${call('before', name)}>, Result<${call('after', name)}>> => value;`,
    ]),
    '',
  ].join('\n');
}

/** Numbers of the lines of the program that do not compile. */
async function brokenLines(
  packages: { readonly before: Files; readonly after: Files },
  calls: readonly string[],
): Promise<ReadonlySet<number>> {
  const program = programOf(calls)
    .split('\n')
    .map((line, index) => line.replace('const _', `const line${index}`));
  const shared = (path: string): boolean =>
    path.startsWith('src/runtime/') && packages.before.get(path) === packages.after.get(path);
  const files = [
    ...[...packages.before].map(([path, text]) => [`before/${path}`, text] as const),
    // Private members make a class of one package another type than that of the other.
    ...[...packages.after].map(
      ([path, text]) => [`after/${path}`, shared(path) ? reexport(path) : text] as const,
    ),
  ].filter(([path]) => /\/(?:src\/.*\.ts|package\.json)$/.test(path));
  const folder = await folderWith({
    // A package without enums and unions does not have it.
    [`before/${enumerations}`]: 'export type LaterVariant<Tag extends string> = [Tag] & never;',
    ...Object.fromEntries(files),
    'calls.ts': program.join('\n'),
    'package.json': '{ "type": "module" }',
  });
  const errors = await typeErrors([join(folder, 'calls.ts')]);
  const other = errors.filter((line) => /error TS/.test(line) && !/(?:^|\/)calls\.ts\(/.test(line));
  if (other.length > 0) throw new Error(other.join('\n'));
  const broken = new Set(errors.map((line) => Number(/(?:^|\/)calls\.ts\((\d+),/.exec(line)?.[1])));
  if ([...broken].some((line) => line < firstLine)) throw new Error(errors.join('\n'));
  return broken;
}

function reexport(path: string): string {
  const steps = '../'.repeat(path.split('/').length);
  return `export * from '${steps}before/${path.replace(/\.ts$/, '.js')}';\n`;
}
