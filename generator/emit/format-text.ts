/** How generated files are formatted: fixed here, never looked up in what a user has configured. */
import { createRequire } from 'node:module';
import type { Options } from 'prettier';
import { isJsonObject } from '../api/json.ts';
import { encodeJson } from '../naming/encode.ts';
import { ownVersion } from '../version.ts';
import type { FileFormat } from './files.ts';
import { sha256 } from './hash.ts';

/** Every option that shapes the output is named, so that a new default of the formatter changes nothing. */
export const formatOptions = {
  arrowParens: 'always',
  bracketSameLine: false,
  bracketSpacing: true,
  embeddedLanguageFormatting: 'auto',
  endOfLine: 'lf',
  experimentalOperatorPosition: 'end',
  experimentalTernaries: false,
  objectWrap: 'preserve',
  printWidth: 100,
  proseWrap: 'preserve',
  quoteProps: 'as-needed',
  semi: true,
  singleQuote: true,
  tabWidth: 2,
  trailingComma: 'all',
  useTabs: false,
} as const satisfies Options;

/**
 * Changes with every tool that turns rendered statements into text, and makes all files out of date:
 * this generator, ts-morph, and the formatters with their options.
 */
export function toolHash(): string {
  const versions = [ownVersion(), ...['ts-morph', 'prettier', 'oxfmt'].map(versionOf)];
  return sha256(JSON.stringify({ versions, options: formatOptions }));
}

/** Read from the package, because loading the formatter costs 50 ms that an unchanged run has no need of. */
function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  const description: unknown = require(`${name}/package.json`);
  return isJsonObject(description) && typeof description['version'] === 'string'
    ? description['version']
    : '';
}

export interface FormatTask {
  readonly path: string;
  readonly format: FileFormat;
  readonly text: string;
}

export type FormatOutcome =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

/** Loads a formatter on first use, so that an unchanged run does not load one. */
export async function formatText(task: FormatTask): Promise<FormatOutcome> {
  try {
    return { ok: true, text: await format(task) };
  } catch (error) {
    // Only the first line: those after it quote the text.
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: message.split('\n', 1).join('') };
  }
}

async function format({ path, format: language, text }: FormatTask): Promise<string> {
  switch (language) {
    case 'typescript':
      return formatTypeScript(text);
    case 'fenced':
      return formatFences(text);
    case 'markdown':
      return formatMarkdown(text);
    case 'json':
      return formatJson(path, encodeJson(JSON.parse(text)));
    case 'text':
      return text;
  }
}

async function formatTypeScript(text: string): Promise<string> {
  const formatted = await formatQuickly('file.ts', text);
  if (formatted !== null && !hasShortUnion(formatted, formatOptions.printWidth)) return formatted;
  const [prettier, typescript, estree] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/typescript'),
    import('prettier/plugins/estree'),
  ]);
  return prettier.format(text, {
    ...formatOptions,
    parser: 'typescript',
    // Only its ending is read: in a file that might be .tsx, `<T>` becomes `<T,>`.
    filepath: 'file.ts',
    plugins: [typescript, estree],
  });
}

/** Formats all blocks in one call: each call costs as much as a hundred lines. */
async function formatFences(text: string): Promise<string> {
  const fence = /(?<=^```ts\n)[^]*?(?=\n```$)/gm;
  const blocks = [...text.matchAll(fence)].map(([block], index) => `// block ${index}\n${block}`);
  const formatted = await formatTypeScript(blocks.join('\n'));
  const [, ...parts] = formatted.split(/^\/\/ block \d+\n/m);
  let next = 0;
  return text.replaceAll(fence, () => (parts[next++] ?? '').trim());
}

/** Loads the whole of prettier, which also formats the code blocks of a dozen languages. */
async function formatMarkdown(text: string): Promise<string> {
  const prettier = await import('prettier');
  return prettier.format(text, { ...formatOptions, parser: 'markdown' });
}

async function formatJson(path: string, text: string): Promise<string> {
  // Already as npm writes it, and as prettier formats it.
  if (path === 'package.json') return `${text}\n`;
  const formatted = await formatQuickly('file.json', text);
  if (formatted !== null) return formatted;
  const [prettier, babel, estree] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/babel'),
    import('prettier/plugins/estree'),
  ]);
  return prettier.format(text, { ...formatOptions, parser: 'json', plugins: [babel, estree] });
}

/** Returns `null` where prettier has to answer: for text that does not parse, and without the binary of oxfmt. */
async function formatQuickly(fileName: string, text: string): Promise<string | null> {
  const { experimentalTernaries: _unsupported, ...options } = formatOptions;
  try {
    const oxfmt = await import('oxfmt');
    const { code, errors } = await oxfmt.format(fileName, text, options);
    return errors.length === 0 ? code : null;
  } catch {
    return null;
  }
}

/** The members seen so far of a union that has a line for each. */
interface UnionLines {
  readonly indent: number;
  readonly members: number;
  /** Width of these members on one line, at the least. */
  readonly width: number;
}

/**
 * Whether a text that oxfmt has formatted holds a union with a line for each member, although all members
 * fit on one line of their own: prettier joins those.
 *
 * Errs on the safe side, as a file for which this returns `true` is only formatted more slowly.
 */
export function hasShortUnion(text: string, printWidth: number): boolean {
  let union: UnionLines | null = null;
  for (const line of text.split('\n')) {
    const next = unionAfter(line, union);
    if (union !== null && next?.members !== union.members + 1 && isShort(union, printWidth)) return true;
    union = next;
  }
  return union !== null && isShort(union, printWidth);
}

/** `null`: the line is no member of a union. */
function unionAfter(line: string, union: UnionLines | null): UnionLines | null {
  const indent = line.search(/[^ ]/);
  if (!line.startsWith('| ', indent)) return null;
  const width = leastWidth(line);
  // The first member has no bar on the joined line, the others have one and a space before it.
  return union?.indent === indent
    ? { indent, members: union.members + 1, width: union.width + 1 + width }
    : { indent, members: 1, width: width - '| '.length };
}

function isShort({ indent, members, width }: UnionLines, printWidth: number): boolean {
  return members > 1 && indent + width <= printWidth;
}

/** Without the indentation. Characters beyond ASCII count nothing, as some of them take no space. */
function leastWidth(line: string): number {
  return line.trimStart().replaceAll(/[^ -~]/g, '').length;
}
