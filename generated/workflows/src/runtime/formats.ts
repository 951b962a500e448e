/** Named forms of text: `format` of JSON Schema (Validation, section 7.3). */
import { string } from './checks.js';
import { report } from './report.js';
import type { Context, Key } from './validation.js';

/** Checks that a value is a text of that form. */
export type FormatCheck = (out: Context, key: Key, value: unknown) => value is string;

/** Makes the check of a form from what recognises it, a regular expression for one. */
export function format(name: string, form: { test(text: string): boolean }): FormatCheck {
  return (out, key, value): value is string =>
    string(out, key, value) && (form.test(value) || report(out, key, name, value));
}

/** RFC 9562 in its general form: any version, any variant. Byte by byte, as V8 takes three times as long to count repeats beyond three. */
export const uuid: FormatCheck = /* @__PURE__ */ format(
  'uuid',
  /^[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}$/i,
);

/** RFC 3339 `full-date`, with days that exist. */
export const date: FormatCheck = /* @__PURE__ */ format('date', { test: isDate });

/** RFC 3339 `full-time`; a leap second only where it can be, at the end of a day in UTC. */
export const time: FormatCheck = /* @__PURE__ */ format('time', { test: isTime });

/** RFC 3339 `date-time`. */
export const dateTime: FormatCheck = /* @__PURE__ */ format('date-time', {
  test: (text) => /^.{10}t/i.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11)),
});

/** RFC 3339 appendix A: units in order, none left out between two; weeks stand alone. */
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

/** ECMA-262 with the `u` flag, as JSON Schema asks of patterns. */
export const regex: FormatCheck = /* @__PURE__ */ format('regex', { test: isRegex });

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

function isTime(text: string): boolean {
  const parts =
    /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.\d+)?(?:z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i.exec(
      text,
    );
  if (parts === null) return false;
  const [hour, minute, second, , hours, minutes] = parts.slice(1).map((part) => Number(part || 0));
  if (second !== 60) return true;
  const sign = parts[4] === '-' ? -1 : 1;
  const inUtc = 60 * (hour ?? 0) + (minute ?? 0) - sign * (60 * (hours ?? 0) + (minutes ?? 0));
  return (inUtc + 1440) % 1440 === 1439;
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
