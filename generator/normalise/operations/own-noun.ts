/** Takes out of the name of an operation what its resource says already. */
import { singular, splitWords } from '../../naming/words.ts';

export interface NamedOperation {
  /** `products` */
  readonly group: string;
  readonly operationId: string;
  readonly method: string;
  readonly url: string;
}

/**
 * `listProducts` of `products` is `list`, `getProductById` is `get`, `getProductReviews` is `get reviews`.
 *
 * A name without the noun of its resource stays as it is written.
 */
export function withoutOwnNoun(operation: NamedOperation): string {
  const words = splitWords(operation.operationId);
  const noun = nounIn(words, splitWords(operation.group));
  const short = noun === null ? words : [...words.slice(0, noun.start), ...words.slice(noun.end)];
  const plain = withoutKey(short, operation.url);
  if (plain.length === words.length || plain.length === 0) return operation.operationId;
  return isList(plain, noun, operation) ? 'list' : plain.join(' ');
}

interface Noun {
  readonly start: number;
  readonly end: number;
  readonly isPlural: boolean;
}

/** The noun of the resource, at the start or behind the verb: elsewhere it says more than the resource. */
function nounIn(words: readonly string[], group: readonly string[]): Noun | null {
  if (group.length === 0) return null;
  for (const start of [0, 1]) {
    const end = start + group.length;
    const found = words.slice(start, end);
    if (found.length < group.length || !found.every((word, index) => isSame(word, group[index] ?? '')))
      continue;
    const last = found.at(-1)?.toLowerCase() ?? '';
    return { start, end, isPlural: singular(last) !== last };
  }
  return null;
}

function isSame(one: string, other: string): boolean {
  return singular(one.toLowerCase()) === singular(other.toLowerCase());
}

/** `get by id` of `/products/{id}` is `get`: one item is all that its path can mean. */
function withoutKey(words: readonly string[], url: string): readonly string[] {
  const [, variable] = /\{([^{}]+)\}\/?(?:\?.*)?$/.exec(url) ?? [];
  const by = words.findLastIndex((word) => word.toLowerCase() === 'by');
  if (variable === undefined || by < 1) return words;
  const key = words
    .slice(by + 1)
    .join('')
    .toLowerCase();
  const name = splitWords(variable).join('').toLowerCase();
  return key === 'id' || (key !== '' && name.endsWith(key)) ? words.slice(0, by) : words;
}

/** `getProducts` of `GET /products`; `getProduct` is one of them. */
function isList(words: readonly string[], noun: Noun | null, { method, url }: NamedOperation): boolean {
  const isItem = /\}\/?(?:\?.*)?$/.test(url);
  return words.join(' ').toLowerCase() === 'get' && noun?.isPlural === true && method === 'get' && !isItem;
}
