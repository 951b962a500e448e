/** The answers that `init` was given → the text of a configuration file. */

/** What the file is to hold; everything else has a default. */
export interface ConfigAnswers {
  readonly spec: string;
  readonly out: string;
  readonly packageName: string | null;
}

/** Formatted as prettier would with single quotes. */
export function configFileText({ spec, out, packageName }: ConfigAnswers): string {
  return [
    `import { defineConfig } from 'clientwright';`,
    '',
    'export default defineConfig({',
    `  spec: ${quoted(spec)},`,
    `  out: ${quoted(out)},`,
    ...(packageName === null ? [] : [`  name: ${quoted(packageName)},`]),
    '});',
    '',
  ].join('\n');
}

/** Single quotes as formatters have them, unless the text needs an escape. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  return /^[^'\\]*$/.test(json) && !text.includes('"') ? `'${text}'` : json;
}
