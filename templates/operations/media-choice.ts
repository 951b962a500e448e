/** The media types between which a call of an operation chooses. */
import type { Content, Operation, Response } from '../../generator/index.ts';
import { sentContent } from './call-properties.ts';
import { successes } from './contents.ts';
import { mediaTypeKey, writtenType } from './media-types.ts';

/** Returns the contents that a call can send, by media type, with the default first; empty if it has no choice. */
export function bodyChoices(operation: Operation): readonly Content[] {
  const sent = sentContent(operation);
  if (sent === null || operation.requestBody === null || !/^(?!get$|head$)/i.test(operation.method))
    return [];
  const others = operation.requestBody.content.filter((content) => !isLeftOut(content));
  const all = distinct([sent, ...others]);
  return all.length > 1 ? all : [];
}

/** Files in it would be lost, or parts of it need headers that a call takes for its default alone. */
function isLeftOut({ losesFiles, partHeaders = [] }: Content): boolean {
  return losesFiles === true || partHeaders.some(({ required }) => required);
}

export interface AcceptChoice {
  readonly mediaType: string;
  /** Successes with the contents that the choice leaves. */
  readonly responses: readonly Response[];
}

/** Media types of the successes between which a call chooses. */
export interface AcceptChoices {
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
