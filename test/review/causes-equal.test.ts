/** E of the study of names: an added property makes two objects equal, and each keeps the types inside it. */
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../generator/naming/ledger.ts';
import { faultsBetween } from './edits/compare.ts';
import { planOf } from './edits/planned.ts';
import { surfaceOf } from './edits/surface.ts';
import type { JsonMap } from './edits/document.ts';
import { documentOf, object, text, type Version } from './small-documents.ts';

/** Plans each version over the ledger of the one before it. */
function faultsOf(versions: readonly Version[]): readonly string[] {
  let ledger: Ledger | undefined;
  const surfaces = versions.map((version) => {
    const { plan } = planOf(documentOf(version), ledger);
    ledger = plan.ledger;
    return surfaceOf(plan);
  });
  return surfaces.slice(1).flatMap((after, index) => {
    const before = surfaces[index] ?? after;
    return faultsBetween({ before, after, written: new Set() }).map(({ message }) => message);
  });
}

function aliasesOf(versions: readonly Version[]): readonly string[] {
  let ledger: Ledger | undefined;
  for (const version of versions) ({ ledger } = planOf(documentOf(version), ledger).plan);
  return [...(ledger?.aliases.keys() ?? [])];
}

const env = (more: JsonMap = {}): JsonMap => object({ key: text, value: text, ...more });
const thing = (inner: JsonMap, more: JsonMap = {}): JsonMap =>
  object({ id: text, name: text, at: text, by: text, env: inner, ...more });
const kind = { kind: text };
const size = { size: text };

/** `GET /a` is the first by its place, `getApple` by its name. */
const both = (zebra: JsonMap, others: Version['operations'] = {}): Version => ({
  operations: { 'GET /a getZebra': zebra, 'GET /b getApple': thing(env(kind), size), ...others },
});
const later: Version['operations'] = { 'GET /c getCherry': object({ cherry: text }) };

describe('an addition that makes two objects equal', () => {
  it('E: leaves each with the type inside it, also after the next addition', () => {
    const versions = [
      both(thing(env())),
      both(thing(env(kind))),
      both(thing(env(kind), size)),
      both(thing(env(kind), size), later),
    ];
    expect(faultsOf(versions)).toEqual([]);
    // Nothing has moved, so that no name is deprecated.
    expect(aliasesOf(versions)).toEqual([]);
  });

  it('E: and where that type has another user', () => {
    const zoo = (inner: JsonMap): Version['operations'] => ({ 'GET /z getZoo': object({ env: inner }) });
    const equal = both(thing(env(kind), size), zoo(env(kind)));
    const versions = [
      both(thing(env()), zoo(env())),
      both(thing(env(kind)), zoo(env(kind))),
      equal,
      { operations: { ...equal.operations, ...later } },
    ];
    expect(faultsOf(versions)).toEqual([]);
    expect(aliasesOf(versions)).toEqual([]);
  });

  it('E: and with the types inside that one', () => {
    const deep = (more: JsonMap = {}): JsonMap => env({ target: object({ zone: text, ...more }) });
    const equal = (zebra: JsonMap, others: Version['operations'] = {}): Version => ({
      operations: { ...both(zebra, others).operations, 'GET /b getApple': thing(deep(kind), size) },
    });
    const versions = [
      equal(thing(deep())),
      equal(thing(deep(kind))),
      equal(thing(deep(kind), size)),
      equal(thing(deep(kind), size), later),
    ];
    expect(faultsOf(versions)).toEqual([]);
    expect(aliasesOf(versions)).toEqual([]);
  });
});

describe('an enumeration with names for its members', () => {
  it('E: keeps its constants beside another one that has no names', () => {
    const values = ['open', 'done', 'lost'];
    const named = { type: 'string', enum: values, 'x-enum-varnames': ['Open', 'Done', 'Lost'] };
    const plain = { type: 'string', enum: values };
    const versions: readonly Version[] = [
      { operations: { 'GET /b getB': object({ status: named }) } },
      { operations: { 'GET /b getB': object({ status: named }), 'GET /a getA': object({ status: plain }) } },
    ];
    expect(faultsOf(versions)).toEqual([]);
  });
});
