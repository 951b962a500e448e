/** The contents of the responses and bodies of an operation: which are successes, which a call can choose, and how their media types are written. */
import { type Content, type Operation, type Response, sentContent } from '../../generator/index.ts';

/**
 * 2XX; where there is none, `default` says what a success looks like; else whatever else is below 400.
 *
 * A window in which nothing happened is no failure, whatever status says so.
 */
export function successes({ responses, longPoll }: Operation): readonly Response[] {
  const elapsed = String(longPoll?.elapsedStatus);
  const good = responses.filter(({ status }) => status.startsWith('2') || status === elapsed);
  const byDefault = responses.filter(({ status }) => status === 'default');
  const others = responses.filter(({ status }) => /^[13]/.test(status));
  return (good.length > 0 ? good : byDefault.length > 0 ? byDefault : others).map(asAccepted);
}

/** Every other response that is an error, or may be one. A redirect without `Location` is one, with the body that it has. */
export function errors(operation: Operation): readonly Response[] {
  const good = new Set(successes(operation).map(({ status }) => status));
  const isError = ({ status, content }: Response): boolean =>
    /^(?:[45]|default)/.test(status) || (status.startsWith('3') && content.length > 0);
  return operation.responses
    .filter((response) => !good.has(response.status) && isError(response))
    .map(asAccepted)
    .map(asWhole);
}

/** Of an error no more is read than its beginning: what would be a stream or a form is text. */
function asWhole(response: Response): Response {
  const content = response.content.map((each): Content => {
    if (each.format !== 'events' && each.format !== 'lines' && each.format !== 'multipart') return each;
    const { docs, place } = each.schema;
    return { ...each, format: 'text', schema: { kind: 'string', format: null, limits: {}, docs, place } };
  });
  return { ...response, content };
}

/** The contents that a call asks for where it chooses none. Of those that differ in charset alone, the first. */
function asAccepted(response: Response): Response {
  const asked = response.content.filter(({ isDefault }) => isDefault);
  const first = new Map(asked.toReversed().map((content) => [mediaTypeKey(content), content]));
  return { ...response, content: asked.filter((content) => first.get(mediaTypeKey(content)) === content) };
}

export interface InlineResponse {
  readonly status: string;
  readonly content: Content;
  /** `response`, or `404 response`: what its validator is called after the verb. */
  readonly role: string;
}

/** Returns validated contents that are not models, such as an array of models. */
export function inlineResponses(operation: Operation): readonly InlineResponse[] {
  const good = successes(operation);
  const usual = [...good, ...errors(operation)].flatMap((response) =>
    response.content.map((content) => ({
      status: response.status,
      content,
      role: roleOf(response, content),
    })),
  );
  const known = new Set(usual.map(({ content }) => content));
  const chosen = acceptChoices(operation)?.choices.flatMap(({ responses }) => responses) ?? [];
  const others = chosen.flatMap(({ status, content }) =>
    content
      .filter((each) => !known.has(each))
      .map((each) => ({ status, content: each, role: `response ${status} ${each.mediaType}` })),
  );
  return [...usual, ...others].filter(({ content }) => isInline(content));

  function roleOf({ status, content }: Response, { mediaType }: Content): string {
    return status.startsWith('2') && good.length === 1 && content.length === 1
      ? 'response'
      : `response ${status} ${content.length === 1 ? '' : mediaType}`;
  }
}

/** Events that are plain text are not validated. */
function isInline({ format, schema }: Content): boolean {
  const isChecked =
    format === 'json' || format === 'lines' || (format === 'events' && schema.kind !== 'string');
  return isChecked && schema.kind !== 'model' && schema.kind !== 'unknown';
}

/** Returns contents that the document offers, and that no call requests or sends. */
export function contentsLeftOut(operation: Operation): readonly Content[] {
  const chosen = acceptChoices(operation)?.choices.flatMap(({ responses }) => responses) ?? [];
  const received = [...successes(operation), ...errors(operation), ...chosen].flatMap(
    ({ content }) => content,
  );
  const sent = [sentContent(operation), ...bodyChoices(operation)].filter((content) => content !== null);
  const offered = [
    ...operation.responses.flatMap(({ content }) => content),
    ...(operation.requestBody?.content ?? []),
  ];
  const used = new Set([...received, ...sent].map(({ place }) => place));
  return offered.filter(({ place }) => !used.has(place));
}

/** Returns the contents that a call can send, by media type, with the default first; empty if it has no choice. */
export function bodyChoices(operation: Operation): readonly Content[] {
  const sent = sentContent(operation);
  if (sent === null || operation.requestBody === null || !/^(?!get$|head$)/i.test(operation.method))
    return [];
  const others = operation.requestBody.content.filter(({ losesFiles }) => losesFiles !== true);
  const all = distinct([sent, ...others]);
  return all.length > 1 ? all : [];
}

interface AcceptChoice {
  readonly mediaType: string;
  /** Successes with the contents that the choice leaves. */
  readonly responses: readonly Response[];
}

/** Media types of the successes between which a call chooses. */
interface AcceptChoices {
  /** The media type that a call asks for where it chooses none, or `default` if these are several. */
  readonly usual: string;
  /** All media types, those that a call asks for by default first. */
  readonly choices: readonly AcceptChoice[];
}

/** `null` if the operation has no choice. */
export function acceptChoices(operation: Operation): AcceptChoices | null {
  const accepted = successes(operation);
  const offered = accepted.map((response) => ({ response, all: offeredBy(operation, response) }));
  const usual = distinct(accepted.flatMap(({ content }) => content));
  const all = distinct([...usual, ...offered.flatMap((each) => each.all)]);
  if (all.length < 2) return null;
  const choices = all.map((chosen) => ({
    mediaType: writtenType(chosen),
    responses: offered.map(({ response, all: contents }): Response => {
      const same = contents.filter((each) => mediaTypeKey(each) === mediaTypeKey(chosen));
      return same.length === 0 ? response : { ...response, content: same.slice(0, 1) };
    }),
  }));
  const [only] = usual;
  return { usual: usual.length === 1 && only !== undefined ? writtenType(only) : 'default', choices };
}

function offeredBy({ responses }: Operation, { status }: Response): readonly Content[] {
  return responses.find((response) => response.status === status)?.content ?? [];
}

/** Of contents that differ in charset alone, the first. */
function distinct(contents: readonly Content[]): readonly Content[] {
  const first = new Map<string, Content>();
  for (const each of contents) if (!first.has(mediaTypeKey(each))) first.set(mediaTypeKey(each), each);
  return [...first.values()];
}

/** Type and subtype in lower case, without parameters. */
export function essenceOf({ mediaType }: Content): string {
  return mediaType.split(';')[0]?.trim().toLowerCase() ?? mediaType;
}

/** The media type as written, with its parameters. Only type and subtype ignore case (RFC 9110, section 8.3.1). */
export function writtenType(content: Content): string {
  const [, ...parameters] = content.mediaType.split(';');
  return [essenceOf(content), ...parameters].join(';').trim();
}

/** Two contents with the same key differ in their charset alone, which the client reads from the response. */
function mediaTypeKey(content: Content): string {
  return writtenType(content).replace(charset, '').replaceAll(/\s+/g, '');
}

const charset = /;\s*charset\s*=\s*(?:"[^"]*"|[^;]*)/i;

/** `Accept` allows `*` only as a whole subtype (RFC 9110, section 12.5.1): `application/*+json` asks for JSON. */
export function acceptedType(content: Content): string {
  return writtenType(content).replace('*+', '');
}

/**
 * Media type of the body that is sent. Never a range, but for bytes: `binaryBody` takes the type of the `Blob`.
 *
 * `fetch` writes text in UTF-8, so that another charset would be wrong.
 */
export function sentType(content: Content): string {
  if (essenceOf(content).includes('*')) return typeInRange(content);
  const written = writtenType(content);
  if (content.format === 'binary' || /charset\s*=\s*"?(?:utf-8|us-ascii)\b/i.test(written)) return written;
  return written.replace(charset, '; charset=utf-8');
}

function typeInRange(content: Content): string {
  const range = essenceOf(content);
  switch (content.format) {
    case 'json':
      return 'application/json';
    case 'form':
      return 'application/x-www-form-urlencoded';
    case 'multipart':
      return 'multipart/form-data';
    case 'text':
      return range.startsWith('application/*+') ? range.replace('*+', '') : 'text/plain';
    case 'lines':
    case 'events':
    case 'binary':
      return range;
  }
}
