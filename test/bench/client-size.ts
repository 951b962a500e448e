/** The committed client and clients of the peers for the same call → what each weighs in a browser. */
import { join } from 'node:path';
import { bundleSize } from './bundle-size.ts';
import type { BundleRequest } from './bundle-size.ts';
import { processUsage } from './process-usage.ts';
import type { Row } from './table.ts';

/** Validators and what only they use; of the parameters' checks, too. */
const validators =
  /\/src\/(?:models\/|runtime\/(?:alternatives|assertions|checks|formats|keys|limits|validated|validation)\.)/;

/** `peers` is the folder that they are installed in. */
export async function sizeRows(root: string, peers: string | null): Promise<readonly Row[]> {
  const generated = join(root, 'generated/workflows/src');
  const own = (source: string, without?: RegExp): Promise<number | null> =>
    kilobytes({ source, folder: generated, ...(without === undefined ? {} : { without }) });
  const other = peers === null ? noPeers : await peerSizes(root, peers);
  return [
    row('one call, no validators', await own(oneFunction('retrieve'), validators), other.withoutValidators),
    row('one call, validated', await own(oneFunction('retrieve')), other.withValidators),
    row('one waiter, no validators', await own(oneFunction('waitUntilCompleted'), validators), {}),
    row('one waiter, validated', await own(oneFunction('waitUntilCompleted')), {}),
    row('one poller, no validators', await own(oneFunction('pollUntilCompleted'), validators), {}),
    row('the whole client', await own(wholeClient), {}),
  ];
}

const wholeClient = `export { createClient } from './index.ts';`;

function oneFunction(name: string): string {
  return `export { createTransport } from './client.ts'; export { ${name} } from './resources/workflows/executions.ts';`;
}

interface PeerSizes {
  readonly withoutValidators: Row['peers'];
  readonly withValidators: Row['peers'];
}

const noPeers: PeerSizes = { withoutValidators: {}, withValidators: {} };

async function peerSizes(root: string, folder: string): Promise<PeerSizes> {
  const [plain, zod] = await Promise.all([heyApi(root, folder, 'none'), heyApi(root, folder, 'zod')]);
  const ky = await kilobytes({ source: `export { default } from 'ky';`, folder });
  const openapiFetch = await kilobytes({ source: `export { default } from 'openapi-fetch';`, folder });
  return {
    withoutValidators: { 'hey-api + zod': plain, ky, 'openapi-fetch': openapiFetch },
    withValidators: { 'hey-api + zod': zod },
  };
}

/** Generated below the peers' own folder, where its imports of zod are found. */
async function heyApi(root: string, folder: string, kind: 'none' | 'zod'): Promise<number | null> {
  const out = join(folder, 'node_modules', `.bench-${kind}`);
  await processUsage(['generate.mjs', join(root, 'specs/workflows.json'), out, kind], folder);
  return kilobytes({ source: `export { workflowsExecutionsRetrieve } from './sdk.gen.ts';`, folder: out });
}

/** `null` where the bundle cannot be built, as when the package was not generated yet. */
async function kilobytes(request: BundleRequest): Promise<number | null> {
  try {
    return (await bundleSize(request)) / 1000;
  } catch {
    return null;
  }
}

function row(measure: string, ours: number | null, peers: Row['peers']): Row {
  return { measure, unit: 'kB gzip', ours, peers };
}
