/** Turns a few lines of a program that uses the runtime into one file, as a bundler ships it. */
import { build } from 'esbuild';

const runtime = new URL('../../templates/runtime/files/', import.meta.url);

/** Bundles and minifies a program whose imports begin with `runtime/`. */
export async function bundleRuntime(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: program.replaceAll("'runtime/", `'${runtime.pathname}`),
      loader: 'ts',
      resolveDir: '/',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
