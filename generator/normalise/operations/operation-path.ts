/** Decides where an operation stands in the client: the resources that lead to it, then what it does. */
import type { HttpMethod } from '../../api/api.ts';
import { isNameable, singular, splitWords } from '../../naming/words.ts';

export interface OperationIdentity {
  /** `''`: the operation has none. */
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly method: HttpMethod;
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

/** `Users_list` is the operation `list` of users where users are a tag or stand in the url; else it is snake case. */
function splitAtUnderscore({ operationId, tags, url }: OperationIdentity): readonly string[] | null {
  const [, first = '', rest = ''] = /^([^_]+)_+(.+)$/.exec(operationId) ?? [];
  if (!isNameable(first) || !isNameable(rest)) return null;
  const known = [...tags, ...resourcesOf(url)].map(plainKey);
  return known.includes(plainKey(first)) ? [first, rest] : null;
}

/** The first tag that a name can be made of; where there are tags but none of these, what the url begins with. */
function groupOf({ tags, url }: OperationIdentity): string | null {
  const [resource] = tags.some(isWord) ? resourcesOf(url) : [];
  return tags.find(isNameable) ?? resource ?? null;
}

/** Written in letters, of whatever script. */
function isWord(tag: string): boolean {
  return splitWords(tag).length > 0;
}

/** The tag, what the url says besides, and a verb from the method and from what the url ends with. */
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

/** `POST /jobs/{id}/cancel`: the last word already says what is done. */
function isAction(method: HttpMethod, url: string): boolean {
  const [, last = ''] = /\}\/([^/{}?]+)\/?(?:\?|$)/.exec(url) ?? [];
  return method === 'post' && isNameable(last) && singular(last) === last;
}

function verbOf(method: HttpMethod, url: string): string {
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
    case 'delete':
    case 'head':
    case 'options':
    case 'query':
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
