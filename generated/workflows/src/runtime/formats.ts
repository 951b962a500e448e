/** Named forms of text: `format` of JSON Schema (Validation, section 7.3). */
import type { Format } from './checks.js';

/** RFC 9562 in its general form: any version, any variant. */
export const uuid: Format = form('uuid', /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i);

/** RFC 3339 `full-date`, with days that exist. */
export const date: Format = { name: 'date', test: isDate };

/** RFC 3339 `full-time`. */
export const time: Format = form(
  'time',
  /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i,
);

/** RFC 3339 `date-time`. */
export const dateTime: Format = {
  name: 'date-time',
  test: (text) => /^.{10}t/i.test(text) && isDate(text.slice(0, 10)) && time.test(text.slice(11)),
};

/** RFC 3339 appendix A. */
export const duration: Format = form(
  'duration',
  /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/,
);

/** What most mail systems take; RFC 5321 allows more. */
export const email: Format = form('email', /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+$/);

/** RFC 3986, with a scheme. */
export const uri: Format = form('uri', /^[a-z][\d+.a-z-]*:[^\s"<>\\^`{|}]*$/i);

export const ipv4: Format = form('ipv4', /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/);

function form(name: string, pattern: RegExp): Format {
  return { name, test: (text) => pattern.test(text) };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}
