/** Turns a few lines of a program that uses the runtime into one file, as a bundler ships it. */
import { bundled } from './bundle.ts';

const runtime = new URL('../../templates/runtime/files/', import.meta.url);

/** Bundles and minifies a program whose imports begin with `runtime/`. */
export async function bundleRuntime(program: string): Promise<string> {
  return bundled({ program: program.replaceAll("'runtime/", `'${runtime.pathname}`), folder: '/' });
}
