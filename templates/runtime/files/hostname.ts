/** Host names: of ASCII letters (RFC 1123), and international ones (RFC 5890 to 5893). */
import { decodeLabel, encodeLabel } from './punycode.js';

/** A name of ASCII letters; labels that stand for international ones stand for right ones. */
export function isHostname(text: string): boolean {
  return /^[\w.-]*$/.test(text) && isInternationalHostname(text);
}

/** The same with labels as people write them, between dots of any script. */
export function isInternationalHostname(text: string): boolean {
  const labels = mapped(text)
    .split(/[.\u3002\uff0e\uff61]/u)
    .map(unicodeForm);
  if (!labels.every((label) => label !== null)) return false;
  const ascii = labels.map((label) => (isAscii(label) ? label : `xn--${encodeLabel(label)}`));
  if (ascii.join('.').length > 253 || ascii.some((label) => label.length > 63)) return false;
  const isBidirectional = labels.some((label) => rightToLeft.test(label));
  return !isBidirectional || labels.every(keepsDirection);
}

/** What UTS 46 makes of a text before it is looked at: the plain forms of letters, in small ones. */
function mapped(text: string): string {
  return text
    .replaceAll(/\u00ad|[\u180b-\u180d]|\u200b|\u2060|\u2064|[\ufe00-\ufe0f]|\ufeff/gu, '')
    .normalize('NFKC')
    .toLowerCase();
}

/** The label as people read it; `null`: it is none. */
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

/** RFC 5892, appendix A: letters that are right only beside certain others. */
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

/** Letters of scripts that join, but for those that join only what is before them. */
const joinsNext =
  /(?![\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef])[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}]\p{Mn}*$/u;
const joinsPrevious =
  /^\p{Mn}*[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}]/u;

/** Arabic-Indic digits of one kind only: appendix A.8 and A.9. */
const mixedDigits = /[\u0660-\u0669].*[\u06f0-\u06f9]|[\u06f0-\u06f9].*[\u0660-\u0669]/u;

/** Beside letters, Arabic-Indic digits: the extended ones go either way. */
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
