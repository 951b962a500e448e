/** Facts of operations that the ledger keeps: the media types that a call sends and asks for, and ids by method and path. */
import type { Api, Content, Operation, RequestBody, Response } from '../api/api.ts';
import { sortedBy } from '../api/json.ts';
import { sentMethod } from '../api/requests.ts';
import type { Ledger } from '../naming/ledger.ts';

/** Content of a request body in the order in which we would rather send it. */
const preferredFormats: readonly Content['format'][] = [
  'json',
  'multipart',
  'form',
  'text',
  'binary',
  'lines',
  'events',
];

/** The media type that an operation of the ledger has where it has no entry. */
const usual = 'application/json';

/**
 * The same API with `isDefault` on the contents of each operation.
 *
 * An operation of the ledger keeps its media types: one that is added to the document later changes no call.
 */
export function keepMediaTypes(api: Api, { mediaTypes, operations }: Ledger): Api {
  const known = new Set(mediaTypes === null ? [] : operations.values());
  return {
    ...api,
    operations: api.operations.map((operation): Operation => {
      const { id, requestBody, responses } = operation;
      const keptIn = (part: string): readonly string[] | null =>
        mediaTypes?.get(`${id} ${part}`)?.split(', ') ?? (known.has(id) ? [usual] : null);
      return {
        ...operation,
        requestBody: requestBody && withSent(requestBody, keptIn('request')),
        responses: responses.map((response) => withAccepted(response, keptIn(response.status))),
      };
    }),
  };
}

/** Returns the entries of the ledger: `jobs.export 200` to `text/csv`, where it is not `application/json` alone. */
export function mediaTypeEntries(api: Api): ReadonlyMap<string, string> {
  const entries = api.operations.flatMap(({ id, requestBody, responses }) => [
    ...(requestBody === null ? [] : [[`${id} request`, defaultsOf(requestBody)] as const]),
    ...responses.map((response) => [`${id} ${response.status}`, defaultsOf(response)] as const),
  ]);
  const unusual = entries.filter(([, types]) => types !== '' && types !== usual);
  return new Map(sortedBy(unusual, ([key]) => key));
}

function defaultsOf({ content }: { readonly content: readonly Content[] }): string {
  return content
    .filter(({ isDefault }) => isDefault)
    .map(({ mediaType }) => mediaType)
    .join(', ');
}

function withSent(body: RequestBody, kept: readonly string[] | null): RequestBody {
  const inOrder = body.content.toSorted((a, b) => rankOf(a) - rankOf(b));
  const [sent] = [...keptOf(body.content, kept), ...inOrder];
  return { ...body, content: marked(body.content, (each) => each === sent) };
}

/** Where a server offers JSON and something else, JSON is what the client asks for: one type, checked. */
function withAccepted(response: Response, kept: readonly string[] | null): Response {
  const same = keptOf(response.content, kept);
  const json = response.content.filter(({ format }) => format === 'json');
  const accepted = [same, json, response.content].find(({ length }) => length > 0) ?? [];
  return { ...response, content: marked(response.content, (each) => accepted.includes(each)) };
}

function keptOf(content: readonly Content[], kept: readonly string[] | null): readonly Content[] {
  const wanted = new Set(kept?.map(comparable));
  return content.filter(({ mediaType }) => wanted.has(comparable(mediaType)));
}

function marked(content: readonly Content[], isMarked: (each: Content) => boolean): readonly Content[] {
  return content.map((each) => (isMarked(each) ? { ...each, isDefault: true } : each));
}

/** Files can only be sent in parts. Of one format, a media type comes before a range. */
function rankOf({ format, mediaType, hasFiles }: Content): number {
  if (hasFiles) return -1;
  return preferredFormats.indexOf(format) + (mediaType.includes('*') ? 0.5 : 0);
}

/** Case and spaces make no difference. */
function comparable(mediaType: string): string {
  return mediaType.toLowerCase().replaceAll(' ', '');
}

/** From `GET /pets` to the id of the operation there, unless the id is made of just that. */
export function operationAddresses({ operations }: Api): ReadonlyMap<string, string> {
  const entries = operations
    .filter(hasOwnId)
    .map((operation) => [addressOf(operation), operation.id] as const);
  // The variant of an operation that streams has a longer id at the same address: the shorter one stays.
  const byLength = entries.toSorted(([, a], [, b]) => b.length - a.length);
  return new Map([...new Map(byLength)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function hasOwnId(operation: Operation): boolean {
  return !operation.id.startsWith(`${sentMethod(operation.method)} `);
}

function addressOf({ method, url }: Operation): string {
  return `${sentMethod(method)} ${url}`;
}
