/** Leaves out the operations that a configuration does not select. */
import picomatch from 'picomatch';
import { compareText } from '../../api/json.ts';
import type { Selection } from '../../api/selection.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import { placeOf, quote, type Scope } from '../scope.ts';
import { childOf, itemsOf, type Source, textAt } from '../source.ts';

/** The part of an operation that a selection reads. */
export interface Selectable {
  readonly method: string;
  /** Key of `paths`, or the name of a webhook. */
  readonly key: string;
  readonly source: Source;
}

/** Criteria with a list of texts. */
type ListKey = Exclude<keyof Selection, 'deprecated'>;

const listKeys: readonly ListKey[] = ['tags', 'operations', 'paths', 'methods'];

/** Returns the selected operations. Reports texts that select nothing, and a selection that leaves nothing. */
export function selectOperations<Operation extends Selectable>(
  scope: Scope,
  all: readonly Operation[],
): readonly Operation[] {
  const { include, exclude } = scope.options;
  if (include === undefined && exclude === undefined) return all;
  const unknown = [
    ...unknownTexts('include', include ?? {}, all),
    ...unknownTexts('exclude', exclude ?? {}, all),
  ];
  const place = placeOf(scope, childOf({ value: scope.document.root, pointer: '' }, 'paths'));
  for (const { message, help } of unknown) {
    scope.diagnostics.report({ code: 'CW2063', message, help, place });
  }
  const isIncluded = every(criteriaOf(include ?? {}));
  const isExcluded = some(criteriaOf(exclude ?? {}));
  const selected = all.filter((operation) => isIncluded(operation) && !isExcluded(operation));
  if (unknown.length === 0 && all.length > 0 && selected.length === 0) {
    scope.diagnostics.report({ code: 'CW2064', message: 'No operation is selected.', place });
  }
  return selected;
}

type Criterion = (operation: Selectable) => boolean;

function criteriaOf(selection: Selection): readonly Criterion[] {
  const { deprecated } = selection;
  const lists = listKeys.flatMap((key): readonly Criterion[] => {
    const matchers = selection[key]?.map(matcherOf);
    if (matchers === undefined) return [];
    return [(operation) => textsOf(operation, key).some((text) => matchers.some((matches) => matches(text)))];
  });
  if (deprecated === undefined) return lists;
  return [...lists, ({ source }) => (childOf(source, 'deprecated').value === true) === deprecated];
}

function every(criteria: readonly Criterion[]): Criterion {
  return (operation) => criteria.every((meets) => meets(operation));
}

function some(criteria: readonly Criterion[]): Criterion {
  return (operation) => criteria.some((meets) => meets(operation));
}

/** A text that is no glob matches itself. The braces of `/pets/{id}` are those of the document. */
function matcherOf(text: string): (candidate: string) => boolean {
  const matches = picomatch(text, { dot: true, nobrace: true, noextglob: true, nonegate: true });
  return (candidate) => candidate === text || matches(candidate);
}

function textsOf({ method, key, source }: Selectable, criterion: ListKey): readonly string[] {
  switch (criterion) {
    case 'tags':
      return itemsOf(childOf(source, 'tags')).flatMap(({ value }) =>
        typeof value === 'string' ? [value] : [],
      );
    case 'operations':
      return [textAt(source, 'operationId') ?? `${method.toUpperCase()} ${key}`];
    case 'paths':
      return [key];
    case 'methods':
      return [method.toLowerCase()];
  }
}

interface Unknown {
  readonly message: string;
  readonly help: string;
}

function unknownTexts(option: string, selection: Selection, all: readonly Selectable[]): readonly Unknown[] {
  return listKeys.flatMap((key) => {
    const known = [...new Set(all.flatMap((operation) => textsOf(operation, key)))].toSorted(compareText);
    return (selection[key] ?? []).flatMap((text): readonly Unknown[] => {
      if (known.some(matcherOf(text))) return [];
      const message = `\`${option}.${key}\` selects nothing with ${quote(text)}.`;
      return [{ message, help: helpFor(text, key, known) }];
    });
  });
}

/** A document may have thousands of ids and paths, and all of them help nobody. */
function helpFor(text: string, key: ListKey, known: readonly string[]): string {
  if (known.length === 0) return `The document has no ${key}.`;
  const nearest = suggest(text, known);
  if (nearest !== null) return `Did you mean ${quote(nearest)}?`;
  const shown = known.slice(0, mostSuggested).map(quote).join(', ');
  return `The document has ${shown}${known.length > mostSuggested ? ' and others' : ''}.`;
}

const mostSuggested = 10;
