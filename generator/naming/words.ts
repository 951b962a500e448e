/** Splits a name of the document into words, and puts words back together in the cases that code uses. */
import pluralize from 'pluralize';
import { identityHash } from './identifier.ts';

/**
 * The words of a name: `workflow_executions`, `workflowExecutions` and `Workflow Executions` give the same two.
 *
 * Splits at anything that is no letter or digit, between lower and upper case, and before the last
 * capital of a run of capitals (`HTTPServer` → `HTTP`, `Server`), unless only the plural follows (`APIs`);
 * never inside a name that is written with capitals (`OAuth2`, `iOS`). Accents are folded where Unicode or
 * {@link letters} know how; other scripts stay.
 */
export function splitWords(name: string): readonly string[] {
  return memoisedWords(name);
}

/** Every stage splits the same few thousand names; the patterns below take most of the time of planning. */
const memoisedWords = memoised((name: string): readonly string[] => {
  if (/^[a-z0-9_]+$/.test(name)) return Object.freeze(name.split('_').filter((word) => word !== ''));
  return Object.freeze(wordsOf(name));
});

function wordsOf(name: string): readonly string[] {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøłđðþı]/gi, (letter) => letters.get(letter) ?? letter)
    .replaceAll(/['’]/g, '')
    .replace(/^[+-](?=\d)/, (sign) => (sign === '+' ? 'plus ' : 'minus ')) // reactions of GitHub are `+1` and `-1`
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((text) => text.split(mixedCase))
    .flatMap((text) => (isMixedCase(text) ? [text] : splitCase(text)))
    .filter((word) => word !== '');
}

/** Returns true if a name contains characters that an identifier may have: ASCII letters and digits. */
export function isNameable(name: string): boolean {
  return splitWords(name).some((word) => /[A-Za-z0-9]/.test(word));
}

/** `2XX` is a range of statuses, and a lone capital behind a digit belongs to it (`3D`, `P2P`). */
function splitCase(text: string): readonly string[] {
  if (/^[a-z]*$/.test(text)) return [text];
  return text
    .replaceAll(/(\d)XX(?!\p{L})/gu, '$1xx')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{N})(?!\p{Lu}{2}\p{Ll})(\p{Lu}\p{L})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(?!\p{Lu}s(?!\p{Ll}))(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(' ');
}

/** Names that people know by their capitals; numbers that follow are part of them. */
const mixedCase =
  /((?:OAuth|OpenID|GraphQL|GitHub|GitLab|YouTube|LinkedIn|PayPal|PostgreSQL|MySQL|NoSQL|[SPI]aaS)\d*(?!\p{Ll})|IPv[46]|(?<!\p{L})(?:iOS|iPadOS|macOS|iPhone|iPad|mTLS|eSIM)s?(?!\p{Ll}))/u;

/** Words without capitals are most, and far quicker to recognise. */
function isMixedCase(text: string): boolean {
  return /[A-Z]/.test(text) && mixedCase.test(text);
}

/** Latin letters that Unicode takes for letters of their own. */
const letters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ẞ', 'SS'],
  ['æ', 'ae'],
  ['Æ', 'Ae'],
  ['œ', 'oe'],
  ['Œ', 'Oe'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ð', 'd'],
  ['Ð', 'D'],
  ['þ', 'th'],
  ['Þ', 'Th'],
  ['ı', 'i'],
]);

/** `WorkflowExecution` */
export function pascalCase(words: readonly string[]): string {
  return joinDigits(words.map(capitalise));
}

/** `workflowExecution` */
export function camelCase(words: readonly string[]): string {
  return joinDigits(words.map((word, index) => (index === 0 ? lowerFirst(word) : capitalise(word))));
}

/** `workflow-execution` */
export function kebabCase(words: readonly string[]): string {
  return words.map((word) => word.toLowerCase()).join('-');
}

/** The singular of an English noun, its case kept: `executions` → `execution`, `status` → `status`. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  const known = irregular.get(lower);
  if (known !== undefined) return word.slice(0, 1) + known.slice(1);
  return word.length > 3 && !unchanged.has(lower) ? memoisedSingular(word) : word;
}

/** `pluralize` tries more than a hundred patterns. */
const memoisedSingular = memoised((word: string) => pluralize.singular(word));

/** The singular of a name of several words, the rest of it kept: `producedRecords` → `producedRecord`. */
export function singularName(name: string): string {
  const last = splitWords(name).at(-1);
  if (last === undefined || !name.endsWith(last)) return name;
  return name.slice(0, name.length - last.length) + singular(last);
}

/** Words that English has a singular for and programs do not (`datum`), or that only look like a plural. */
const unchanged: ReadonlySet<string> = new Set(
  (
    'data metadata media criteria analytics basis bias canvas chaos cors cosmos debris ethos https iris kubernetes ' +
    'lens logistics means physics postgres redis statistics'
  ).split(' '),
);

/** Plurals that end as others do and are not made as others are. */
const irregular: ReadonlyMap<string, string> = new Map([
  ['ads', 'ad'],
  ['axes', 'axis'],
  ['biases', 'bias'],
  ['caches', 'cache'],
  ['calories', 'calorie'],
  ['canvases', 'canvas'],
  ['cookies', 'cookie'],
  ['dies', 'die'],
  ['ids', 'id'],
  ['ips', 'ip'],
  ['lenses', 'lens'],
  ['niches', 'niche'],
  ['selfies', 'selfie'],
]);

/** `ID` → `Id`, `IDs` → `Ids`: a run of capitals counts as one word, so that it stays readable beside others. */
function capitalise(word: string): string {
  const lower = isAllCapitals(word) ? word.toLowerCase() : word;
  return lower.slice(0, 1).toUpperCase() + lower.slice(1);
}

function lowerFirst(word: string): string {
  const isWhole = isAllCapitals(word) || isMixedCase(word);
  return isWhole ? word.toLowerCase() : word.slice(0, 1).toLowerCase() + word.slice(1);
}

function isAllCapitals(word: string): boolean {
  return /^\P{Ll}{2,}s?$/u.test(word);
}

/** Keeps `v1` and `2` apart (`V1_2`): two numbers that touch would read as one. */
function joinDigits(words: readonly string[]): string {
  const separated = words.map((word, index) => {
    const before = words[index - 1] ?? '';
    return /^\d/.test(word) && isDigit(before.at(-1)) ? `_${word}` : word;
  });
  return separated.join('');
}

/** A pattern such as `/\d$/` would read a long text from its start. */
function isDigit(character: string | undefined): boolean {
  return character !== undefined && /^\d$/.test(character);
}

/** Names of the largest known documents are shorter together. Beyond it the memory starts over, so that it stays bounded. */
const maximumCharacters = 4_000_000;

/** The results are shared: they must be immutable. */
export function memoised<Result>(compute: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, Result>();
  let characters = 0;
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = compute(text);
    if (characters > maximumCharacters) {
      results.clear();
      characters = 0;
    }
    results.set(text, result);
    characters += text.length;
    return result;
  };
}

/** Names that Windows keeps for devices, whatever the extension. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

const longest = 80;

/** `Workflow Execution` → `workflow-execution`; what words cannot say is told apart by the identity. */
export function fileName(name: string, identity: string): string {
  const words = kebabCase(splitWords(name)).split('-');
  const plain = words
    .map((word) => word.replaceAll(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '')
    .join('-');
  if (plain === '' || plain.length > longest)
    return `${plain.slice(0, longest)}${plain === '' ? 'x' : '-'}${identityHash(identity)}`;
  return deviceName.test(plain) || plain === 'index' ? `${plain}-${identityHash(identity)}` : plain;
}
