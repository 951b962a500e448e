/** Which responses of an operation are successes, which are errors, and which need a validator of their own. */
import type { Content, Operation, Response } from '../../generator/index.ts';
import { sentContent } from './call-properties.ts';
import { mediaTypeKey } from './media-types.ts';

export interface InlineResponse {
  readonly status: string;
  readonly content: Content;
  /** `response`, or `404 response`: what its validator is called after the verb. */
  readonly role: string;
}

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

/** Every other response that is an error, or may be one. */
export function errors(operation: Operation): readonly Response[] {
  const good = new Set(successes(operation).map(({ status }) => status));
  return operation.responses
    .filter(({ status }) => !good.has(status) && /^(?:[45]|default)/.test(status))
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

/** Where a server offers JSON and something else, JSON is what the client asks for: one type, checked. */
function asAccepted(response: Response): Response {
  const json = response.content.filter(({ format }) => format === 'json');
  const asked = json.length === 0 ? response.content : json;
  const first = new Map(asked.toReversed().map((content) => [mediaTypeKey(content), content]));
  return { ...response, content: asked.filter((content) => first.get(mediaTypeKey(content)) === content) };
}

/** Returns contents that the document offers and the client neither requests nor sends. */
export function contentsLeftOut(operation: Operation): readonly Content[] {
  const accepted = [...successes(operation), ...errors(operation)].flatMap(({ content }) => content);
  const sent = sentContent(operation);
  const offered = [
    ...operation.responses.flatMap(({ content }) => content),
    ...(operation.requestBody?.content ?? []),
  ];
  const used = new Set([...accepted, ...(sent === null ? [] : [sent])].map(({ place }) => place));
  return offered.filter(({ place }) => !used.has(place));
}

/** Returns true if the client validates the content. It does not validate events that are plain text. */
function isChecked({ format, schema }: Content): boolean {
  return format === 'json' || format === 'lines' || (format === 'events' && schema.kind !== 'string');
}

/** Returns validated contents that are not models, such as an array of models. */
export function inlineResponses(operation: Operation): readonly InlineResponse[] {
  const good = successes(operation);
  return [...good, ...errors(operation)].flatMap(({ status, content }) =>
    content
      .filter((each) => isChecked(each) && each.schema.kind !== 'model' && each.schema.kind !== 'unknown')
      .map((each) => ({
        status,
        content: each,
        role:
          status.startsWith('2') && good.length === 1 && content.length === 1
            ? 'response'
            : `response ${status} ${content.length === 1 ? '' : each.mediaType}`,
      })),
  );
}

/** Returns true if a file can be uploaded as this content. */
export function carriesFile({ format, hasFiles }: Content): boolean {
  return format === 'binary' || hasFiles;
}
