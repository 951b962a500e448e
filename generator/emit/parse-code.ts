/** Text of a module to its syntax tree. */
import type { Comment, Program } from 'oxc-parser';
import type { Parser, ParserOptions } from 'prettier';

export interface ParsedModule {
  readonly ok: true;
  readonly body: Program['body'];
  readonly comments: readonly Comment[];
}

/** A module that parses, or the first thing that is wrong with it. */
export type ParsedCode = ParsedModule | { readonly ok: false; readonly problem: string };

export type CodeParser = (path: string, text: string) => ParsedCode;

/** The parser of oxc where its binary can be loaded; else that of prettier, which takes ten times as long. */
export async function loadCodeParser(): Promise<CodeParser> {
  try {
    const { parseSync } = await import('oxc-parser');
    return (path, text) => parseWithOxc(parseSync, path, text);
  } catch {
    return loadPortableParser();
  }
}

/** Plain JavaScript, with the same tree. */
export async function loadPortableParser(): Promise<CodeParser> {
  const { parsers } = await import('prettier/plugins/typescript');
  return (path, text) => parseWithPrettier(parsers.typescript, path, text);
}

function parseWithOxc(
  parseSync: typeof import('oxc-parser').parseSync,
  path: string,
  text: string,
): ParsedCode {
  const { program, comments, errors } = parseSync(path, text, { sourceType: 'module' });
  const [error] = errors;
  return error === undefined
    ? { ok: true, body: program.body, comments }
    : { ok: false, problem: error.message };
}

function parseWithPrettier(parser: Parser, path: string, text: string): ParsedCode {
  try {
    const options: Partial<ParserOptions> = { filepath: path };
    // The parser reads no other option. Its tree is that of typescript-estree, which oxc-parser follows.
    const { body, comments }: ParsedModule = parser.parse(text, options as ParserOptions);
    return { ok: true, body, comments };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
