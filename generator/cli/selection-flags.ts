/** Reads the values of `--include` and `--exclude`. */
import { selectableMethods, type Selection, type Selections } from '../api/selection.ts';

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
