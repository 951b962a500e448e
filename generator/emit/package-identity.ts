/** Name and version of the generated package, and the ending of its imports. */
import type { Api } from '../api/api.ts';
import { kebabCase, splitWords } from '../naming/words.ts';
import type { GenerateOptions } from '../options.ts';
import type { PackageIdentity } from '../template/slots.ts';

const semver = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

/** Derives the name from the title, unless the user gave one. Uses the document's version if npm accepts it. */
export function packageIdentity(
  api: Api,
  { packageName, importExtension }: Pick<GenerateOptions, 'packageName' | 'importExtension'>,
): PackageIdentity {
  const derived = kebabCase(splitWords(api.title)).replaceAll(/[^a-z0-9-]/g, '');
  return {
    name: packageName ?? (derived === '' ? 'api-client' : derived.slice(0, 100)),
    version: semver.test(api.version) ? api.version : '0.0.0',
    importExtension,
  };
}
