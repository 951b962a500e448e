/** A few lines of source → one minified file, and what it weighs. */
import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export interface BundleRequest {
  readonly text: string;
  /** Where its imports start. */
  readonly folder: string;
  /** That is written. */
  readonly file: string;
}

export interface Bundle {
  readonly file: string;
  readonly bytes: number;
  /** At gzip's highest level. */
  readonly gzipBytes: number;
}

/** As a browser would load it. */
export async function bundle({ text, folder, file }: BundleRequest): Promise<Bundle> {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: folder, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  await writeFile(file, contents);
  return { file, bytes: contents.length, gzipBytes: gzipSync(contents, { level: 9 }).length };
}
