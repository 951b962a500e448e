/** Texts that match a regular expression: short and readable ones first. */
import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** Characters of the longest text that is made. */
const longestText = 2_000;

/** Characters that stand for a class, in the order of preference. */
const pools: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '1234567890',
  '-_./ :@#+=,;!?$%&*()[]{}<>|~^\'"`\\\t\n',
  'äßéñøλжあ漢字한🙂',
];

/** Numbers of repetitions, where the pattern leaves them open. */
const repetitions: readonly number[] = [1, 0, 2, 3, 5, 8, 13, 21, 34, 64, 100, 256, 1_024];

interface Making {
  readonly repeat: number;
  /** Number of the alternative that is taken, where the pattern has several. */
  readonly alternative: number;
  /** Flag of the expression: the classes in it are tested with the same. */
  readonly flags: string;
  readonly groups: Map<AST.CapturingGroup, string>;
  /** Characters of each class, by its source. */
  readonly classes: Map<string, readonly string[]>;
  /** Characters that classes have stood for so far: each gets another one. */
  position: number;
}

/** Candidates only: lookarounds and boundaries are ignored, so the caller tests each text. */
export function* textsMatching(pattern: string, nth: number): Generator<string> {
  const parsed = parsePattern(pattern);
  if (parsed === null) return;
  const classes = new Map<string, readonly string[]>();
  for (const alternative of [0, 1, 2, 3]) {
    for (const repeat of repetitions) {
      const making: Making = {
        repeat,
        alternative: alternative + nth,
        flags: parsed.flags,
        groups: new Map(),
        classes,
        position: nth,
      };
      const text = textOfAlternatives(parsed.tree, making);
      if (text.length <= longestText) yield text;
    }
  }
}

function parsePattern(pattern: string): { readonly tree: AST.Pattern; readonly flags: string } | null {
  for (const flags of ['u', '']) {
    try {
      const parser = new RegExpParser({ ecmaVersion: 2025 });
      return { tree: parser.parsePattern(pattern, 0, pattern.length, { unicode: flags === 'u' }), flags };
    } catch {
      // Without the flag, more patterns are valid.
    }
  }
  return null;
}

function textOfAlternatives(
  { alternatives }: { readonly alternatives: readonly AST.Alternative[] },
  making: Making,
): string {
  const chosen = alternatives[making.alternative % alternatives.length];
  return (chosen?.elements ?? []).map((element) => textOf(element, making)).join('');
}

function textOf(element: AST.Element, making: Making): string {
  switch (element.type) {
    case 'Assertion':
      return '';
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return characterOf(element, making);
    case 'Group':
      return textOfAlternatives(element, making);
    case 'CapturingGroup': {
      const text = textOfAlternatives(element, making);
      making.groups.set(element, text);
      return text;
    }
    case 'Backreference': {
      const group = [element.resolved].flat()[0];
      return (group === undefined ? undefined : making.groups.get(group)) ?? '';
    }
    case 'Quantifier':
      return repeated(element, making);
  }
}

function repeated({ element, min, max }: AST.Quantifier, making: Making): string {
  const count = Math.min(Math.max(making.repeat, min), max);
  let text = '';
  for (let index = 0; index < count && text.length <= longestText; index += 1)
    text += textOf(element, making);
  return text;
}

function characterOf(element: AST.Element, making: Making): string {
  const known = making.classes.get(element.raw) ?? charactersOf(element, making.flags);
  making.classes.set(element.raw, known);
  const character = known[making.position % known.length] ?? '';
  making.position += 1;
  return character;
}

/** The class itself decides which characters it has. */
function charactersOf(element: AST.Element, flags: string): readonly string[] {
  const isOfClass = new RegExp(`^(?:${element.raw})$`, flags);
  for (const pool of pools) {
    const characters = Array.from(pool).filter((character) => isOfClass.test(character));
    if (characters.length > 0) return characters;
  }
  return [firstOfRange(element)];
}

function firstOfRange(element: AST.Element): string {
  if (element.type !== 'CharacterClass') return '';
  const [first] = element.elements;
  if (first?.type === 'CharacterClassRange') return String.fromCodePoint(first.min.value);
  return first?.type === 'Character' ? String.fromCodePoint(first.value) : '';
}
