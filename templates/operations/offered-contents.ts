/** The contents of an operation that need a validator of their own, and those that no call can use. */
import type { Content, Operation, Response } from '../../generator/index.ts';
import { errors, successes } from './contents.ts';
import { acceptChoices, bodyChoices } from './media-choice.ts';
import { sentContent } from './call-properties.ts';

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
