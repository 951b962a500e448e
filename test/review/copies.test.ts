/** Schemas that a document writes several times: each place is in the ledger, so that every run finds the same models. */
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../generator/naming/ledger.ts';
import { faultsBetween } from './edits/compare.ts';
import { referencesIn, type JsonMap } from './edits/document.ts';
import { planOf } from './edits/planned.ts';
import { surfaceOf } from './edits/surface.ts';
import { documentOf, object, text, type Version } from './small-documents.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const size = { type: 'string', enum: ['small', 'large'] };
const boxWith = (hinge: JsonMap): JsonMap =>
  object({ id: text, lid: text, maker: text, hinge: object(hinge) });
const box = boxWith({ size, side: text });

/** Plans each version over the ledger of the one before it. */
function ledgersOf(versions: readonly Version[]): readonly Ledger[] {
  const ledgers: Ledger[] = [];
  for (const version of versions) ledgers.push(planOf(documentOf(version), ledgers.at(-1)).plan.ledger);
  return ledgers;
}

function faultsOf(first: Version, second: Version): readonly string[] {
  const [before, after] = [documentOf(first), documentOf(second)];
  const { plan } = planOf(before);
  const [written, writtenBefore] = [referencesIn(after), referencesIn(before)];
  const surfaces = {
    before: surfaceOf(plan),
    after: surfaceOf(planOf(after, plan.ledger).plan),
    written,
    writtenBefore,
  };
  return faultsBetween(surfaces).map(({ message }) => message);
}

/** The place of a copy at `GET /all` sorts before that of the first one. */
const one: Version = { operations: { 'GET /boxes getBox': box } };
const two: Version = { operations: { ...one.operations, 'GET /all getAll': box } };

describe('a copy that comes first by its place', () => {
  it('has the places of everything inside it in the ledger', () => {
    const [, after] = ledgersOf([one, two]);
    const inside = [...(after?.models ?? [])].filter(([place]) => place.startsWith('/paths/~1all/'));
    expect(inside.map(([, model]) => model)).toEqual([
      'inline:box',
      'inline:box/hinge',
      'inline:box/hinge/size',
    ]);
  });

  it('changes nothing when the same document is read again', () => {
    const [, after, again] = ledgersOf([one, two, two]);
    expect(again).toEqual(after);
  });

  it('keeps the types inside it where the other copy changes', () => {
    const changed = boxWith({ size, side: text, colour: text });
    const third = { operations: { ...two.operations, 'GET /boxes getBox': changed } };
    const [, , after] = ledgersOf([one, two, third]);
    const all = [...(after?.models ?? [])].filter(([place]) => place.startsWith('/paths/~1all/'));
    expect(all.map(([, model]) => model)).toEqual([
      'inline:box',
      'inline:box/hinge',
      'inline:box/hinge/size',
    ]);
  });
});

describe('a copy of a component', () => {
  it('stays one where another copy becomes a component of its own', () => {
    const schemas = { Crate: box };
    const used = (second: JsonMap): Version['operations'] => ({
      'GET /crates getCrate': ref('Crate'),
      'GET /a getA': object({ crate: box }),
      'GET /b getB': object({ crate: second }),
    });
    const before = { operations: used(box), schemas };
    const after = { operations: used(ref('Basket')), schemas: { ...schemas, Basket: box } };
    expect(faultsOf(before, after)).toEqual([]);
  });
});

describe('a copy of a component of one property', () => {
  it('stays one where the schema around it and the same with a reference part', () => {
    const lid = object({ colour: text });
    const chest = (inner: JsonMap, more: JsonMap = {}): JsonMap =>
      object({ id: text, lid: inner, maker: text, price: text, ...more });
    const version = (more: JsonMap = {}): Version => ({
      operations: { 'GET /a getChest': chest(ref('Lid'), more), 'GET /b getOther': chest(lid) },
      schemas: { Lid: lid },
    });
    expect(faultsOf(version(), version({ state: text }))).toEqual([]);
  });
});

describe('copies of a component that gets another name', () => {
  it('follow it', () => {
    const renamed = (name: string): Version => ({
      operations: {
        'GET /crates getCrate': ref(name),
        'GET /a getA': object({ crate: box }),
        'GET /b getB': object({ crate: box, other: text }),
      },
      schemas: { [name]: box },
    });
    const [, after] = ledgersOf([renamed('Crate'), renamed('Chest')]);
    const copies = ['a', 'b'].map((path) => `/paths/~1${path}/get/responses/200/content`);
    const models = copies.map((copy) =>
      after?.models.get(`${copy}/application~1json/schema/properties/crate`),
    );
    expect(models).toEqual(['#/components/schemas/Chest', '#/components/schemas/Chest']);
  });
});

describe('a parameter that moves from its operation to the path', () => {
  it('keeps the type that it had, whatever its name is', () => {
    const parameter = { name: 'size', in: 'query', schema: size };
    const get = { operationId: 'listBoxes', responses: { '200': { description: 'ok' } } };
    const document = (path: JsonMap): JsonMap => ({
      ...documentOf({ operations: {} }),
      paths: { '/boxes': path },
    });
    const { ledger } = planOf(document({ get: { ...get, parameters: [parameter] } })).plan;
    const [[place, id] = ['', '']] = ledger.models;
    const renamed = (entries: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
      new Map(
        [...entries].map(([key, value]) => [key.replace(id, 'inline:lid'), value.replace(id, 'inline:lid')]),
      );
    const before = {
      ...ledger,
      names: renamed(ledger.names),
      models: renamed(ledger.models),
      shapes: renamed(ledger.shapes),
    };
    const { ledger: after } = planOf(document({ parameters: [parameter], get }), before).plan;
    expect([...after.models]).toEqual([[place.replace('/get/', '/'), 'inline:lid']]);
    expect([...after.aliases]).toEqual([]);
  });
});

describe('an alternative whose schema becomes a component', () => {
  it('keeps the names inside it, beside another alternative with the same path', () => {
    const queue = (more: JsonMap): JsonMap =>
      object({ at: text, note: text, owner: text, scopes: object({ added: text, ...more }) });
    const lists = (second: JsonMap): Version['operations'] => ({
      'GET /a getA': {
        oneOf: [
          { type: 'array', items: object({ id: text, queue: queue({}) }) },
          { type: 'array', items: object({ id: text, queue: second, other: text }) },
        ],
      },
    });
    const before = { operations: lists(queue({ upgraded: text })) };
    const after = { operations: lists(ref('Queue')), schemas: { Queue: queue({ upgraded: text }) } };
    expect(faultsOf(before, after)).toEqual([]);
  });
});

describe('an alias', () => {
  it('whose name the document gives to another schema is reported as released', () => {
    const pair = object({ from: text, to: text });
    const { ledger } = planOf(documentOf({ operations: { 'GET /a getA': object({ pair }) } })).plan;
    const before: Ledger = {
      ...ledger,
      names: new Map([...ledger.names, ['model.type:#/components/schemas/Pair', 'Pair']]),
      aliases: new Map([['#/components/schemas/Pair', 'inline:a/pair']]),
    };
    const operations = { 'GET /a getA': object({ pair, other: ref('Pair') }) };
    const { diagnostics } = planOf(
      documentOf({ operations, schemas: { Pair: object({ left: text }) } }),
      before,
    );
    expect(diagnostics.all.map(({ code, message }) => `${code} ${message}`)).toContain(
      'CW3006 The name "Pair" is released: it was an alias, and "#/components/schemas/Pair" is a schema again.',
    );
  });
});
