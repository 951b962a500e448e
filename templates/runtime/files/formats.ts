/** Checks the values of `format` in JSON Schema (Validation, section 7.3). */
import { report, string } from './checks.js';
import type { Context, Key } from './validation.js';

/** Requires a string in one format. */
export type FormatCheck = (out: Context, key: Key, value: unknown) => value is string;

/** Makes the check of a format from a regular expression or a function. */
export function format(name: string, form: { test(text: string): boolean }): FormatCheck {
  return (out, key, value): value is string =>
    string(out, key, value) && (form.test(value) || report(out, key, name, value));
}

/** RFC 9562 in its general form: any version, any variant. Repeats are written out: V8 takes three times as long to count more than three. */
export const uuid: FormatCheck = /* @__PURE__ */ format(
  'uuid',
  /^[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}$/i,
);

/** RFC 3339 `full-date`. Days must exist in their month. */
export const date: FormatCheck = /* @__PURE__ */ format('date', { test: isDate });

/** RFC 3339 `full-time`. A leap second is valid only at the end of a day in UTC. */
export const time: FormatCheck = /* @__PURE__ */ format('time', { test: isTime });

/** RFC 3339 `date-time`. */
export const dateTime: FormatCheck = /* @__PURE__ */ format('date-time', {
  test: (text) =>
    (text[10] === 'T' || text[10] === 't') && isDate(text.slice(0, 10)) && isTime(text.slice(11)),
});

/** RFC 3339, appendix A: units in order without gaps; weeks only alone. */
export const duration: FormatCheck = /* @__PURE__ */ format(
  'duration',
  /^P(?:\d+W|(?=[\dT])(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/,
);

/** RFC 5321 `Mailbox`. */
export const mailbox: RegExp =
  /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"(?:[ !#-[\]-~]|\\[ -~])*")@(?:(?:[a-z\d](?:[a-z\d-]*[a-z\d])?)(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*|\[(?:(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!\])|(?=\]))){4}|ipv6:[\d.:a-f]+)\])$/i;

export const email: FormatCheck = /* @__PURE__ */ format('email', mailbox);

/** RFC 3986, with a scheme. */
export const uri: FormatCheck = /* @__PURE__ */ format('uri', { test: isUri });

export const ipv4: FormatCheck = /* @__PURE__ */ format(
  'ipv4',
  /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/,
);

/** RFC 4291, section 2.2, without a zone. */
export const ipv6: FormatCheck = /* @__PURE__ */ format('ipv6', { test: isIpv6 });

/** RFC 6901, section 3. */
export const jsonPointer: FormatCheck = /* @__PURE__ */ format(
  'json-pointer',
  /^(?:\/(?:[^/~]|~[01])*)*$/,
);

/** ECMA-262 with the `u` flag, which JSON Schema requires of patterns. */
export const regex: FormatCheck = /* @__PURE__ */ format('regex', { test: isRegex });

/** Days that exist in every year. */
const everyYear =
  /^\d\d\d\d-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)$/;

function isDate(text: string): boolean {
  return everyYear.test(text) || isLeapDay(text);
}

function isLeapDay(text: string): boolean {
  const year = Number(/^(\d\d\d\d)-02-29$/.exec(text)?.[1]);
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Times without leap seconds. */
const everyDay =
  /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

function isTime(text: string): boolean {
  return everyDay.test(text) || isLeapSecond(text);
}

/** Matches second 60 after the last minute of a day in UTC. */
function isLeapSecond(text: string): boolean {
  if (!everyDay.test(text.replace(/^(.....):60/, '$1:59'))) return false;
  const sign = text.at(-6) === '-' ? -1 : 1;
  const offset = /z$/i.test(text) ? 0 : sign * minutesOf(text.slice(-5));
  return (minutesOf(text) - offset + 1440) % 1440 === 1439;
}

/** Returns the minutes since midnight of a text that starts with `23:59`. */
function minutesOf(clock: string): number {
  return 60 * Number(clock.slice(0, 2)) + Number(clock.slice(3, 5));
}

/** RFC 3986, section 3. */
export function isUri(text: string): boolean {
  const match =
    /^[a-z][\d+.a-z-]*:(\/\/(?:[\w!$&'()*+,.:;=~%-]*@)?(\[[^\]]*\]|[\w!$&'()*+,.;=~%-]*)(?::\d*)?(?=[/?#]|$))?(?!\/\/)[\w!$&'()*+,./:;=@~%-]*(?:\?[\w!$&'()*+,./:;=?@~%-]*)?(?:#[\w!$&'()*+,./:;=?@~%-]*)?$/i.exec(
      text,
    );
  if (match === null || /%(?![\da-f]{2})/i.test(text)) return false;
  const host = match[2] ?? '';
  return !host.startsWith('[') || isIpLiteral(host.slice(1, -1));
}

function isIpLiteral(text: string): boolean {
  return isIpv6(text) || /^v[\da-f]+\.[\w!$&'()*+,.:;=~-]+$/i.test(text);
}

function isIpv6(text: string): boolean {
  const groups = text.replace(/:(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/, ':0:0');
  const [before = '', after, more] = groups.split('::');
  if (more !== undefined) return false;
  const parts = [before, after ?? ''].flatMap((side) => (side === '' ? [] : side.split(':')));
  if (!parts.every((part) => /^[\da-f]{1,4}$/i.test(part))) return false;
  return after === undefined ? parts.length === 8 : parts.length <= 7;
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
