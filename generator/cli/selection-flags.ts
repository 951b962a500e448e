/** Reads the values of `--include` and `--exclude`. */
import { selectableMethods, type Selection, type Selections } from '../api/selection.ts';
import { didYouMean, suggest } from '../diagnostics/suggest.ts';

/** Reads one criterion: `tag:orders`, `operation:orders.*`, `path:/v2/**`, `method:get` or `deprecated`. */
export function readCriterion(value: string): Selection | null {
  if (value === 'deprecated') return { deprecated: true };
  const [, kind = '', text = ''] = /^([a-z]+):(.+)$/.exec(value) ?? [];
  switch (kind) {
    case 'tag':
      return { tags: [text] };
    case 'operation':
      return { operations: [text] };
    case 'path':
      return { paths: [text] };
    case 'method':
      return selectableMethods.includes(text.toLowerCase()) ? { methods: [text.toLowerCase()] } : null;
    default:
      return null;
  }
}

const kinds = ['tag', 'operation', 'path', 'method'];

/** Returns what to write in place of a text that is no criterion. */
export function helpForCriterion(value: string): string {
  const [, kind = '', text = ''] = /^([^:]*):(.+)$/.exec(value) ?? [];
  if (kind === 'method') return didYouMean(text, selectableMethods);
  const near = suggest(kind === '' ? value : kind, [...kinds, 'deprecated']);
  const corrected = near === null ? null : [near, text].filter((part) => part !== '').join(':');
  const isUsable = corrected !== null && readCriterion(corrected) !== null;
  return isUsable
    ? `Did you mean "${corrected}"?`
    : 'Use tag:NAME, operation:ID, path:GLOB, method:NAME or deprecated, such as `tag:orders`.';
}

/** An option without values leaves the selection of the configuration as it is. */
export function selectionsOf(include: readonly string[], exclude: readonly string[]): Selections {
  return {
    ...(include.length > 0 && { include: joined(include) }),
    ...(exclude.length > 0 && { exclude: joined(exclude) }),
  };
}

/** Values of one kind are alternatives. */
function joined(values: readonly string[]): Selection {
  const criteria = values.flatMap((value) => readCriterion(value) ?? []);
  const lists = (['tags', 'operations', 'paths', 'methods'] as const).flatMap((key) => {
    const texts = criteria.flatMap((criterion) => criterion[key] ?? []);
    return texts.length === 0 ? [] : [[key, texts] as const];
  });
  const isDeprecated = criteria.some(({ deprecated }) => deprecated);
  return { ...Object.fromEntries(lists), ...(isDeprecated && { deprecated: true }) };
}
