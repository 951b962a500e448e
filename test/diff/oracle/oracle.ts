/** Two documents → the calls whose types the compiler and the report disagree about. */
import { join } from 'node:path';
import { callName } from '../../../generator/diff/side.ts';
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

/** @throws if one of the documents is refused. */
export async function judge({ before, after }: Update): Promise<Verdict> {
  const old = await generate(before, new Map());
  const updated = await generate(after, old.files);
  const calls = [...old.calls].filter((call) => updated.calls.has(call)).toSorted();
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

interface Generated {
  readonly files: Files;
  readonly calls: ReadonlySet<string>;
}

async function generate(document: JsonMap, previous: Files): Promise<Generated> {
  const { files, result } = await generatePackage({ spec: JSON.stringify(document), previous });
  const ledger = files.get('.clientwright/names.json');
  if (result.api === null || ledger === undefined)
    throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  const side = { api: result.api, names: ledgerNames(ledger), signatures: new Map(), files: new Map() };
  return { files, calls: new Set(result.api.operations.map((operation) => callName(side, operation))) };
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

/** Number of the first line with a call. */
const firstLine = 13;

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
    `import type * as before from './before/src/index.js';`,
    `import type * as after from './after/src/index.js';`,
    'type Call = (...values: never[]) => unknown;',
    'type Argument<C extends Call> = Parameters<C>[0];',
    'type Result<C extends Call> = Awaited<ReturnType<C>>;',
    'type Keys<T> = unknown extends T ? unknown : KeysOf<NonNullable<T>>;',
    'type KeysOf<T> = T extends readonly (infer I)[]',
    '  ? { readonly items: Keys<I> }',
    '  : T extends object',
    '    ? { readonly [K in keyof T]-?: Keys<T[K]> }',
    '    : never;',
    'type With<T, Old, New> = [Keys<New>] extends [Keys<Old>] ? T : { readonly lost: Keys<Old> };',
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
    ...Object.fromEntries(files),
    'calls.ts': program.join('\n'),
    'package.json': '{ "type": "module" }',
  });
  const errors = await typeErrors([join(folder, 'calls.ts')]);
  const other = errors.filter((line) => /error TS/.test(line) && !/(?:^|\/)calls\.ts\(/.test(line));
  if (other.length > 0) throw new Error(other.join('\n'));
  return new Set(errors.map((line) => Number(/(?:^|\/)calls\.ts\((\d+),/.exec(line)?.[1])));
}

function reexport(path: string): string {
  const steps = '../'.repeat(path.split('/').length);
  return `export * from '${steps}before/${path.replace(/\.ts$/, '.js')}';\n`;
}
