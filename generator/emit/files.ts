/** Files of a package between the stages, and the hashes of their texts that manifest and journal hold. */
import { hash } from 'node:crypto';
import type { PackagePlan } from '../plan/package-plan.ts';
import type { PlannedSymbol } from '../template/plan.ts';
import type { ImportExtension } from '../template/slots.ts';
import type { FileContent } from '../template/structures.ts';
import type { PlannedCode } from './verify-planned.ts';

/** A file as data, before it is printed. */
export interface RenderedFile {
  readonly identity: string;
  readonly path: string;
  readonly content: FileContent | { readonly kind: 'copy'; readonly source: URL };
}

/**
 * Language of a file, which selects its formatter; `text` is never formatted.
 *
 * `fenced` is Markdown in which only the blocks of TypeScript are formatted. It takes half the time of
 * `markdown`, because it needs no formatter of Markdown.
 */
export type FileFormat = 'typescript' | 'json' | 'markdown' | 'fenced' | 'text';

/** Path in the output folder. A folder of an application has no `src` of its own. */
export function outputPath(path: string, { isPackage }: Pick<PrintRequest, 'isPackage'>): string {
  return isPackage ? path : path.replace(/^src\//, '');
}

/** One file of the package before formatting. */
export interface UnformattedFile {
  /** Relative to the output folder, with `/`: `src/client.ts`. */
  readonly path: string;
  readonly format: FileFormat;
  /** SHA-256 of everything that the text depends on: equal hashes mean equal texts. */
  readonly sourceHash: string;
  /** Lazy: the first call may load ts-morph, and an unchanged file needs no text. */
  readonly text: () => string | Promise<string>;
  /** Expected content of the text; absent unless the file is printed from statements. */
  readonly planned?: () => PlannedCode;
}

/** One file of the package as it is written to disk. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  readonly sourceHash: string;
  /** `true`: this machine wrote the same text from the same source, and verified it then. */
  readonly isVerified?: boolean;
  /** `true`: made from other files, for `dist/`. Its edits are not protected. */
  readonly isBuilt?: boolean;
}

export interface PrintRequest {
  readonly files: readonly RenderedFile[];
  readonly plan: PackagePlan;
  /** `false`: what a package has in `src` is at the top. */
  readonly isPackage: boolean;
  readonly importExtension: ImportExtension;
}

/** Lower-case hexadecimal. A text is hashed as UTF-8, as it is written to disk. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

/** Validates a hash that was read from a file. */
export function isSha256(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/** SHA-256 of the source of a text as JSON, in which a symbol is its final name, its meaning and its file. */
export function hashOf(content: unknown, plan: PackagePlan): string {
  return sha256(
    JSON.stringify(content, (_key, part: unknown) =>
      isPlannedSymbol(part) ? qualifiedName(part, plan) : part,
    ),
  );
}

function isPlannedSymbol(part: unknown): part is PlannedSymbol {
  return (
    typeof part === 'object' && part !== null && 'kind' in part && part.kind === 'symbol' && !('as' in part)
  );
}

function qualifiedName({ identity }: PlannedSymbol, plan: PackagePlan): string {
  const symbol = plan.symbols.get(identity);
  if (symbol === undefined) return identity;
  const own = `${plan.paths.get(symbol.file) ?? ''}#${symbol.meaning}:${symbol.name}`;
  if (symbol.parent === null) return own;
  return `${qualifiedName({ kind: 'symbol', identity: symbol.parent }, plan)}.${own}`;
}
