/** Finds words that tell operations apart whose names in the client are the same. */
import type { Operation } from '../../api/api.ts';
import { pascalCase, splitWords } from '../../naming/words.ts';
import { unversioned, versionOf } from './operation-path.ts';

type Words = (operation: Operation) => string;

/**
 * Returns the version if only that differs, else the method if it does. Otherwise it returns words of the URLs, as few as
 * tell the rivals apart. One rival may have no word of its own.
 */
export function differenceAmong(rivals: readonly Operation[]): Words {
  if (areVersions(rivals)) return ({ url }) => versionOf(url);
  const candidates: readonly Words[] = [({ method }) => method, ...ownWords(rivals), wordsOf];
  return candidates.find((words) => isTold(rivals, words)) ?? ((one) => `${one.method} ${wordsOf(one)}`);
}

function isTold(rivals: readonly Operation[], words: Words): boolean {
  return new Set(rivals.map((one) => plain(words(one)))).size === rivals.length;
}

/** Without what all rivals have: `cmd diff`, `cmd diff by login`, `by project and repository`. Then the same with the version. */
function ownWords(rivals: readonly Operation[]): readonly Words[] {
  const fixed = withoutCommon(rivals, ({ url }) => splitWords(unversioned(url).replaceAll(variable, ' ')));
  const variables = withoutCommon(rivals, ({ url }) =>
    [...url.matchAll(variable)].map(([, name = '']) => name),
  );
  const fixedWords: Words = (one) => fixed(one).join(' ');
  const most = Math.max(...rivals.map((one) => variables(one).length));
  // The last variables tell most.
  const withVariables = Array.from({ length: most }, (_, index): Words =>
    joined(fixedWords, (one) => byWords(variables(one).slice(-index - 1))),
  );
  const words = [fixedWords, ...withVariables];
  return [...words, ...words.map((own) => joined(own, ({ url }) => versionOf(url)))];
}

function joined(first: Words, second: Words): Words {
  return (one) => `${first(one)} ${second(one)}`.trim();
}

const variable = /\{([^{}]*)\}/g;

function byWords(variables: readonly string[]): string {
  const words = variables.map((name) => splitWords(name).join(' ')).filter((name) => name !== '');
  return words.length === 0 ? '' : `by ${words.join(' and ')}`;
}

function withoutCommon(
  rivals: readonly Operation[],
  partsOf: (operation: Operation) => readonly string[],
): (operation: Operation) => readonly string[] {
  const [first, ...others] = rivals.map((one) => new Set(partsOf(one).map(plain)));
  const common = new Set([...(first ?? [])].filter((part) => others.every((each) => each.has(part))));
  return (one) => partsOf(one).filter((part) => !common.has(plain(part)));
}

function wordsOf({ url }: Operation): string {
  return splitWords(url).join(' ');
}

function plain(text: string): string {
  return pascalCase(splitWords(text)).toLowerCase();
}

/** Returns true if the version in the URL is the only difference. */
export function areVersions(rivals: readonly Operation[]): boolean {
  const versions = new Set(rivals.map(({ url }) => versionOf(url)));
  const others = new Set(rivals.map(({ method, url }) => `${method} ${unversioned(url)}`));
  return versions.size === rivals.length && others.size === 1;
}

const verbsOfCollections: ReadonlyMap<string, string> = new Map([
  ['retrieve', 'list'],
  ['delete', 'delete all'],
  ['replace', 'replace all'],
  ['update', 'update all'],
]);

/** Returns the verb of a collection whose item is among the rivals: `list` for `/group` beside `/group/{title}`. */
export function verbOfCollection(
  rivals: readonly Operation[],
  { url, path: names }: Operation,
): string | undefined {
  const [path = ''] = url.split('?');
  const isItem = (rival: Operation): boolean =>
    rival.url.startsWith(`${path}/`) && /^\{[^{}/]*\}\/?$/.test(rival.url.slice(path.length + 1));
  const isCollection = path === url && !path.endsWith('}') && rivals.some(isItem);
  return isCollection ? verbsOfCollections.get(names.at(-1) ?? '') : undefined;
}
