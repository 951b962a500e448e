/** Files of a package → those that `prettier --check` would report, with the options of the generator. */
import * as prettier from 'prettier';
import { formatOptions } from '../../generator/emit/format-text.ts';

/** Files that prettier has no parser for are skipped, as `prettier --check` skips them. */
export async function filesThatPrettierChanges(
  files: Iterable<readonly [path: string, text: string]>,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const [path, text] of files) {
    const { inferredParser } = await prettier.getFileInfo(path);
    if (inferredParser === null) continue;
    const isFormatted = await prettier.check(text, { ...formatOptions, filepath: path });
    if (!isFormatted) changed.push(path);
  }
  return changed;
}
