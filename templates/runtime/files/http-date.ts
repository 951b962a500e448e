/** Turns the three forms of an HTTP date (RFC 9110, section 5.6.7) into milliseconds since 1970. */

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `Sun, 06 Nov 1994 08:49:37 GMT` and, obsolete, `Sunday, 06-Nov-94 08:49:37 GMT`. */
const dated =
  /^[A-Z][a-z]+, (?<day>\d\d)[ -](?<month>[A-Z][a-z]{2})[ -](?<year>\d{4}|\d\d) (?<time>[\d:]{8}) GMT$/;

/** Obsolete, of the C library: `Sun Nov  6 08:49:37 1994`. */
const asctime =
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>[\d:]{8}) (?<year>\d{4})$/;

/** `undefined` for anything else: `Date.parse` reads the third form as local time, and much that is no date. */
export function parseHttpDate(text: string): number | undefined {
  const {
    day = '',
    month = '',
    year = '',
    time = '',
  } = (dated.exec(text) ?? asctime.exec(text))?.groups ?? {};
  const [hours, minutes, seconds] = time.split(':').map(Number);
  const parsed = Date.UTC(
    fullYear(year),
    months.indexOf(month) / 3,
    Number(day),
    hours,
    minutes,
    seconds,
  );
  return year === '' || !months.includes(month) || Number.isNaN(parsed) ? undefined : parsed;
}

/** Two digits that would lie far ahead mean the century before; a date for a retry is always near. */
function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}
