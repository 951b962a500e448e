/** Documents that a generated client once got wrong: each test has the name of its document. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatePackage, type GeneratedPackage } from '../support/generated-package.ts';
import { importPackage } from '../support/imported-package.ts';
import { recordedCalls, type RecordedRequest } from '../support/recorded-calls.ts';

const folder = join(import.meta.dirname, '../../../shared/faults');

function packageOf(document: string, previous?: GeneratedPackage): Promise<GeneratedPackage> {
  const spec = readFileSync(join(folder, document), 'utf8');
  const specFile = document.endsWith('yaml') ? 'spec.yaml' : 'spec.json';
  return generatePackage({ spec, specFile, ...(previous && { previous: previous.files }) });
}

interface Parser {
  readonly parse: (value: unknown) => unknown;
  readonly is: (value: unknown) => boolean;
}

async function validatorsOf(document: string): Promise<Readonly<Record<string, Parser>>> {
  const spec = readFileSync(join(folder, document), 'utf8');
  const specFile = document.endsWith('yaml') ? 'spec.yaml' : 'spec.json';
  return (await importPackage<Readonly<Record<string, Parser>>>({ spec, specFile })).exports;
}

/** Lines, media types and bodies of requests. A failed call is its error. */
async function sent(
  generated: GeneratedPackage,
  statements: readonly string[],
): Promise<readonly RecordedRequest[]> {
  const program = statements
    .map(
      (each) =>
        `await client.${each}.catch((error) => { if (error.name === 'ApiRequestError' || error.name === 'ApiConnectionError') requests.push({ line: error.name, headers: {}, body: error.message }); });`,
    )
    .join('\n');
  return recordedCalls(generated.files, program, "{ validation: 'off' }");
}

function textOf({ files }: GeneratedPackage): string {
  return [...files].flatMap(([path, text]) => (/src\/(?!runtime)/.test(path) ? [text] : [])).join('\n');
}

describe.skipIf(!existsSync(folder))('faults (skipped where ../shared/faults is absent)', () => {
  it('prototype-names: parse({}) changes nothing but its value, and fills in defaults', async () => {
    const { D, P } = await validatorsOf('prototype-names.json');
    expect(D?.parse({})).toMatchObject({ toString: 's' });
    expect(D?.parse(JSON.parse('{"constructor":{},"x":[{}]}'))).toEqual({
      constructor: { name2: 'polluted' },
      toString: 's',
      x: [{ valueOf: 7 }],
    });
    P?.parse({});
    P?.parse(JSON.parse('{"__proto__":{}}'));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get(Object, 'name2')).toBeUndefined();
  });

  it('parameter-names: pageSize goes on to send pageSize', async () => {
    const before = await packageOf('parameter-names.json');
    const after = await packageOf('parameter-names-later.json', before);
    const keys = (text: string): readonly string[] =>
      [...text.matchAll(/^ {2}(\w+)\??: .*;$/gm)].map(([, name = '']) => name);
    expect(keys(textOf(after))).toEqual(expect.arrayContaining([...keys(textOf(before))]));
    expect(textOf(after)).toMatch(/\('pageSize', parameters\.pageSize/);
  });

  it('media-type-parameters: version=1 and version=2 are two media types', async () => {
    const generated = await packageOf('media-type-parameters.json');
    const [request] = await sent(generated, ['v()']);
    expect(request?.headers['accept']).toBe('application/json;version=1, application/json;version=2');
  });

  it('media-ranges: a range is never sent', async () => {
    const generated = await packageOf('media-ranges.yaml');
    const png = "new Blob(['p'], { type: 'image/png' })";
    const requests = await sent(generated, [
      "a({ body: { x: '1' } })",
      "b({ body: { x: '1' } })",
      "c({ body: 'x' })",
      `d({ body: ${png} })`,
    ]);
    expect(requests.map(({ headers }) => headers['content-type'])).toEqual([
      'application/json',
      'application/json',
      'text/plain; charset=utf-8',
      'image/png',
    ]);
  });

  it('urlencoded-encoding: encodings and objects in one field', async () => {
    const generated = await packageOf('urlencoded-encoding.json');
    const [request] = await sent(generated, [
      "f({ body: { csv: ['a', 'b'], tags: ['a', 'b'], plain: { a: 1 }, metadata: { order_id: '1' } } })",
    ]);
    expect(decodeURIComponent(request?.body ?? '')).toBe(
      'csv=a,b&tags=a&tags=b&plain={"a":1}&metadata[order_id]=1',
    );
  });

  it('header-content: a parameter with JSON content is JSON', async () => {
    const generated = await packageOf('header-content.json');
    const [request] = await sent(generated, ["a({ ifMatch: 'x', xJson: { a: [1] } })"]);
    expect(request?.headers).toMatchObject({ 'x-json': '{"a":[1]}', 'if-match': 'x' });
  });

  it('multipart-kinds: related and mixed are sent as such', async () => {
    const generated = await packageOf('multipart-kinds.json');
    const requests = await sent(generated, [
      "rel({ body: { meta: { name: 'n' }, file: new Blob(['f']) } })",
      'mix({ body: [{ a: 1 }, { b: 2 }] })',
    ]);
    expect(requests.map(({ headers }) => headers['content-type']?.split(';')[0])).toEqual([
      'multipart/related',
      'multipart/mixed',
    ]);
    expect(requests[1]?.body).not.toContain('form-data');
  });

  it('security-schemes: mutual TLS needs no option, other schemes the header of the caller', async () => {
    const generated = await packageOf('security-schemes.json');
    expect(generated.result.ok).toBe(true);
    const own = "{}, { headers: { authorization: 'Digest x' } }";
    const requests = await sent(generated, ['a()', `c(${own})`, `d(${own})`]);
    expect(requests.map(({ line }) => line)).toEqual(['GET /a', 'GET /c', 'GET /d']);
  });

  it('get-with-body: the generator reports it, and a call is an error at once', async () => {
    const generated = await packageOf('get-with-body.json');
    expect(
      generated.result.diagnostics.filter(({ place }) => place?.pointer.includes('requestBody')),
    ).not.toEqual([]);
    const requests = await sent(generated, ["search({ body: { q: 'a' } })"]);
    expect(requests.map(({ line }) => line)).toEqual(['ApiRequestError']);
  });

  it('inheritance-of-three-levels: a Siamese passes where a Cat is asked for', async () => {
    const { Cat } = await validatorsOf('inheritance-of-three-levels.json');
    const values = [{ t: 'SIAM', lives: 1, color: 'x' }, { t: 'CAT', lives: 1 }, { t: 'CAT' }];
    expect(values.map((value) => Cat?.is(value))).toEqual([true, true, false]);
    const generated = await packageOf('inheritance-of-three-levels.json');
    const [request] = await sent(generated, ["send({ body: { t: 'SIAM', lives: 1, color: 'x' } })"]);
    expect(request?.body).toBe('{"t":"SIAM","lives":1,"color":"x"}');
    expect(textOf(generated)).not.toContain("'Mid3'");
  });

  it('array-variant: an array and the tagged objects pass', async () => {
    const program = `
for (const body of ['[{"type":"x"}]', '{"type":"file"}', '{"type":"file","more":1}']) {
  const fetch = async () => new Response(body, { headers: { 'content-type': 'application/json' } });
  const value = await createClient({ baseUrl: 'http://127.0.0.1:1', fetch }).getC();
  requests.push({ line: JSON.stringify(value), headers: {}, body: '' });
}`;
    const requests = await recordedCalls((await packageOf('array-variant.yaml')).files, program);
    expect(requests.map(({ line }) => line)).toEqual([
      '[{"type":"x"}]',
      '{"type":"file"}',
      '{"type":"file","more":1}',
    ]);
  });

  it('narrowed-component: a variant of one union is unchanged elsewhere', async () => {
    const { Pub } = await validatorsOf('narrowed-component.yaml');
    expect(Pub?.is({ name: 'a' })).toBe(true);
    expect(Pub?.is({ view: 'anything' })).toBe(true);
  });

  it('keywords-beside-ref: name is N', async () => {
    const { U } = await validatorsOf('keywords-beside-ref.yaml');
    expect([U?.is({ name: { first: 'a' } }), U?.is({ name: 'a' })]).toEqual([true, false]);
  });

  it('ref-with-sibling-type: what stands beside $ref is ignored in 3.0', async () => {
    const { E } = await validatorsOf('ref-with-sibling-type.yaml');
    expect([E?.is({ error: { code: 1 } }), E?.is({ error: 'a' })]).toEqual([true, false]);
  });

  it('nullable-only-member: H or null, and lists in pageable repeat their key', async () => {
    const { V } = await validatorsOf('nullable-only-member.yaml');
    expect([V?.is({ hnsw: null, one: { m: 1 }, nil: null }), V?.is({ hnsw: 'a' })]).toEqual([true, false]);
    const generated = await packageOf('nullable-only-member.yaml');
    const [request] = await sent(generated, ["getP({ pageable: { page: 1, sort: ['a', 'b'] } })"]);
    expect(request?.line).toBe('GET /p?page=1&sort=a&sort=b');
  });

  it('binary-in-json: a string in JSON, and files in multipart', async () => {
    const generated = await packageOf('binary-in-json.yaml');
    expect(generated.result.diagnostics.some(({ code }) => code === 'CW2041')).toBe(true);
    expect(textOf(generated)).toMatch(/multipartBody\(/);
  });

  it('titles-and-media: twin bodies keep their titles', async () => {
    const text = textOf(await packageOf('titles-and-media.yaml'));
    expect(text).toMatch(/UpdateCertRequest/);
    expect(text).toMatch(/UpdateServerRequest/);
  });

  it('list-and-item-names: JobList and Job', async () => {
    const exports = await validatorsOf('list-and-item-names.yaml');
    expect(Object.keys(exports)).toEqual(expect.arrayContaining(['Job', 'JobList']));
  });

  it('query-in-path: the query of a path is sent', async () => {
    const generated = await packageOf('query-in-path.yaml');
    const [request] = await sent(generated, ['getPlanet()']);
    expect(request?.line).toBe('GET /planets?beta=true');
    const { Planet } = await validatorsOf('query-in-path.yaml');
    expect(Planet?.is({ id: 1, type: 'gas' })).toBe(true);
  });

  it('pages-of-two-media-types: the item is of either', async () => {
    const text = textOf(await packageOf('pages-of-two-media-types.yaml'));
    expect(text).toMatch(/AllItems<\s*A \| B/);
  });

  it('patterns-of-refs: nothing is unused', async () => {
    const text = textOf(await packageOf('patterns-of-refs.yaml'));
    for (const [, name = ''] of text.matchAll(/^const (\w+)/gm))
      expect(text.split(new RegExp(`\\b${name}\\b`)).length).toBeGreaterThan(2);
  });

  it('openapi-3.2: generated without an error', async () => {
    const { result } = await packageOf('openapi-3.2.json');
    expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(result.ok).toBe(true);
  });
});
