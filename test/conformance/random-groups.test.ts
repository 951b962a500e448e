import { expect, it } from 'vitest';
import { randomGroups } from './random-groups.ts';
import { tryGroups } from './try-groups.ts';
import { isThorough } from '../support/sample.ts';

it.runIf(isThorough)(
  'agrees with ajv on what random schemas of a few keywords say of random values',
  async () => {
    const groups = randomGroups(20_2012, 40);
    const { outcomes, refused, complaints } = await tryGroups({ groups, remotes: new Map() });
    expect(complaints).toEqual([]);
    expect(refused.map(({ group, codes }) => [group.description, codes])).toEqual([]);
    const wrong = outcomes.filter(({ verdict }) => verdict !== 'pass');
    expect(wrong.map(({ group, test, verdict }) => [verdict, group.description, test.description])).toEqual(
      [],
    );
    const taken = outcomes.filter(({ test }) => test.valid).length / outcomes.length;
    expect(taken).toBeGreaterThan(0.2);
    expect(taken).toBeLessThan(0.8);
  },
);
