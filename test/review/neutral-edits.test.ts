/** Edits that say the same thing in another way: nobody should have to review them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { isJsonArray, isJsonObject } from '../../generator/api/json.ts';
import { namingDocument } from '../hostile/named-twice.ts';
import { shuffleKeys } from '../normalise/shuffle-keys.ts';
import { changedLines } from '../support/changed-lines.ts';
import { generatePackage, type Files } from '../support/generated-package.ts';
import { documents, packageOf, withChange } from './documents.ts';
import { shop } from './shop.ts';

const nothing = { added: [], removed: [] };
/** The manifest and the ledger too. */
const everything = (): boolean => true;

describe.each(documents)('$name', ({ document, ...rest }) => {
  let before: Files;
  beforeAll(async () => {
    before = await packageOf({ document, ...rest });
  });

  it('keeps every byte with its keys in another order, also where nothing was committed', async () => {
    const after = await packageOf({ document: shuffleKeys(document, 1), ...rest });
    expect(changedLines(before, after, everything)).toEqual(nothing);
  });

  it.each([2, 3, 4])('keeps every byte with its keys in another order, seed %i', async (seed) => {
    const after = await packageOf({ document: shuffleKeys(document, seed), ...rest }, before);
    expect(changedLines(before, after, everything)).toEqual(nothing);
  });

  it.each([
    ['without white space', 'spec.json', JSON.stringify(document)],
    ['spread out', 'spec.json', `\n${JSON.stringify(document, null, 7)}\n\n`],
    ['with Windows line ends', 'spec.json', JSON.stringify(document, null, 2).replaceAll('\n', '\r\n')],
    ['in another folder', 'apis/v1/spec.json', JSON.stringify(document, null, 2)],
  ])('keeps every byte %s', async (_, specFile, spec) => {
    const { files } = await generatePackage({ spec, specFile, previous: before, ...rest });
    expect(changedLines(before, files, everything)).toEqual(nothing);
  });

  it.each([
    ['under another name', 'openapi.json', JSON.stringify(document)],
    ['as YAML with anchors', 'spec.yaml', stringify(document)],
    ['as YAML without anchors', 'api.yml', stringify(document, { aliasDuplicateObjects: false })],
  ])('keeps every byte but the name in the manifest %s', async (_, specFile, spec) => {
    const { files } = await generatePackage({ spec, specFile, previous: before, ...rest });
    expect(changedLines(before, files, everything)).toEqual({
      added: [`.clientwright/manifest.json: "file": "${specFile}",`],
      removed: ['.clientwright/manifest.json: "file": "spec.json",'],
    });
  });
});

describe('streams, pages, waits, refined schemas and references by name', () => {
  const document = namingDocument('word');

  it.each([1, 2, 3])(
    'keep every byte with the keys of the document in another order, seed %i',
    async (seed) => {
      const before = await packageOf({ document });
      const after = await packageOf({ document: shuffleKeys(document, seed) });
      expect(changedLines(before, after, everything)).toEqual(nothing);
    },
  );
});

describe('a reference and its inline twin', () => {
  let before: Files;
  beforeAll(async () => {
    before = await packageOf({ document: shop });
  });

  it.each(['Line', 'Order', 'Product', 'Problem', 'OrderStatus'])(
    'of %s are one thing at every use but one',
    async (name) => {
      const after = await packageOf({ document: inlined(shop, name) }, before);
      expect(changedLines(before, after)).toEqual(nothing);
    },
  );
});

describe('the spellings of null', () => {
  let before: Files;
  beforeAll(async () => {
    before = await packageOf({ document: noteAs('3.0.3', { type: 'string', nullable: true }) });
  });

  it.each([
    ['a type array', { type: ['string', 'null'] }],
    ['anyOf with null', { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['oneOf with null first', { oneOf: [{ type: 'null' }, { type: 'string' }] }],
  ])('nullable and %s are one', async (_, schema) => {
    const after = await packageOf({ document: noteAs('3.1.1', schema) }, before);
    expect(before.get('src/models/line.ts')).toContain('note?: string | null;');
    expect(changedLines(before, after)).toEqual(nothing);
  });

  /** The shop says nullable elsewhere, which 3.1 has no word for. */
  function noteAs(openapi: string, schema: JsonValue): JsonObject {
    const schemas = ['components', 'schemas'];
    const page = ['paths', '/orders', 'get', 'responses', '200', 'content', 'application/json', 'schema'];
    const edits = [
      { at: [...schemas, 'Line', 'properties', 'note'], value: schema },
      { at: [...schemas, 'Order', 'properties', 'shipTo'], value: { type: 'string' } },
      { at: [...page, 'properties', 'next'], value: { type: 'string' } },
      { at: ['openapi'], value: openapi },
    ];
    return edits.reduce((document, { at, value }) => withChange(document, at, () => value), shop);
  }
});

/** Writes a component out wherever it is used but in its own place. */
function inlined(document: JsonObject, name: string): JsonObject {
  const reference = `#/components/schemas/${name}`;
  const { components } = document;
  const schemas = components !== undefined && isJsonObject(components) ? components['schemas'] : undefined;
  const target = schemas !== undefined && isJsonObject(schemas) ? schemas[name] : undefined;
  if (target === undefined) throw new Error(`no ${name}`);
  const visit = (value: JsonValue, isTarget: boolean): JsonValue => {
    if (isJsonArray(value)) return value.map((item) => visit(item, isTarget));
    if (!isJsonObject(value)) return value;
    if (value['$ref'] === reference && !isTarget) return target;
    const entries = Object.entries(value).map(([key, child]) => [
      key,
      visit(child, isTarget || child === target),
    ]);
    return Object.fromEntries(entries);
  };
  const result = visit(document, false);
  if (!isJsonObject(result)) throw new Error('a document is an object');
  return result;
}
