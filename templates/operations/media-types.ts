/** Writes the media types of a document as `Accept` and `Content-Type` carry them. */
import type { Content } from '../../generator/index.ts';

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
export function mediaTypeKey(content: Content): string {
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
