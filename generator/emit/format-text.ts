/** One printed text to its formatted text. */
import { encodeJson } from '../naming/encode.ts';
import type { FileFormat } from './files.ts';
import { formatOptions } from './format-options.ts';

export interface FormatTask {
  readonly format: FileFormat;
  readonly text: string;
}

/** A failure is a value, because it has to cross from a worker thread. */
export type FormatOutcome =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

/** Loads the formatter on first use: an unchanged run never pays for it. */
export async function formatText(task: FormatTask): Promise<FormatOutcome> {
  try {
    return { ok: true, text: await format(task) };
  } catch (error) {
    // Only the first line: those after it quote the text.
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: message.split('\n', 1).join('') };
  }
}

async function format({ format: language, text }: FormatTask): Promise<string> {
  switch (language) {
    case 'typescript':
      return formatTypeScript(text);
    case 'fenced':
      return formatFences(text);
    case 'markdown':
      return formatMarkdown(text);
    case 'json':
      // The layout of npm, which writes package.json after us.
      return `${encodeJson(JSON.parse(text))}\n`;
    case 'text':
      return text;
  }
}

/**
 * The standalone build has no code to look for a user's configuration, and loads in half the time.
 * The oxc parser gives the bytes that the `typescript` parser gives, at 0.4 of its time.
 */
async function formatTypeScript(text: string): Promise<string> {
  const [prettier, oxc] = await Promise.all([import('prettier/standalone'), import('@prettier/plugin-oxc')]);
  // Only its ending is looked at: a file that might be .tsx would get `<T,>` for `<T>`.
  const filepath = 'file.ts';
  return prettier.format(text, { ...formatOptions, filepath, parser: 'oxc-ts', plugins: [oxc] });
}

/** All blocks in one call: each call of the formatter costs as much as a hundred lines. */
async function formatFences(text: string): Promise<string> {
  const fence = /(?<=^```ts\n)[^]*?(?=\n```$)/gm;
  const blocks = [...text.matchAll(fence)].map(([block], index) => `// block ${index}\n${block}`);
  const formatted = await formatTypeScript(blocks.join('\n'));
  const [, ...parts] = formatted.split(/^\/\/ block \d+\n/m);
  let next = 0;
  return text.replaceAll(fence, () => (parts[next++] ?? '').trim());
}

async function formatMarkdown(text: string): Promise<string> {
  const [prettier, markdown, oxc] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/markdown'),
    import('@prettier/plugin-oxc'),
  ]);
  return prettier.format(text, { ...formatOptions, parser: 'markdown', plugins: [markdown, oxc] });
}
