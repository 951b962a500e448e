import { describe, expect, it } from 'vitest';
import { didYouMean, editDistance, suggest } from '../../generator/diagnostics/suggest.ts';

describe('suggest', () => {
  it.each([
    ['genrate', 'generate'],
    ['sepc', 'spec'],
    ['Out', 'out'],
    ['propertyOrdering', 'propertyOrder'],
  ])('takes %s for %s', (unknown, meant) => {
    expect(suggest(unknown, ['spec', 'out', 'generate', 'check', 'propertyOrder'])).toBe(meant);
  });

  it('suggests nothing where nothing is near', () => {
    expect(suggest('banana', ['spec', 'out'])).toBeNull();
    expect(suggest('banana', [])).toBeNull();
  });

  it('takes the first by name of two that are equally near, whatever order they come in', () => {
    expect(suggest('cat', ['car', 'bat'])).toBe('bat');
    expect(suggest('cat', ['bat', 'car'])).toBe('bat');
  });

  it('does no long work on a long word', () => {
    expect(suggest('x'.repeat(1_000_000), ['spec'])).toBeNull();
  });

  it('names what is known where nothing is near', () => {
    expect(didYouMean('banana', ['spec', 'out'])).toBe('Use one of: spec, out.');
    expect(didYouMean('spce', ['spec', 'out'])).toBe('Did you mean "spec"?');
  });
});

describe('editDistance', () => {
  it.each([
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
  ])('%j to %j is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
    expect(editDistance(to, from)).toBe(distance);
  });
});
