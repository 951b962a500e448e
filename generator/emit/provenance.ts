/** What the manifest says of where a package came from. */
import { basename } from 'node:path';
import type { Api } from '../api/api.ts';
import { ownVersion } from '../version.ts';
import { toolHash } from './format-options.ts';
import type { ManifestHead } from './manifest.ts';
import { sha256 } from './sha256.ts';

/**
 * The hash is of what the document says and not of its bytes: the same API in another order of keys,
 * or in another file of the same name, leaves the manifest as it is.
 */
export function manifestHead(api: Api | null, spec: string): ManifestHead {
  const content = JSON.stringify(api, (key, value: unknown) =>
    key === 'place' || key === 'otherPlaces' ? undefined : value,
  );
  return {
    generator: `clientwright@${ownVersion()}`,
    spec: { file: basename(spec), sha256: sha256(content) },
    toolHash: toolHash(),
  };
}
