/** Chooses the path of an operation in the client: its resources, then its method. */
import { isNameable, singular, splitWords } from '../../naming/words.ts';

export interface OperationIdentity {
  /** `''`: the operation has none. */
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly method: string;
  readonly url: string;
}

/** At least one segment, none of them without a word. */
export function operationPath(identity: OperationIdentity): readonly string[] {
  const { operationId } = identity;
  if (!isNameable(operationId)) return pathWithoutId(identity);
  const segments = operationId.split(/[./]+/).filter(isNameable);
  if (segments.length > 1) return segments;
  const grouped = splitAtUnderscore(identity);
  if (grouped !== null) return grouped;
  const group = groupOf(identity);
  return group === null ? [operationId] : [group, operationId];
}

/** `Users_list` is the method `list` of `users` if `users` is a tag or part of the URL; otherwise the id is in snake case. */
function splitAtUnderscore({ operationId, tags, url }: OperationIdentity): readonly string[] | null {
  const [, first = '', rest = ''] = /^([^_]+)_+([^_].*)$/.exec(operationId) ?? [];
  if (!isNameable(first) || !isNameable(rest)) return null;
  const known = [...tags, ...resourcesOf(url)].map(plainKey);
  return known.includes(plainKey(first)) ? [first, rest] : null;
}

/** Returns the first tag that contains a letter; if no tag does, the first segment of the URL. */
function groupOf({ tags, url }: OperationIdentity): string | null {
  const [resource] = tags.some(isWord) ? resourcesOf(url) : [];
  return tags.find(isNameable) ?? resource ?? null;
}

/** Contains a letter of any script. */
function isWord(tag: string): boolean {
  return splitWords(tag).length > 0;
}

/** Returns the tag, the other segments of the URL, and a verb from the method and the end of the URL. */
function pathWithoutId({ tags, method, url }: OperationIdentity): readonly string[] {
  const group = tags.find(isNameable) ?? null;
  const resources = resourcesOf(url);
  const said = group === null ? [] : splitWords(group).map(plainKey);
  const others = resources.filter(
    (resource) => !splitWords(resource).every((word) => said.includes(plainKey(word))),
  );
  const own = group === null ? resources : [group, ...others];
  return isAction(method, url) ? own : [...own, verbOf(method, url)];
}

/** In `POST /jobs/{id}/cancel` the last segment is the verb. */
function isAction(method: string, url: string): boolean {
  const [, last = ''] = /\}\/([^/{}?]+)\/?(?:\?|$)/.exec(url) ?? [];
  return method === 'post' && isNameable(last) && singular(last) === last;
}

function verbOf(method: string, url: string): string {
  const last = resourcesOf(url).at(-1) ?? '';
  const isItem = /\}\/?(?:\?|$)/.test(url) || singular(last) === last;
  switch (method) {
    case 'get':
      return isItem ? 'retrieve' : 'list';
    case 'post':
      return 'create';
    case 'put':
      return 'replace';
    case 'patch':
      return 'update';
    default:
      return method;
  }
}

/** The segments of the url that name something: no variables, no version, no `api`. */
function resourcesOf(url: string): readonly string[] {
  const [path = ''] = url.split('?');
  const segments = path.split('/').filter((segment) => isNameable(segment) && !segment.includes('{'));
  const isPrefix = (segment: string): boolean => /^(api|rest|v\d[\w.]*)$/i.test(segment);
  const start = segments.findIndex((segment) => !isPrefix(segment));
  return start < 0 ? segments : segments.slice(start);
}

function plainKey(text: string): string {
  return splitWords(text)
    .map((word) => singular(word.toLowerCase()))
    .join('');
}
