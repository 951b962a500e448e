/** Splits a name of the document into words, and puts words back together in the cases that code uses. */
import pluralize from 'pluralize';

/**
 * The words of a name: `workflow_executions`, `workflowExecutions` and `Workflow Executions` give the same two.
 *
 * Splits at anything that is no letter or digit, between lower and upper case, and before the last
 * capital of a run of capitals (`HTTPServer` → `HTTP`, `Server`), unless only the plural follows (`APIs`). Accents are folded where Unicode knows how;
 * other scripts stay.
 */
export function splitWords(name: string): readonly string[] {
  return (
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/['’]/g, '')
      .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
      .replaceAll(/(\p{Lu})(?!\p{Lu}s(?!\p{Ll}))(\p{Lu}\p{Ll})/gu, '$1 $2')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

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
  const isPlain = word.length > 3 && !unchanged.has(word.toLowerCase());
  return isPlain ? pluralize.singular(word) : word;
}

/** The singular of a name of several words, the rest of it kept: `producedRecords` → `producedRecord`. */
export function singularName(name: string): string {
  const last = splitWords(name).at(-1);
  if (last === undefined || !name.endsWith(last)) return name;
  return name.slice(0, name.length - last.length) + singular(last);
}

/** Words that English has a singular for and programs do not (`datum`), or that only look like a plural. */
const unchanged: ReadonlySet<string> = new Set([
  'data',
  'metadata',
  'media',
  'criteria',
  'analytics',
  'kubernetes',
  'canvas',
  'https',
]);

/** `ID` → `Id`: a run of capitals counts as one word, so that it stays readable beside others. */
function capitalise(word: string): string {
  const lower = isAllCapitals(word) ? word.toLowerCase() : word;
  return lower.slice(0, 1).toUpperCase() + lower.slice(1);
}

function lowerFirst(word: string): string {
  return isAllCapitals(word) ? word.toLowerCase() : word.slice(0, 1).toLowerCase() + word.slice(1);
}

function isAllCapitals(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase();
}

/** Keeps `v1` and `2` apart (`V1_2`): two numbers that touch would read as one. */
function joinDigits(words: readonly string[]): string {
  return words.reduce(
    (text, word) => (/\d$/.test(text) && /^\d/.test(word) ? `${text}_${word}` : text + word),
    '',
  );
}
