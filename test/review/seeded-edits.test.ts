/** A sample of `npm run test:review`: edits that only add take no name away. */
import { expect, it } from 'vitest';
import { runHistory } from './edits/history.ts';
import { loadRoot } from './edits/planned.ts';
import { root } from '../support/generated-package.ts';
import { shop } from './shop.ts';
import { isThorough, sampleOf } from '../support/sample.ts';

const seeds = [...Array(60).keys()];

it.runIf(isThorough)('of ARTU', async () => {
  const spec = {
    root: await loadRoot(`${root}specs/workflows.json`, [`${root}specs/workflows.overlay.yaml`]),
    document: 'ARTU',
  };
  const faults = sampleOf(seeds, 2).flatMap((seed) => runHistory({ ...spec, seed, edits: 12 }).faults);
  expect(faults).toEqual([]);
});

it('of a shop', () => {
  const faults = sampleOf(seeds, 4).flatMap(
    (seed) => runHistory({ root: shop, document: 'shop', seed, edits: 20 }).faults,
  );
  expect(faults).toEqual([]);
});
