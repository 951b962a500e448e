import { describe, expect, it } from 'vitest';
import type { JsonMap } from './edits/document.ts';
import { planOf } from './edits/planned.ts';
import { documentOf, object, text } from './small-documents.ts';

describe('an alternative that is removed', () => {
  const base = { $ref: '#/components/schemas/Base' };
  const variant = (tag: string, more: JsonMap = {}): JsonMap => ({
    ...object({ type: { type: 'string', enum: [tag] }, [tag]: text, ...more }),
    required: ['type', tag],
  });
  const [car, bus, van] = [variant('car'), variant('bus'), variant('van')];

  /** The variants that have a name, each with its tag, and the aliases, after both versions. */
  function namesOf(before: readonly JsonMap[], after: readonly JsonMap[]): Readonly<Record<string, string>> {
    const version = (oneOf: readonly JsonMap[]): JsonMap =>
      documentOf({
        operations: { 'GET /trips getTrip': object({ by: { oneOf: [...oneOf] } }) },
        schemas: { Base: variant('base') },
      });
    const { ledger } = planOf(version(before)).plan;
    const { api } = planOf(version(after), ledger).plan;
    return Object.fromEntries(
      api.models.flatMap(({ name, schema, isAlias }) => {
        const tag = schema.kind === 'object' && schema.properties.find((one) => one.name === 'type');
        const known = tag && tag.schema.kind === 'literal' ? String(tag.schema.value) : null;
        return isAlias === true ? [[name, 'alias']] : known === null ? [] : [[name, known]];
      }),
    );
  }

  it.each([
    ['the last', [car, bus, van], [car, bus], { car: 'car', bus: 'bus' }],
    ['the first', [car, bus, van], [bus, van], { bus: 'bus', van: 'van' }],
    ['one beside a component', [base, bus, van], [base, van], { van: 'van' }],
    [
      'the first, before one that changes',
      [car, bus, van],
      [variant('bus', { seats: text }), van],
      { bus: 'bus', van: 'van' },
    ],
  ] as const)('%s: its name is no other alternative', (_, before, after, names) => {
    expect(namesOf(before, after)).toEqual({ Base: 'base', ...names });
  });
});
