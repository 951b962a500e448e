/** How generated files are formatted: fixed here, never looked up in what a user has configured. */
import { createRequire } from 'node:module';
import type { Options } from 'prettier';
import { isJsonObject } from '../api/json.ts';
import { sha256 } from './sha256.ts';
import { ownVersion } from '../version.ts';

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
