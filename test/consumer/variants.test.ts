/** Variants and inheritance as callers meet them: what a generated client reads from a server, and what it sends. */
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedPackage } from '../support/generated-package.ts';
import { inheritanceDocument, variantsDocument } from './variants-documents.ts';
import { importFiles } from '../support/imported-package.ts';

type Call = (parameters?: unknown) => Promise<unknown>;
type Client = Readonly<Record<string, Readonly<Record<string, Call>>>>;

interface Variants {
  readonly createClient: (options: object) => Client;
}

async function variantsOf(spec: string): Promise<Variants> {
  const { files, result } = await sharedPackage({ spec });
  expect(result.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  return importFiles<Variants>(files);
}

/** The value that a caller gets where the server sends `value`. */
async function read({ createClient }: Variants, resource: string, value: unknown): Promise<unknown> {
  const fetch = async (): Promise<Response> => Response.json(value);
  return createClient({ fetch, maxRetries: 0 })[resource]?.['read']?.();
}

/** The body that the server gets where a caller sends `value`. */
async function send({ createClient }: Variants, resource: string, value: unknown): Promise<unknown> {
  const bodies: unknown[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    bodies.push(await new Request(url, init).json());
    return new Response(null, { status: 204 });
  };
  await createClient({ fetch, maxRetries: 0 })[resource]?.['write']?.({ body: value });
  return bodies[0];
}

interface Case {
  readonly title: string;
  readonly resource: string;
  readonly value: unknown;
}

function passing(made: () => Variants, cases: readonly Case[]): void {
  it.each(cases)('$resource: reads and sends $title', async ({ resource, value }) => {
    expect(await read(made(), resource, value)).toEqual(value);
    expect(await send(made(), resource, value)).toEqual(value);
  });
}

function failing(made: () => Variants, cases: readonly Case[]): void {
  it.each(cases)('$resource: refuses $title', async ({ resource, value }) => {
    await expect(read(made(), resource, value)).rejects.toMatchObject({ kind: 'schema' });
    await expect(send(made(), resource, value)).rejects.toMatchObject({ name: 'ApiRequestError' });
  });
}

interface Kinds {
  readonly cat: string;
  readonly siamese: string;
  readonly dog: string;
}

function describeInheritance(made: () => Variants, kinds: Kinds): void {
  const cat = { kind: kinds.cat, lives: 9 };
  const siamese = { kind: kinds.siamese, lives: 7, color: 'cream' };
  const dog = { kind: kinds.dog, bark: 'woof' };
  passing(made, [
    { title: 'a child', resource: 'animal', value: cat },
    { title: 'a grandchild', resource: 'animal', value: siamese },
    { title: 'another child', resource: 'animal', value: dog },
    { title: 'itself', resource: 'cat', value: cat },
    { title: 'its child', resource: 'cat', value: siamese },
    { title: 'a list of itself and its child', resource: 'cats', value: [cat, siamese] },
    { title: 'itself', resource: 'siamese', value: siamese },
  ]);
  failing(made, [
    { title: 'a child without its own property', resource: 'animal', value: { kind: kinds.dog } },
    {
      title: 'a child without the property of its parent',
      resource: 'cat',
      value: { ...siamese, lives: undefined },
    },
    { title: 'a child without its own property', resource: 'cat', value: { ...siamese, color: undefined } },
    { title: 'no value of the discriminator', resource: 'cat', value: { lives: 9 } },
    { title: 'its parent', resource: 'siamese', value: cat },
    {
      title: 'a list with one that is incomplete',
      resource: 'cats',
      value: [cat, { kind: kinds.siamese, lives: 7 }],
    },
  ]);
}

describe.each(['3.0.3', '3.1.0'])('OpenAPI %s', (version) => {
  let made: Variants;
  beforeAll(async () => {
    made = await variantsOf(variantsDocument(version));
  });

  describe('a list among the variants', () => {
    passing(
      () => made,
      [
        { title: 'the list', resource: 'entry', value: [{ type: 'link' }, {}] },
        { title: 'the empty list', resource: 'entry', value: [] },
        { title: 'the object', resource: 'entry', value: { type: 'file' } },
      ],
    );
    failing(
      () => made,
      [
        { title: 'a list of other things', resource: 'entry', value: [1] },
        { title: 'an object without the discriminator', resource: 'entry', value: {} },
        { title: 'a text', resource: 'entry', value: 'file' },
      ],
    );
  });

  describe('a variant that is used elsewhere', () => {
    passing(
      () => made,
      [
        { title: 'one variant', resource: 'account', value: { view: 'public', name: 'Ada' } },
        { title: 'the other variant', resource: 'account', value: { view: 'private', plan: 2 } },
        { title: 'the component without the discriminator', resource: 'owner', value: { name: 'Ada' } },
        {
          title: 'the component with any value of it',
          resource: 'owner',
          value: { view: 'team', name: 'Ada' },
        },
      ],
    );
    failing(
      () => made,
      [
        { title: 'a variant without the discriminator', resource: 'account', value: { name: 'Ada' } },
        {
          title: 'a variant with a wrong property',
          resource: 'account',
          value: { view: 'private', plan: 'free' },
        },
        { title: 'the component with a wrong property', resource: 'owner', value: { name: 1 } },
      ],
    );
  });

  describe('variants inside of other values', () => {
    const resident = { kind: 'SIAM', lives: 7, color: 'cream' };
    passing(
      () => made,
      [
        { title: 'a child of a property', resource: 'shelter', value: { resident } },
        {
          title: 'a component without the discriminator',
          resource: 'shelter',
          value: { owner: { name: 'Ada' } },
        },
        {
          title: 'lists and objects',
          resource: 'shelter',
          value: { entries: [[{ type: 'x' }], { type: 'file' }] },
        },
        { title: 'a text beside objects', resource: 'label', value: 'any' },
        { title: 'an object beside a text', resource: 'label', value: { type: 'note', note: 'n' } },
      ],
    );
    failing(
      () => made,
      [
        {
          title: 'a child without its own property',
          resource: 'shelter',
          value: { resident: { ...resident, color: 1 } },
        },
        { title: 'a number among lists and objects', resource: 'shelter', value: { entries: [1] } },
        { title: 'an object without its own property', resource: 'label', value: { type: 'note' } },
        { title: 'a number', resource: 'label', value: 1 },
      ],
    );
  });

  describe('a variant that the document does not have', () => {
    const cases = [
      { title: 'a child', resource: 'animal', value: { kind: 'BIRD', wings: 2 } },
      { title: 'a grandchild', resource: 'cat', value: { kind: 'LYNX', lives: 9 } },
      { title: 'an object beside a text', resource: 'label', value: { type: 'image' } },
      { title: 'an account', resource: 'account', value: { view: 'team' } },
    ];
    it.each(cases)('$resource: reads $title as it is, and sends it back', async ({ resource, value }) => {
      expect(await read(made, resource, value)).toEqual(value);
      expect(await send(made, resource, value)).toEqual(value);
    });
  });

  describe('inheritance of three levels', () => {
    describeInheritance(() => made, { cat: 'CAT', siamese: 'SIAM', dog: 'DOG' });
  });
});

describe('Swagger 2.0', () => {
  let made: Variants;
  beforeAll(async () => {
    made = await variantsOf(inheritanceDocument());
  });

  describe('inheritance of three levels', () => {
    describeInheritance(() => made, { cat: 'Cat', siamese: 'Siamese', dog: 'Dog' });
  });
});
