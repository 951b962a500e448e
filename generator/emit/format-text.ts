/**
 * One printed text to its formatted text, laid out as prettier lays it out.
 *
 * oxfmt does most of the work, at a twentieth of prettier's time. It differs from prettier in one layout
 * that generated code has: unions that fit on a line of their own. Files with such a union, and all files
 * where the binary of oxfmt cannot be loaded, are formatted by prettier, so that the bytes are always the same.
 */
import { encodeJson } from '../naming/encode.ts';
import type { FileFormat } from './files.ts';
import { formatOptions } from './format-options.ts';
import { hasShortUnion } from './short-unions.ts';

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
