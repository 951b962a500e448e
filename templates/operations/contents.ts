/** Which responses of an operation are successes and which are errors, with the contents that a call asks for by default. */
import type { Content, Operation, Response } from '../../generator/index.ts';
import { mediaTypeKey } from './media-types.ts';

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

/** The contents that a call asks for where it chooses none. Of those that differ in charset alone, the first. */
function asAccepted(response: Response): Response {
  const asked = response.content.filter(({ isDefault }) => isDefault);
  const first = new Map(asked.toReversed().map((content) => [mediaTypeKey(content), content]));
  return { ...response, content: asked.filter((content) => first.get(mediaTypeKey(content)) === content) };
}
