/** Each way in which an addition once took a name away: T, S, B, A, D, C and U of the study of names. */
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../generator/naming/ledger.ts';
import { faultsBetween } from './edits/compare.ts';
import { planOf } from './edits/planned.ts';
import { surfaceOf, type Surface } from './edits/surface.ts';
import { referencesIn, type Json, type JsonMap } from './edits/document.ts';
import { documentOf, object, status, text, type Version } from './small-documents.ts';

function edited(
  before: Version,
  after: Version,
  ledger?: Ledger,
): { readonly before: Surface; readonly after: Surface; readonly faults: readonly string[] } {
  const first = planOf(documentOf(before), ledger).plan;
  const second = planOf(documentOf(after), first.ledger).plan;
  const written = referencesIn(documentOf(after));
  const surfaces = { before: surfaceOf(first), after: surfaceOf(second) };
  return { ...surfaces, faults: faultsBetween({ ...surfaces, written }).map(({ message }) => message) };
}

describe('an addition takes no name away', () => {
  it('T: an operation that derives the name of a response in use gets another one', () => {
    const operations = { 'GET /pets listPets': object({ id: text, name: text }) };
    const { faults, before, after } = edited(
      { operations },
      { operations: { 'GET /pet getPetList': object({ total: text, pages: text }), ...operations } },
    );
    expect(faults).toEqual([]);
    expect([...after.types.keys()]).toEqual(expect.arrayContaining([...before.types.keys()]));
  });

  it('L: the item of a list keeps its type when an operation returns one of them', () => {
    const job = object({ id: text, status });
    const list = { 'GET /jobs listJobs': object({ items: { type: 'array', items: job }, next: text }) };
    const { faults, before, after } = edited(
      { operations: list },
      { operations: { 'GET /jobs/one getJob': job, ...list } },
    );
    expect(faults).toEqual([]);
    expect([...after.types.keys()]).toEqual(expect.arrayContaining([...before.types.keys()]));
  });

  it('R: a copy of a component that becomes a reference to an equal one is what its author wrote', () => {
    const label = object({ id: text, name: text, kind: text, at: text });
    const list = (items: Json): Version['operations'] => ({
      'GET /labels listLabels': object({ labels: { type: 'array', items } }),
      'GET /label getLabel': { $ref: '#/components/schemas/Label' },
    });
    const before = { operations: list(label), schemas: { Label: label } };
    const schemas = { Added: label, Label: label };
    const refers = { operations: list({ $ref: '#/components/schemas/Added' }), schemas };
    expect(edited(before, refers).faults).toEqual([]);
    // A component that nothing refers to leaves the copies to the other one.
    expect([...edited(before, { ...before, schemas }).after.types.keys()]).toContain('Label');
    expect(edited(before, { ...before, schemas }).faults).toEqual([]);
  });

  it('R: one of two equal schemas that becomes a reference leaves its type to the other', () => {
    const both = (first: Json): Version['operations'] => ({
      'GET /a getA': object({ text: first, at: text }),
      'GET /b getB': object({ text: object({ content: text }), by: text }),
    });
    const { faults, before, after } = edited(
      { operations: both(object({ content: text })) },
      {
        operations: both({ $ref: '#/components/schemas/Text' }),
        schemas: { Text: object({ content: text }) },
      },
    );
    expect(faults).toEqual([]);
    expect([...after.types.keys()]).toEqual(expect.arrayContaining([...before.types.keys()]));
  });

  it('S: a shared shape that one user changes stays with the others', () => {
    const by = object({ id: text, name: text, kind: text, at: text });
    const users = ['blocks', 'pages', 'users', 'lists'];
    const operations = (changed: JsonMap): Readonly<Record<string, Json>> =>
      Object.fromEntries(
        ['dbs', ...users].map((name) => [
          `GET /${name} get${name}`,
          object({ by: name === 'dbs' ? changed : by, [name]: text }),
        ]),
      );
    const { faults } = edited(
      { operations: operations(by) },
      { operations: operations(object({ id: text, name: text, kind: text, at: text, more: text })) },
    );
    expect(faults).toEqual([]);
  });

  it('S: and with the older of two, where only what is deep inside is changed', () => {
    const deep = (more: JsonMap): JsonMap =>
      object({
        id: text,
        a: object({
          id: text,
          b: object({
            id: text,
            c: object({ id: text, d: object({ id: text, e: object({ id: text, ...more }) }) }),
          }),
        }),
      });
    const operations = (first: JsonMap): Readonly<Record<string, Json>> => ({
      'GET /as getThing': first,
      'GET /bs readThing': deep({}),
    });
    expect(
      edited({ operations: operations(deep({})) }, { operations: operations(deep({ more: text })) }).faults,
    ).toEqual([]);
  });

  it('S: what a changed copy has in common with the others stays one type', () => {
    const host = object({ type: { type: 'string', enum: ['host'] }, value: text }, { required: ['type'] });
    const header = object({ key: text, type: { type: 'string', enum: ['header'] }, value: text });
    const users = (first: JsonMap, second: JsonMap): Readonly<Record<string, Json>> => ({
      'GET /rules getRules': object({
        has: { type: 'array', items: { anyOf: [host, header] } },
        missing: { type: 'array', items: { anyOf: [first, second] } },
      }),
    });
    const kind = { $ref: '#/components/schemas/Kind' };
    const { faults, after } = edited(
      { operations: users(host, header) },
      {
        operations: users(object({ type: kind, value: text }, { required: ['type'] }), header),
        schemas: { Kind: { type: 'string', enum: ['host'] } },
      },
    );
    expect(faults).toEqual([]);
    expect([...after.types.keys()].filter((name) => name.endsWith('.Missing.Key'))).toEqual([]);
  });

  it('S: and so do the members behind one that is added first', () => {
    const member = (name: string): JsonMap => object({ id: text, [name]: text }, { required: [name] });
    const link = (...more: JsonMap[]): JsonMap => ({
      oneOf: [...more, member('org'), member('repo'), member('slug')],
    });
    const users = (changed: JsonMap): Readonly<Record<string, Json>> => ({
      'GET /projects getProject': object({ name: text, link: link() }),
      'GET /teams getTeam': object({ title: text, link: changed }),
    });
    expect(
      edited({ operations: users(link()) }, { operations: users(link(member('other'))) }).faults,
    ).toEqual([]);
  });

  it('S: of two alternatives that change together, each keeps its name', () => {
    const warning: JsonMap = {
      ...object({ code: text, message: text }, { required: ['code'] }),
      type: ['object', 'null'],
    };
    const run = (own: string, inner: Json): Readonly<Record<string, Json>> => {
      const full = object({ id: text, warning: inner, [own]: text }, { required: ['id', own] });
      return { 'GET /runs getRun': { oneOf: [full, object({ id: text, warning }, { required: ['id'] })] } };
    };
    const { ledger } = planOf(documentOf({ operations: run('alpha', warning) })).plan;
    const { faults } = edited(
      { operations: run('zone', warning) },
      {
        operations: run('zone', { $ref: '#/components/schemas/Warning' }),
        schemas: { Warning: warning },
      },
      ledger,
    );
    expect(faults).toEqual([]);
  });

  it('S: a twin that comes first in the document changes nothing of the older ones', () => {
    const author = object({ first: text, last: text, kind: status, more: text });
    const other = object({ first: text, kind: status, own: text, last: text });
    const answer = object({ id: text, properties: object({ Author: author, Other: other, name: text }) });
    const operations = {
      'GET /pages getPage': answer,
      'POST /pages sendPage': object({ Author: author, Name: other }),
    };
    expect(
      edited({ operations }, { operations: { 'GET /added listAdded': answer, ...operations } }).faults,
    ).toEqual([]);
  });

  it('B: an enumeration stays inside its model, also if a second operation has it', () => {
    const operations = { 'GET /orders getOrder': object({ id: text, status }) };
    const { faults, after } = edited(
      { operations },
      { operations: { 'GET /bills getBill': object({ no: text, status }), ...operations } },
    );
    expect(faults).toEqual([]);
    expect(after.types.has('Order.Status')).toBe(true);
  });

  it('A: a component of equal shape leaves an older inline schema its name', () => {
    const operations = { 'GET /orders getOrder': object({ id: text, status }) };
    const { faults, after } = edited({ operations }, { operations, schemas: { Status: status } });
    expect(faults).toEqual([]);
    expect(after.types.has('Order.Status')).toBe(true);
  });

  it('A: of two equal components, an inline copy goes on to be the older one', () => {
    const pet = object({ id: text, name: text });
    const operations = { 'GET /pets getIt': object({ pet, total: text }) };
    expect(
      edited({ operations, schemas: { Pet: pet } }, { operations, schemas: { Animal: pet, Pet: pet } })
        .faults,
    ).toEqual([]);
  });

  it('A: an enumeration that becomes a component stays under its old name', () => {
    const reference = { $ref: '#/components/schemas/OrderStatus' };
    const { faults, after } = edited(
      { operations: { 'GET /orders getOrder': object({ id: text, status }) } },
      {
        operations: { 'GET /orders getOrder': object({ id: text, status: reference }) },
        schemas: { OrderStatus: status },
      },
    );
    expect(faults).toEqual([]);
    expect(after.types.has('Order.Status')).toBe(true);
    expect(after.values.has('orderStatusValues')).toBe(true);
  });

  it('A: an inline schema that becomes a component keeps its name and those inside it', () => {
    const order = object({
      id: text,
      status,
      lines: { type: 'array', items: object({ sku: text, count: text }) },
    });
    const { faults, after } = edited(
      { operations: { 'GET /orders getOrder': order } },
      {
        operations: { 'GET /orders getOrder': { $ref: '#/components/schemas/Purchase' } },
        schemas: { Purchase: order },
      },
    );
    expect(faults).toEqual([]);
    expect(after.types.has('Order.Line')).toBe(true);
    expect(after.types.has('Purchase.Line')).toBe(true);
  });

  it('A: a part of an allOf that becomes a component keeps the names inside it', () => {
    const own = object({ id: text, notes: object({ body: text, at: text }) });
    const links = (part: Json): JsonMap => ({ allOf: [{ $ref: '#/components/schemas/Meta' }, part] });
    const operations = { 'GET /links getLinks': { $ref: '#/components/schemas/Links' } };
    const Meta = object({ self: text });
    const { faults, after } = edited(
      { operations, schemas: { Meta, Links: links(own) } },
      { operations, schemas: { Meta, Links: links({ $ref: '#/components/schemas/Own' }), Own: own } },
    );
    expect(faults).toEqual([]);
    expect(after.types.has('Links.Note') || after.types.has('Links.Notes')).toBe(true);
  });

  it('A: the part of one alternative that becomes a component is not taken for that of another', () => {
    const event = (kind: string, payload: Json): JsonMap =>
      object({ kind: { type: 'string', enum: [kind] }, payload }, { required: ['kind', 'payload'] });
    const opened = object({ at: text, by: text, line: object({ sku: text }) }, { required: ['at'] });
    const shut = object({ at: text, reason: text }, { required: ['at', 'reason'] });
    const events = (payload: Json): Readonly<Record<string, Json>> => ({
      'GET /events listEvents': { oneOf: [event('shut', shut), event('opened', opened)] },
      'GET /news listNews': { oneOf: [event('shut', shut), event('opened', payload)] },
    });
    const { faults } = edited(
      { operations: events(opened) },
      { operations: events({ $ref: '#/components/schemas/Payload' }), schemas: { Payload: opened } },
    );
    expect(faults).toEqual([]);
  });

  it('A: a component that becomes a bare reference stays, with the names inside it', () => {
    const order = object({
      id: text,
      status,
      lines: { type: 'array', items: object({ sku: text, no: text }) },
    });
    const operations = { 'GET /orders getOrder': { $ref: '#/components/schemas/Order' } };
    const { faults, after } = edited(
      { operations, schemas: { Order: order } },
      {
        operations,
        schemas: { Order: { $ref: '#/components/schemas/Purchase' }, Purchase: order },
      },
    );
    expect(faults).toEqual([]);
    expect([...after.types.keys()]).toEqual(
      expect.arrayContaining(['Order', 'Order.Status', 'Order.Line', 'Purchase', 'Purchase.Line']),
    );
  });

  it('D: a model of requests that is received too keeps its plain name for requests', () => {
    const order = object(
      { id: { ...text, readOnly: true }, name: { ...text, default: 'x' } },
      { required: ['id', 'name'] },
    );
    const reference = { $ref: '#/components/schemas/Order' };
    const operations = { 'POST /orders createOrder': reference };
    const { faults, after } = edited(
      { operations, schemas: { Order: order } },
      { operations: { 'GET /orders getOrder': reference, ...operations }, schemas: { Order: order } },
    );
    expect(faults).toEqual([]);
    expect(after.calls.get('get /orders')?.path).toBeDefined();
    expect(after.types.has('Order.Output')).toBe(true);
  });

  it('U: a nullable object that becomes a union keeps its name', () => {
    const owner = object({ size: text, own: text });
    const holder = (pet: Json): Readonly<Record<string, Json>> => ({
      'GET /homes getHome': object({ id: text, pet }),
    });
    const { faults } = edited(
      { operations: holder({ ...owner, type: ['object', 'null'] }) },
      { operations: holder({ anyOf: [object({ fish: text, fin: text }), owner, { type: 'null' }] }) },
    );
    expect(faults).toEqual([]);
  });

  it('an enumeration that a component gets is nested in it, also if its name comes first', () => {
    const operations = { 'GET /zebras getZebra': { $ref: '#/components/schemas/Zebra' } };
    const { faults, after } = edited(
      { operations, schemas: { Zebra: object({ name: text }) } },
      { operations, schemas: { Zebra: object({ name: text, Age: status }) } },
    );
    expect(faults).toEqual([]);
    expect([...after.types.keys()]).toContain('Zebra.Age');
  });

  it('twice the same changes nothing', () => {
    const operations = { 'GET /orders getOrder': object({ id: text, status }) };
    const version = { operations, schemas: { Status: status } };
    expect(edited(version, version).faults).toEqual([]);
  });
});
