import { describe, expect, it } from 'vitest';
import {
  visibleColumns,
  visibleJson,
  visibleLines,
  visibleText,
} from '../../generator/diagnostics/visible-text.ts';

const hostile = [
  ['an ANSI sequence', '\u001B[2J\u001B[31mred', '\\u{1B}[2J\\u{1B}[31mred'],
  ['an eight-bit control', '\u009B2J', '\\u{9B}2J'],
  ['a bell and a null', '\u0007\u0000', '\\u{7}\\u{0}'],
  ['line ends', 'a\r\n::error::b', 'a\\r\\n::error::b'],
  ['text that runs backwards', '\u202Eevil\u202C', '\\u{202E}evil\\u{202C}'],
  ['isolates', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ['no width', 'a\u200Bb\uFEFF', 'a\\u{200B}b\\u{FEFF}'],
  ['line separators', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
  ['half a surrogate', 'a\uD800b', 'a\\u{D800}b'],
  ['tag characters', 'a\u{E0041}b', 'a\\u{E0041}b'],
] as const;

describe('visibleText', () => {
  it.each(hostile)('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('leaves what people write', () => {
    expect(visibleText('Größe "x" → 東京 😀')).toBe('Größe "x" → 東京 😀');
  });

  it('cuts what is too long to be a message', () => {
    expect(visibleText('x'.repeat(5000)).length).toBeLessThan(1100);
  });
});

describe('visibleJson', () => {
  it.each(hostile)('carries %s without holding it', (_, text) => {
    const json = visibleJson({ text });
    expect(JSON.parse(json)).toEqual({ text });
    expect(json.replaceAll('\n', '')).toMatch(/^[\x20-\x7E]*$/);
  });
});

describe('visibleLines', () => {
  it('keeps line ends and tabs, and nothing else', () => {
    expect(visibleLines('a\tb\r\n\u001B[1mc\n')).toBe('a\tb\n\\u{1B}[1mc\n');
  });
});

describe('visibleColumns', () => {
  it.each(hostile)('keeps every column in its place beside %s', (_, text) => {
    const shown = visibleColumns(text);
    expect(shown).toHaveLength(text.length);
    expect(visibleText(shown)).toBe(shown);
  });
});
