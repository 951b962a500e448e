/** Says what an operation is about, as words to build names from: its resource and its verb. */
import type { Operation } from '../../api/api.ts';
import { singularName, splitWords } from '../../naming/words.ts';

export interface OperationWords {
  /** From the outermost resource to the innermost, each singular: `['workflow', 'execution']`. */
  readonly resource: readonly string[];
  readonly verb: string | null;
}

/** Verbs that operationIds begin with; any other first word belongs to the noun. */
const verbs: ReadonlySet<string> = new Set(
  (
    'get list create update delete retrieve read fetch find search query show describe add remove set put post patch ' +
    'replace upsert cancel start stop run execute send check verify validate upload download import export enable ' +
    'disable archive restore wait count generate submit approve reject assign unassign attach detach move copy clone ' +
    'merge sync refresh revoke register unregister invite join leave accept decline close open reset rotate resend retry ' +
    'publish unpublish batch bulk preview test edit modify save destroy make index head'
  ).split(' '),
);

const readingVerbs: ReadonlySet<string> = new Set([
  'get',
  'retrieve',
  'read',
  'fetch',
  'show',
  'find',
  'describe',
]);
const listingVerbs: ReadonlySet<string> = new Set(['list', 'search', 'query', 'index']);

/** Reads the words of an operationId; where they hold no verb, all of them are the resource. */
export function describeOperation(operation: Operation): OperationWords {
  const segments = namingSegments(operation);
  const last = segments.at(-1) ?? operation.method;
  const groups = segments.slice(0, -1).map(singularName);
  const words = splitWords(last);
  const [first, ...others] = words;
  if (first === undefined || words.length === 1) {
    return verbs.has(last.toLowerCase()) || groups.length > 0
      ? { resource: groups, verb: last }
      : { resource: [last], verb: null };
  }
  if (!verbs.has(first.toLowerCase())) return { resource: [...groups, words.join(' ')], verb: null };
  const noun = nounOf(others);
  return { resource: withoutEcho(groups, noun), verb: first };
}

/** The operation reads one thing as it is, so what it sends back is the thing itself. */
export function isReading(operation: Operation): boolean {
  const { verb } = describeOperation(operation);
  return operation.method === 'get' && (verb === null || readingVerbs.has(verb.toLowerCase()));
}

/** The operation answers many of a thing, so a single one of them is the thing itself. */
export function isListing(operation: Operation): boolean {
  const { verb } = describeOperation(operation);
  return verb !== null && listingVerbs.has(verb.toLowerCase());
}

/** A dotted or slashed operationId holds its groups; of others the tag is no part of names. */
function namingSegments(operation: Operation): readonly string[] {
  const isFlat = operation.path.length === 2 && operation.path[1] === operation.id;
  return isFlat ? operation.path.slice(1) : operation.path;
}

/** `a pet by id` → `pet`: an article says nothing, and what follows `by` says how it is found. */
function nounOf(words: readonly string[]): string {
  const bare = words.length > 1 && /^(an?|the)$/i.test(words[0] ?? '') ? words.slice(1) : words;
  const at = bare.findIndex((word, index) => index > 0 && /^by$/i.test(word));
  return (at < 0 ? bare : bare.slice(0, at)).join(' ');
}

/** `pets` / `listPets` is about pets, not about the pets of a pet. */
function withoutEcho(groups: readonly string[], noun: string): readonly string[] {
  const last = groups.at(-1)?.toLowerCase();
  const isEcho = last !== undefined && singularName(noun).toLowerCase().startsWith(last);
  return isEcho ? [...groups.slice(0, -1), noun] : [...groups, noun];
}
