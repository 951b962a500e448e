/** Names inline schemas of operations: the resource that all users share, and the role of the schema. */
import type { Operation } from '../../api/api.ts';
import { sortedBy } from '../../api/json.ts';
import type { Schema } from '../../api/schema.ts';
import { singularName, splitWords } from '../../naming/words.ts';
import { isIncoming, type SchemaRole, type SchemaUse } from './schema-uses.ts';
import { hashed, joinNames, numberless, type RelativeName, type Wish } from './nested-names.ts';

export interface OperationUse {
  readonly use: SchemaUse;
  readonly relativeName: RelativeName;
}

/** Returns the names for a shape from all the operations that use it. */
export function operationWish(uses: readonly OperationUse[], schema: Schema): Wish {
  const inOrder = sortedBy(uses, ({ use, relativeName }) =>
    [use.operation.id, use.role, use.status, use.label, use.mediaType, relativeName.text].join('\n'),
  );
  const title = titleOfBody(schema);
  const isName = title !== null && /^[A-Z][A-Za-z0-9]*$/.test(title);
  const names = distinctNames([...(isName ? [title] : []), ...wishesOf(inOrder, schema)]);
  return {
    names,
    longer: () => distinctNames(inOrder.slice(0, 1).flatMap((use) => longerNames(use, schema))),
    last: () => hashed(names.at(-1) ?? 'model', schema),
    priority: priorityOf(inOrder),
  };
}

/** The title of the schema of a request or response; `null`: it has none, or is not such a schema. */
export function titleOfBody({ docs, place }: Schema): string | null {
  return /\/content\/[^/]+\/schema$/.test(place.pointer) ? docs.summary : null;
}

/** Keeps names that contain a word, each once. */
function distinctNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name) => splitWords(name).length > 0))];
}

/** The response that reads a resource takes its name first, then the items of its lists, then other schemas. */
function priorityOf(uses: readonly OperationUse[]): number {
  if (uses.some(isPlainReading)) return 0;
  return uses.some(({ use, relativeName }) => relativeName.isItem && isListing(use.operation)) ? 1 : 2;
}

function isPlainReading({ use, relativeName }: OperationUse): boolean {
  return (
    use.role === 'response' && relativeName.text === null && !relativeName.isItem && isReading(use.operation)
  );
}

function wishesOf(uses: readonly OperationUse[], schema: Schema): readonly string[] {
  const [first] = uses;
  if (first === undefined) return [];
  const shared = sharedWords(uses);
  const own = describeOperation(first.use.operation);
  const full = fullName(first, own.resource.join(' '), own.verb);
  if (shared.resource === '') {
    return [...sharedList(uses), withoutContext(uses, schema), full, fullWithStatus(first, full)];
  }
  const named = uses.find(({ relativeName }) => relativeName.text !== null || areNamedRoles(uses));
  const noun = named === undefined ? shared.resource : joinNames(shared.resource, namedPart(named));
  const role = roleName(uses, { noun, resource: shared.resource, verb: shared.verb });
  return [role, full, fullWithStatus(first, full)];
}

/** `GET /pets` and `GET /owners/{id}/pets` share no resource at the start, and both list pets. */
function sharedList(uses: readonly OperationUse[]): readonly string[] {
  const isList = uses.every(
    ({ use, relativeName }) =>
      use.role === 'response' &&
      relativeName.text === null &&
      !relativeName.isItem &&
      isListing(use.operation),
  );
  const nouns = uses.map(({ use }) => {
    const { resource } = describeOperation(use.operation);
    return singularName(resource.findLast((noun) => !/^v\d\S*$/i.test(noun)) ?? '');
  });
  const [noun = ''] = nouns;
  return isList && noun !== '' && new Set(nouns.map(numberless)).size === 1 ? [`${noun} list`] : [];
}

interface Shared {
  readonly resource: string;
  readonly verb: string | null;
}

/** Returns the resources that the paths of all users begin with, and the verb if all users share it. */
function sharedWords(uses: readonly OperationUse[]): Shared {
  const all = uses.map(({ use }) => describeOperation(use.operation));
  const [first, ...others] = all;
  if (first === undefined) return { resource: '', verb: null };
  const words = others.reduce((shared, { resource }) => sharedStart(shared, resource), first.resource);
  const verb = others.every((other) => other.verb === first.verb) ? first.verb : null;
  return { resource: words.join(' '), verb };
}

/** `list pets` and `get pet` are about the same resource: where the number differs, it is the singular. */
function sharedStart(left: readonly string[], right: readonly string[]): readonly string[] {
  const differs = left.findIndex((word, index) => numberless(word) !== numberless(right[index] ?? ''));
  const whole = differs < 0 ? left : left.slice(0, differs);
  const [own, other] = [left[differs] ?? '', right[differs] ?? ''].map(withoutVersion);
  const shared = own === undefined || own === '' || own !== other ? whole : [...whole, own];
  return shared.map((word, index) => (word === right[index] ? word : singularName(word)));
}

/** `shape v1` and `shape v2` are about a shape. */
function withoutVersion(noun: string): string {
  return noun.replace(/\s+v\d\S*$/i, '');
}

function areNamedRoles(uses: readonly OperationUse[]): boolean {
  return uses.every(({ use }) => use.role === 'parameter' || use.role === 'header');
}

function namedPart({ use, relativeName }: OperationUse): string {
  const isNamed = use.role === 'parameter' || use.role === 'header';
  const label = relativeName.isItem ? singularName(use.label) : use.label;
  return isNamed ? joinNames(label, relativeName.text ?? '').trim() : (relativeName.text ?? '');
}

interface Context {
  readonly noun: string;
  readonly resource: string;
  readonly verb: string | null;
}

function roleName(uses: readonly OperationUse[], { noun, resource, verb }: Context): string {
  if (noun !== resource) return noun;
  const roles = new Set(uses.map(({ use }) => use.role));
  const reading = uses.filter(isPlainReading);
  if (reading.length > 0)
    return reading.every(({ use }) => isOfOne(use.operation)) ? singularName(noun) : noun;
  if (roles.has('response')) return responseName(uses, noun, verb);
  if (roles.has('payload')) return `${noun} payload`;
  const role = roles.has('request') ? 'body' : roles.has('reply') ? 'reply' : 'error';
  return [verb, singularName(noun), role].filter((word) => word !== null).join(' ');
}

function responseName(uses: readonly OperationUse[], noun: string, verb: string | null): string {
  const lists = uses.filter(({ use }) => isListing(use.operation));
  if (lists.some(({ relativeName }) => relativeName.isItem)) return singularName(noun);
  if (lists.length === uses.length) return `${singularName(noun)} list`;
  return verb === null ? noun : `${verb} ${singularName(noun)} response`;
}

/** Verb, resource and role of one user. They distinguish its schema from others of the same resource. */
function fullName(user: OperationUse, resource: string, verb: string | null): string {
  const { use, relativeName } = user;
  const named = namedPart(user);
  const role = roleWords[use.role];
  const item = relativeName.isItem && relativeName.text === null && role !== '' ? 'item' : '';
  return [verb ?? use.operation.method, resource, named, role, item].filter((word) => word !== '').join(' ');
}

const roleWords: Readonly<Record<SchemaRole, string>> = {
  parameter: '',
  header: '',
  request: 'body',
  response: 'response',
  error: 'error',
  payload: 'payload',
  reply: 'reply',
};

function fullWithStatus({ use }: OperationUse, full: string): string {
  return [full, use.status ?? '', subtype(use.mediaType)].filter((word) => word !== '').join(' ');
}

/** The name of its component in the document; then the whole operationId, or the URL, with all that the use says. */
function longerNames(user: OperationUse, { place }: Schema): readonly string[] {
  const { operation, mediaType } = user.use;
  const [, component = ''] =
    /^\/components\/(?:responses|requestBodies|parameters|headers)\/([^/]+)\//.exec(place.pointer) ?? [];
  const [id, url] = [operation.id, operation.url].map((own) => splitWords(own).join(' '));
  const version = mediaType?.split(';').slice(1).join(' ') ?? '';
  const full = [id, `${operation.method} ${url}`].map((words) => fullName(user, words ?? '', ''));
  return [
    joinNames(component, user.relativeName.text ?? '').trim(),
    ...full.flatMap((name) => [name, fullWithStatus(user, name), `${fullWithStatus(user, name)} ${version}`]),
  ];
}

function subtype(mediaType: string | null): string {
  return mediaType?.split(';')[0]?.split('/').at(-1) ?? '';
}

const errorNames: Readonly<Record<string, string>> = {
  '400': 'bad request error',
  '401': 'unauthorized error',
  '403': 'forbidden error',
  '404': 'not found error',
  '409': 'conflict error',
  '422': 'unprocessable error',
  '429': 'too many requests error',
  '500': 'server error',
};

/** Names a schema whose users have nothing in common: by its shape, or by the status. */
function withoutContext(uses: readonly OperationUse[], schema: Schema): string {
  const [first] = uses;
  const roles = new Set(uses.map(({ use }) => use.role));
  if (first !== undefined && areNamedRoles(uses)) return namedPart(first);
  if (first?.relativeName.text != null) return first.relativeName.text;
  if (schema.docs.summary !== null) return schema.docs.summary;
  if (roles.size === 1 && roles.has('error')) {
    const statuses = new Set(uses.map(({ use }) => use.status ?? ''));
    const status = statuses.size === 1 ? ([...statuses][0] ?? '') : '';
    return errorNames[status] ?? 'error response';
  }
  const role = (['response', 'payload', 'reply'] as const).find((each) => roles.has(each)) ?? 'body';
  return propertyWords(schema, role);
}

/** A small shape is named after its properties; a large one takes the name of its first user. */
function propertyWords(schema: Schema, role: string): string {
  if (schema.kind !== 'object' || schema.properties.length > 2) return '';
  return [...schema.properties.map(({ name }) => name), role].join(' ');
}

/** The resource and the verb of an operation, as words to build names from. */
interface OperationWords {
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

/** Reads the words of an operationId; without a verb, all of them are the resource. */
function describeOperation(operation: Operation): OperationWords {
  // The name of a webhook is an event. `update` in it is no verb of the caller.
  if (isIncoming(operation)) return { resource: operation.path, verb: null };
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

/** The resource whose values the operation returns, one of them or a list; `null`: neither. */
export function readResource(
  operation: Operation,
): { readonly noun: string; readonly isList: boolean } | null {
  const isList = isListing(operation);
  if (!isList && !isReading(operation)) return null;
  const noun = describeOperation(operation).resource.map(numberless).join(' ');
  return noun === '' ? null : { noun, isList };
}

/** The operation reads one resource, so its response is the resource itself. */
function isReading(operation: Operation): boolean {
  const { verb } = describeOperation(operation);
  const isVerb = verb === null || readingVerbs.has(verb.toLowerCase());
  return operation.method === 'get' && isVerb && !readsList(operation);
}

/** The operation lists resources, so an item of its response is the resource itself. */
function isListing(operation: Operation): boolean {
  const { verb } = describeOperation(operation);
  return (verb !== null && listingVerbs.has(verb.toLowerCase())) || readsList(operation);
}

/** `getJobs` of `GET /jobs`, whose response has a list of objects: a list without a verb for it. */
function readsList(operation: Operation): boolean {
  const { verb, resource } = describeOperation(operation);
  const noun = resource.at(-1) ?? '';
  const isPlural = singularName(noun) !== noun;
  if (operation.method !== 'get' || !isPlural || isOfOne(operation)) return false;
  if (verb !== null && !readingVerbs.has(verb.toLowerCase())) return false;
  return operation.responses.some(
    ({ status, content }) => status.startsWith('2') && content.some(({ schema }) => holdsList(schema)),
  );
}

function holdsList(schema: Schema): boolean {
  if (schema.kind === 'object') return schema.properties.some((property) => isListOfObjects(property.schema));
  return isListOfObjects(schema);
}

function isListOfObjects(schema: Schema): boolean {
  return schema.kind === 'array' && ['object', 'model', 'union'].includes(schema.items.kind);
}

/** The path ends with the key of one resource. */
function isOfOne({ url }: Operation): boolean {
  return /\}\/?(?:\?.*)?$/.test(url);
}

/** A dotted or slashed operationId contains its groups; in others, names omit the tag. */
function namingSegments(operation: Operation): readonly string[] {
  const { id, path } = operation;
  // The path may be without the noun of the tag, or without the key of the URL.
  const isFlat = path.length === 2 && (path[1] === id || /^[^./_\s]+$/.test(id));
  return isFlat ? [id] : path;
}

/** `a pet by id` → `pet`: removes the article, and the words from `by` on. */
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
