/** Makes text of a document safe to stand in Markdown: one line, no markup, no table cell of its own. */
import { encodeComment } from '../../generator/index.ts';

/** Escapes what Markdown and HTML would read; line breaks become spaces. */
export function markdownText(text: string): string {
  return encodeComment(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/([\\`*_[\]|])/g, String.raw`\$1`)
    .trim();
}

/** The same as code: nothing is markup there, and nothing in it ends it. */
export function markdownCode(text: string): string {
  return `\`${encodeComment(text)
    .replaceAll(/[\s`]+/g, ' ')
    .trim()}\``;
}
