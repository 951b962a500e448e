/** Validates host names: ASCII (RFC 1123) and internationalised (RFC 5890 to 5893). */

/** Returns true for an ASCII host name. Punycode labels must decode to valid labels. */
export function isHostname(text: string): boolean {
  return /^[\w.-]*$/.test(text) && isInternationalHostname(text);
}

/** Returns true for a host name whose labels may be Unicode, with the dots of any script. */
export function isInternationalHostname(text: string): boolean {
  const labels = normalised(text)
    .split(/[.\u3002\uff0e\uff61]/u)
    .map(unicodeForm);
  if (!labels.every((label) => label !== null)) return false;
  const ascii = labels.map((label) => (isAscii(label) ? label : `xn--${encodeLabel(label)}`));
  if (ascii.join('.').length > 253 || ascii.some((label) => label.length > 63)) return false;
  const isBidirectional = labels.some((label) => rightToLeft.test(label));
  return !isBidirectional || labels.every(keepsDirection);
}

/** Maps a text by UTS 46: removes ignored characters, normalises and lower-cases the rest. */
function normalised(text: string): string {
  return text
    .replaceAll(/\u00ad|[\u180b-\u180d]|\u200b|\u2060|\u2064|[\ufe00-\ufe0f]|\ufeff/gu, '')
    .normalize('NFKC')
    .toLowerCase();
}

/** Returns the Unicode form of a label; `null` if it is invalid. */
function unicodeForm(label: string): string | null {
  if (!isAscii(label)) return isUnicodeLabel(label) ? label : null;
  if (!/^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i.test(label)) return null;
  if (label.slice(2, 4) !== '--') return label;
  const coded = label.slice(4).toLowerCase();
  const decoded = /^xn/i.test(label) ? decodeLabel(coded) : null;
  if (decoded === null || isAscii(decoded) || encodeLabel(decoded) !== coded) return null;
  return isUnicodeLabel(decoded) ? decoded : null;
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** RFC 5891, section 4.2. */
function isUnicodeLabel(label: string): boolean {
  if (label.normalize('NFC') !== label || /^-|-$|^..--|^\p{M}/u.test(label)) return false;
  if (mixedDigits.test(label)) return false;
  const letters = [...label];
  return letters.every((letter, index) => {
    const rule = contextual[letter];
    if (rule !== undefined)
      return rule(label, letters.slice(0, index).join(''), letters.slice(index + 1).join(''));
    return isAllowed(letter);
  });
}

/** RFC 5892, sections 2 and 3: letters, digits and marks that no normalisation changes. */
function isAllowed(letter: string): boolean {
  if (alwaysAllowed.includes(letter) || /^[a-z\d-]$/.test(letter)) return true;
  if (neverAllowed.test(letter)) return false;
  const folded = letter.normalize('NFKC').toLowerCase().normalize('NFKC');
  return /^[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]$/u.test(letter) && folded === letter;
}

/** RFC 5892, section 2.6. */
const alwaysAllowed = '\u00df\u03c2\u06fd\u06fe\u0f0b\u3007';

/** Exceptions, ignorable code points and blocks, and old Hangul (RFC 5892, sections 2.3, 2.4, 2.6 and 2.9). */
const neverAllowed =
  /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u20d0-\u20ff\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u{1d100}-\u{1d1ff}\u{1d200}-\u{1d24f}]/u;

type ContextRule = (label: string, before: string, after: string) => boolean;

/** Characters that are valid only beside certain others (RFC 5892, appendix A). */
const contextual: Readonly<Record<string, ContextRule>> = {
  '\u00b7': (_, before, after) => before.endsWith('l') && after.startsWith('l'),
  '\u0375': (_, __, after) => /^\p{Script=Greek}/u.test(after),
  '\u05f3': (_, before) => /\p{Script=Hebrew}$/u.test(before),
  '\u05f4': (_, before) => /\p{Script=Hebrew}$/u.test(before),
  '\u30fb': (label) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(label),
  '\u200d': (_, before) => virama.test(before),
  '\u200c': (_, before, after) =>
    virama.test(before) || (joinsNext.test(before) && joinsPrevious.test(after)),
};

/** Marks of the canonical combining class 9. */
const virama =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed\u{10a3f}\u{11046}\u{1107f}\u{110b9}]$/u;

/** Letters that join the next letter, and letters that join the previous one. */
const joinsNext =
  /(?![\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef])[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}]\p{Mn}*$/u;
const joinsPrevious =
  /^\p{Mn}*[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}]/u;

/** Both kinds of Arabic-Indic digits in one label, which appendix A.8 and A.9 forbid. */
const mixedDigits = /[\u0660-\u0669].*[\u06f0-\u06f9]|[\u06f0-\u06f9].*[\u0660-\u0669]/u;

/** Right-to-left letters and Arabic-Indic digits, without the extended digits. */
const rightToLeft =
  /(?![\u06f0-\u06f9\p{Mn}])[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;

/** RFC 5893, section 2. */
function keepsDirection(label: string): boolean {
  const startsRight = rightToLeft.test([...label][0] ?? '') && !/^\p{Nd}/u.test(label);
  if (!startsRight) return /^\p{L}/u.test(label) && !rightToLeft.test(label);
  const letters = [...label];
  const hasOthers = letters.some((letter) => /\p{L}/u.test(letter) && !rightToLeft.test(letter));
  const hasBothDigits = /[\d\u06f0-\u06f9]/u.test(label) && /[\u0660-\u0669]/u.test(label);
  return !hasOthers && !hasBothDigits;
}

const base = 36;
const tMin = 1;
const tMax = 26;
const firstCode = 128;

/** Decodes the text after `xn--` (Punycode, RFC 3492); `null` if it is invalid. */
export function decodeLabel(text: string): string | null {
  const border = Math.max(text.lastIndexOf('-'), 0);
  const points = [...text.slice(0, border)].map((letter) => letter.charCodeAt(0));
  let at = border > 0 ? border + 1 : 0;
  let code = firstCode;
  let index = 0;
  let bias = 72;
  while (at < text.length) {
    const before = index;
    for (let weight = 1, k = base; ; k += base) {
      const digit = digitOf(text.charCodeAt(at));
      at += 1;
      if (digit >= base) return null;
      index += digit * weight;
      const threshold = thresholdAt(k, bias);
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const length = points.length + 1;
    bias = adapt(index - before, length, before === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > 0x10_ff_ff) return null;
    points.splice(index, 0, code);
    index += 1;
  }
  return String.fromCodePoint(...points);
}

/** Encodes a label as the text after `xn--` (Punycode, RFC 3492). */
export function encodeLabel(text: string): string {
  const points = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < firstCode);
  let result = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '');
  let handled = basic.length;
  let code = firstCode;
  let delta = 0;
  let bias = 72;
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= code));
    delta += (next - code) * (handled + 1);
    code = next;
    for (const point of points) {
      if (point < code) delta += 1;
      if (point !== code) continue;
      result += digitsOf(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    code += 1;
  }
  return result;
}

/** Encodes a number, least significant digit first. */
function digitsOf(value: number, bias: number): string {
  let result = '';
  let rest = value;
  for (let k = base; ; k += base) {
    const threshold = thresholdAt(k, bias);
    if (rest < threshold) return result + letterOf(rest);
    const span = base - threshold;
    result += letterOf(((rest - threshold) % span) + threshold);
    rest = Math.floor((rest - threshold) / span);
  }
}

function letterOf(digit: number): string {
  return String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);
}

function digitOf(letter: number): number {
  if (letter >= 48 && letter <= 57) return letter - 22;
  const small = letter | 32;
  return small >= 97 && small <= 122 ? small - 97 : base;
}

function thresholdAt(k: number, bias: number): number {
  return Math.min(Math.max(k - bias, tMin), tMax);
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) / 2; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + 38));
}
