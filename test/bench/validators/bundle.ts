/** A few lines of source → one minified file, and what it weighs. */
import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { bundled } from '../../support/bundle.ts';

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
  const contents = Buffer.from(await bundled({ program: text, folder }));
  await writeFile(file, contents);
  return { file, bytes: contents.length, gzipBytes: gzipSync(contents, { level: 9 }).length };
}
