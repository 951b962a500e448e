/** The source of an entry → the bytes that a browser would load for it: bundled, minified, compressed. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'esbuild';
import { bundled } from '../support/bundle.ts';

/** An entry that is written nowhere. */
export interface BundleRequest {
  readonly source: string;
  /** Folder that the imports of `source` start from. */
  readonly folder: string;
  /** Modules that are left out, to see what the rest weighs. */
  readonly without?: RegExp;
}

/** In bytes after gzip at its highest level. */
export async function bundleSize({ source, folder, without }: BundleRequest): Promise<number> {
  const plugins = without === undefined ? [] : [leaveOut(without)];
  const text = await bundled({ program: source, folder, plugins });
  return gzipSync(text, { level: 9 }).length;
}

/** Whatever is exported becomes `undefined`, which no bundle is run to find out; an empty module would cost the bundler's own words for what is missing. */
function leaveOut(filter: RegExp): Plugin {
  return {
    name: 'leave-out',
    setup: (bundler) => {
      bundler.onLoad({ filter }, async ({ path }) => ({
        contents: withoutValues(await readFile(path, 'utf8')),
      }));
    },
  };
}

function withoutValues(source: string): string {
  const values = source.matchAll(/\bexport (?:async )?(?:class|const|function) (\w+)/g);
  const names = new Set([...values].map(([, name]) => name)); // overloads have one name
  return [...names].map((name) => `export let ${name};`).join('\n');
}
