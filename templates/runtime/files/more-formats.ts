/** Checks the less common values of `format` in JSON Schema, for packages that enable them (Validation, section 7.3). */
import { format, isUri, mailbox, type FormatCheck } from './formats.js';
import { isHostname, isInternationalHostname } from './hostname.js';

/** RFC 1123, and RFC 5891 for Punycode labels. */
export const hostname: FormatCheck = /* @__PURE__ */ format('hostname', { test: isHostname });

/** RFC 5890. */
export const idnHostname: FormatCheck = /* @__PURE__ */ format('idn-hostname', {
  test: isInternationalHostname,
});

/** RFC 6531. */
export const idnEmail: FormatCheck = /* @__PURE__ */ format('idn-email', { test: isIdnEmail });

/** RFC 3986, with or without a scheme. */
export const uriReference: FormatCheck = /* @__PURE__ */ format('uri-reference', {
  test: isReference,
});

/** RFC 3987, with a scheme. */
export const iri: FormatCheck = /* @__PURE__ */ format('iri', {
  test: (text) => isUri(plain(text)),
});

/** RFC 3987, with or without a scheme. */
export const iriReference: FormatCheck = /* @__PURE__ */ format('iri-reference', {
  test: (text) => isReference(plain(text)),
});

/** RFC 6570. */
export const uriTemplate: FormatCheck = /* @__PURE__ */ format('uri-template', {
  test: isUriTemplate,
});

/** Relative JSON Pointer, with the index steps of its last draft. */
export const relativeJsonPointer: FormatCheck = /* @__PURE__ */ format(
  'relative-json-pointer',
  /^(?:0|[1-9]\d*)(?:[+-](?:0|[1-9]\d*))?(?:#|(?:\/(?:[^/~]|~[01])*)*)$/,
);

/** Matches an e-mail address whose local part may contain letters of any script. */
function isIdnEmail(text: string): boolean {
  const border = text.lastIndexOf('@');
  const domain = text.slice(border + 1);
  const local = text.slice(0, border).replaceAll(/[\u0080-\u{10ffff}]/gu, 'a');
  const isLiteral = domain.startsWith('[');
  if (border < 0 || !mailbox.test(`${local}@${isLiteral ? domain : 'a'}`)) return false;
  return isLiteral || isInternationalHostname(domain);
}

/** Matches a URI or a relative reference. Without a scheme, the first segment has no colon. */
function isReference(text: string): boolean {
  return /^[^/?#]*:/.test(text) ? isUri(text) : isUri(`a:${text}`);
}

/** Replaces each `ucschar` of RFC 3987 by a letter, and in a query each `iprivate`. */
function plain(text: string): string {
  return text
    .replaceAll(/[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{efffd}]/gu, 'a')
    .replace(/\?[^#]*/u, (query) => query.replaceAll(/[\ue000-\uf8ff\u{f0000}-\u{10fffd}]/gu, 'a'));
}

function isUriTemplate(text: string): boolean {
  const name = String.raw`(?:\w|%[\da-f]{2})(?:\.?(?:\w|%[\da-f]{2}))*(?::[1-9]\d{0,3}|\*)?`;
  const expression = String.raw`\{[+#./;?&=,!@|]?${name}(?:,${name})*\}`;
  const literal = String.raw`[^\0-\x20\x7f"%<>\\^\x60{|}]|%[\da-f]{2}`;
  return new RegExp(`^(?:${literal}|${expression})*$`, 'i').test(text);
}
