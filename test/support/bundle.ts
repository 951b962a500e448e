/** Turns a few lines of a program into one file, as a bundler ships it to browsers. */
import { build, type Plugin } from 'esbuild';

/** A program that is written nowhere. */
export interface BundleRequest {
  readonly program: string;
  /** Where its imports start. */
  readonly folder: string;
  readonly plugins?: readonly Plugin[];
}

/** Minified, as an ES module; throws where an import leads nowhere. */
export async function bundled({ program, folder, plugins = [] }: BundleRequest): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
    plugins: [...plugins],
  });
  return outputFiles[0]?.text ?? '';
}
