/** Parses the text of a `simple` or `regex` criterion (Arazzo 1.0, Criterion Object) into a `Condition`. */
import type { Comparison, Condition } from '../../api/api.ts';
import { pointerKeys } from '../../api/place.ts';

/** Nobody can review longer or deeper conditions. */
const MOST_CHARACTERS = 2_000;
const MOST_NESTING = 16;

/** Parses `$statusCode == 404 || $response.body#/status == 'done'`; returns `null` for other text. */
export function parseCondition(text: string): Condition | null {
  const tokens = text.length > MOST_CHARACTERS ? null : tokensOf(text.trim());
  if (tokens === null) return null;
  const reader: Reader = { tokens, index: 0 };
  const condition = readAny(reader, 0);
  return reader.index === tokens.length ? condition : null;
}

/** Parses the subject of a comparison: the status, or a pointer into the body; returns `null` for other text. */
export function parseSubject(text: string): Subject | null {
  const tokens = text.length > MOST_CHARACTERS ? null : tokensOf(text.trim());
  const [token] = tokens ?? [];
  return tokens?.length === 1 && token?.kind === 'subject' ? token.subject : null;
}

/**
 * Returns the texts that an anchored regular expression lists, as `^(a|b)$` does; `null` for any other.
 *
 * The generator never runs an expression of a document: one that takes exponential time would stop the
 * generator, and every program that waits.
 */
export function parseAlternatives(pattern: string): readonly string[] | null {
  const inner = /^\^(?:\((?:\?:)?(?<group>[^()]*)\)|(?<plain>[^()|]*))\$$/.exec(pattern)?.groups;
  const texts = (inner?.['group'] ?? inner?.['plain'])?.split('|') ?? [];
  const isPlain = texts.every((text) => /^(?:[\w\s:/@#%&=!~,;'"<>-]|\\[^\w\s])+$/.test(text));
  return texts.length > 0 && isPlain ? texts.map((text) => text.replaceAll(/\\(.)/g, '$1')) : null;
}

export type Subject =
  { readonly kind: 'status' } | { readonly kind: 'body'; readonly keys: readonly string[] };

export type Literal = string | number | boolean | null;

type Token =
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'subject'; readonly subject: Subject };

interface Reader {
  readonly tokens: readonly Token[];
  index: number;
}

const tokenPattern =
  /\s*(?:(?<sign>&&|\|\||[=!<>]=|[<>!()])|'(?<single>(?:[^']|'')*)'|"(?<double>[^"]*)"|(?<number>-?\d+(?:\.\d+)?)|(?<word>true|false|null)\b|(?<status>\$statusCode)\b|\$response\.body#(?<pointer>\/[^\s()=!<>&|]*))/y;

function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern);
  while (pattern.lastIndex < text.length) {
    const token = tokenOf(pattern.exec(text)?.groups);
    if (token === null) return null;
    tokens.push(token);
  }
  return tokens;
}

function tokenOf(found: Readonly<Record<string, string | undefined>> | undefined): Token | null {
  if (found === undefined) return null;
  const { sign, single, double, number, word, status, pointer } = found;
  if (sign !== undefined) return { kind: 'sign', text: sign };
  if (status !== undefined) return { kind: 'subject', subject: { kind: 'status' } };
  if (pointer !== undefined)
    return { kind: 'subject', subject: { kind: 'body', keys: pointerKeys(pointer) } };
  if (number !== undefined) return { kind: 'literal', value: Number(number) };
  if (word !== undefined) return { kind: 'literal', value: word === 'null' ? null : word === 'true' };
  return { kind: 'literal', value: single?.replaceAll("''", "'") ?? double ?? '' };
}

function readAny(reader: Reader, nesting: number): Condition | null {
  return readChain({ reader, nesting, sign: '||', kind: 'any', next: readAll });
}

function readAll(reader: Reader, nesting: number): Condition | null {
  return readChain({ reader, nesting, sign: '&&', kind: 'all', next: readOne });
}

interface Chain {
  readonly reader: Reader;
  readonly nesting: number;
  readonly sign: string;
  readonly kind: 'all' | 'any';
  readonly next: (reader: Reader, nesting: number) => Condition | null;
}

function readChain({ reader, nesting, sign, kind, next }: Chain): Condition | null {
  const conditions: Condition[] = [];
  do {
    const condition = next(reader, nesting);
    if (condition === null) return null;
    conditions.push(condition);
  } while (takeSign(reader, sign));
  return conditions.length === 1 ? (conditions[0] ?? null) : { kind, conditions };
}

function readOne(reader: Reader, nesting: number): Condition | null {
  if (nesting > MOST_NESTING) return null;
  if (takeSign(reader, '!')) {
    const condition = readOne(reader, nesting + 1);
    return condition === null ? null : { kind: 'not', condition };
  }
  if (!takeSign(reader, '(')) return readComparison(reader);
  const condition = readAny(reader, nesting + 1);
  return takeSign(reader, ')') ? condition : null;
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function readComparison(reader: Reader): Condition | null {
  const [left, sign, right] = reader.tokens.slice(reader.index, reader.index + 3);
  reader.index += 3;
  if (left === undefined || right === undefined || sign?.kind !== 'sign') return null;
  const operator = comparisonOf(sign.text);
  if (operator === null) return null;
  if (left.kind === 'subject' && right.kind === 'literal')
    return comparison(left.subject, operator, right.value);
  if (left.kind === 'literal' && right.kind === 'subject')
    return comparison(right.subject, mirrored[operator], left.value);
  return null;
}

function comparison(subject: Subject, operator: Comparison, value: Literal): Condition | null {
  if (subject.kind === 'body') return { ...subject, operator, value };
  return typeof value === 'number' ? { kind: 'status', operator, value } : null;
}

function comparisonOf(text: string): Comparison | null {
  switch (text) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return text;
    default:
      return null;
  }
}

function takeSign(reader: Reader, text: string): boolean {
  const token = reader.tokens[reader.index];
  const isThere = token?.kind === 'sign' && token.text === text;
  if (isThere) reader.index += 1;
  return isThere;
}
