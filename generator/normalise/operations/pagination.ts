/** Adds to operations how the pages of their lists follow one another, once all models are known. */
import type { Operation, Pagination } from '../../api/api.ts';
import { camelCase, splitWords } from '../../naming/words.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { report } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, hasKey, objectOf } from '../source.ts';
import { readPagination } from './declared-pagination.ts';
import { detectPagination } from './detected-pagination.ts';
import type { Waiting } from './answer-values.ts';
import type { WaitingInput } from './waiting.ts';

/** What the document says comes first; what it does not say is looked for, unless `x-pagination` is false. */
export function withPagination(
  scope: Scope,
  { operations, sources, models }: WaitingInput,
): readonly Operation[] {
  const byId = new Map(models.map((model) => [model.id, model.schema]));
  const lookup = (id: string) => byId.get(id);
  const root: Source = { value: scope.document.root, pointer: '' };
  const detects = childOf(root, 'x-pagination').value !== false;
  const taken = new Set(operations.map(({ path }) => nameIn(path, path.at(-1) ?? '')));
  return operations.map((operation) => {
    const source = sources.get(operation.id);
    if (source === undefined) return operation;
    const list: ListInput = { waiting: { operation, source, operations, sources, lookup }, detects, taken };
    return { ...operation, pagination: paginationOf(scope, list) };
  });
}

interface ListInput {
  readonly waiting: Waiting;
  readonly detects: boolean;
  /** Names of all operations in their resources. */
  readonly taken: ReadonlySet<string>;
}

function paginationOf(scope: Scope, { waiting, detects, taken }: ListInput): Pagination | null {
  const { operation, source } = waiting;
  const isFree = (method: string): boolean => !taken.has(nameIn(operation.path, method));
  const extension = childOf(source, 'x-pagination');
  if (isForeign(extension)) {
    const message = 'This x-pagination has no "style", so it is not the one that clientwright reads.';
    report(scope, extension, { code: 'CW2062', message });
  } else if (extension.value !== undefined) {
    const declared = extension.value === false ? null : readPagination(scope, waiting);
    if (declared === null) return null;
    const { method, ...rest } = declared;
    if (method !== null && !isFree(method)) {
      const message = `Another operation of the resource has the name ${quote(method)}.`;
      report(scope, extension, { code: 'CW2060', message });
    }
    return { ...rest, isDetected: false, method: method ?? methodFor(operation, isFree) };
  }
  const detected = detects ? detectPagination(waiting) : null;
  return detected === null ? null : { ...detected, isDetected: true, method: methodFor(operation, isFree) };
}

/** Other tools have an extension of the same name. */
function isForeign(extension: Source): boolean {
  if (extension.value === undefined || extension.value === false) return false;
  return objectOf(extension) === null || !hasKey(extension, 'style');
}

/** `list` becomes `list all`; what has an `all` in its name already is not given another. */
function methodFor({ path }: Operation, isFree: (method: string) => boolean): string {
  const verb = path.at(-1) ?? '';
  const hasAll = splitWords(verb).some((word) => word.toLowerCase() === 'all');
  const names = hasAll ? [`${verb} items`] : [`${verb} all`, `${verb} all items`];
  return names.find(isFree) ?? `${verb} of all pages`;
}

function nameIn(path: readonly string[], method: string): string {
  return [...path.slice(0, -1), method].map((step) => camelCase(splitWords(step))).join('.');
}
