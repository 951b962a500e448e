/**
 * Formats one printed text, with the layout of prettier.
 *
 * oxfmt does most of the work, at a twentieth of prettier's time. It differs from prettier in one layout
 * that generated code has: unions that fit on a line of their own. prettier formats the statements with such a
 * union, and everything where the binary of oxfmt cannot be loaded, so that the bytes are always the same.
 */
import { createRequire } from 'node:module';
import type { Options } from 'prettier';
import { isJsonObject } from '../api/json.ts';
import { encodeJson } from '../naming/encode.ts';
import { ownVersion } from '../own-file.ts';
import { type FileFormat, sha256 } from './files.ts';
import { type LineRange, statementsWithShortUnion } from './short-unions.ts';

/** Options for all users: their own configuration is not read. Names every option, so that a new default changes nothing. */
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
 * Hash of the tools that turn statements into text: this generator, ts-morph, and the formatters with
 * their options. A new version of one outdates all files.
 */
export function toolHash(): string {
  const versions = [ownVersion(), ...['ts-morph', 'prettier', 'oxfmt'].map(versionOf)];
  return sha256(JSON.stringify({ versions, options: formatOptions }));
}

/** Reads the version from `package.json`, because loading a formatter costs 50 ms, and an unchanged run needs none. */
export function versionOf(name: string): string {
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
    // The lines after the first quote the text.
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
  if (formatted === null) return formatWithPrettier(text);
  const statements = statementsWithShortUnion(formatted, formatOptions.printWidth);
  if (statements === null) return formatWithPrettier(text);
  if (statements.length === 0) return formatted;
  try {
    return await formatStatements(formatted, statements);
  } catch {
    // The statements could not be told apart.
    return formatWithPrettier(text);
  }
}

/** Formats some statements with prettier, and leaves the others. */
async function formatStatements(text: string, statements: readonly LineRange[]): Promise<string> {
  const lines = text.split('\n');
  const parts: (readonly string[])[] = [];
  let end = 0;
  for (const statement of statements) {
    const code = lines.slice(statement.start, statement.end).join('\n');
    parts.push(lines.slice(end, statement.start), [(await formatWithPrettier(code)).trimEnd()]);
    end = statement.end;
  }
  return [...parts, lines.slice(end)].flat().join('\n');
}

async function formatWithPrettier(text: string): Promise<string> {
  const [prettier, typescript, estree] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/typescript'),
    import('prettier/plugins/estree'),
  ]);
  return prettier.format(text, {
    ...formatOptions,
    parser: 'typescript',
    // Without a `.ts` ending, prettier prints `<T>` as `<T,>`.
    filepath: 'file.ts',
    plugins: [typescript, estree],
  });
}

/** Formats all blocks in one call, because a call costs as much as a hundred lines. */
async function formatFences(text: string): Promise<string> {
  const fence = /(?<=^```ts\n)[^]*?(?=\n```$)/gm;
  const blocks = [...text.matchAll(fence)].map(([block], index) => `// block ${index}\n${block}`);
  const formatted = await formatTypeScript(blocks.join('\n'));
  const [, ...parts] = formatted.split(/^\/\/ block \d+\n/m);
  let next = 0;
  return text.replaceAll(fence, () => (parts[next++] ?? '').trim());
}

/** Loads all of prettier, which also formats code blocks in other languages. */
async function formatMarkdown(text: string): Promise<string> {
  const prettier = await import('prettier');
  return prettier.format(text, { ...formatOptions, parser: 'markdown' });
}

async function formatJson(path: string, text: string): Promise<string> {
  // npm and prettier lay out this file as `encodeJson` does.
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

/** Returns `null` where prettier has to format: if the text does not parse, or oxfmt's binary is missing. */
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
