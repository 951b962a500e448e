/** Samples of a document that uses every kind of schema, as a test of an application imports them. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { samples } from '../../../templates/mocks/samples.ts';
import { sampleChecks, type SampleCheck } from '../../corpus/templates/sample-checks.ts';
import { judgeSamples, type SampleVerdicts } from '../../corpus/templates/judge-samples.ts';
import { bundled } from '../../support/bundle.ts';
import { generatePackage, withFolder, type GeneratedPackage } from '../../support/generated-package.ts';
import { importFiles } from '../../support/imported-package.ts';

const spec = readFileSync(new URL('shop.yaml', import.meta.url), 'utf8');

type Functions = Readonly<Record<string, (overrides?: object) => unknown>>;

interface SamplePackage extends GeneratedPackage {
  readonly functions: Functions;
  readonly verdicts: SampleVerdicts;
}

async function packageWithSamples(types: object): Promise<SamplePackage> {
  const options = { templates: [samples(), sampleChecks()], types };
  const built = await generatePackage({ spec, specFile: 'shop.yaml', options });
  const { api } = built.result;
  if (api === null) throw new Error(JSON.stringify(built.result.diagnostics));
  const functions = await importFiles<Functions>(built.files, 'src/samples/index.ts');
  const { checks } = await importFiles<{ readonly checks: readonly SampleCheck[] }>(
    built.files,
    'src/sample-checks.ts',
  );
  return { ...built, functions, verdicts: judgeSamples(checks, api) };
}

let plain: SamplePackage;
let converted: SamplePackage;

beforeAll(async () => {
  plain = await packageWithSamples({});
  converted = await packageWithSamples({ int64: 'bigint', dateTime: 'Date' });
});

function sampleIn({ functions }: SamplePackage, name: string, overrides?: object): unknown {
  const found = functions[name];
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found(overrides);
}

/** Both alternatives accept the first rates; one alone accepts the last. */
const overlapping = JSON.stringify({
  openapi: '3.1.1',
  info: { title: 'Sound', version: '1.0.0' },
  servers: [{ url: 'https://sound.example' }],
  paths: {
    '/sounds': {
      get: {
        operationId: 'sounds.list',
        parameters: [{ name: 'rate', in: 'query', schema: { $ref: '#/components/schemas/Rate' } }],
        responses: { 204: { description: 'None.' } },
      },
    },
  },
  components: {
    schemas: {
      Rate: { oneOf: [{ $ref: '#/components/schemas/Low' }, { $ref: '#/components/schemas/Any' }] },
      Low: { type: 'string', enum: ['8000', '16000'] },
      Any: { type: 'string', enum: ['8000', '16000', '44100'] },
    },
  },
});

describe('a sample', () => {
  it('has a value for each property: examples and defaults of the document first, then formats and limits', () => {
    expect(sampleIn(plain, 'sampleProduct')).toEqual({
      id: 10,
      name: 'Green tea',
      code: 'ABC-45',
      price: 1,
      kind: 'tea',
      stock: 3,
      created: '2025-01-15T09:30:00Z',
      variants: ['0b8f5f5e-6d5c-4f5e-9f6e-1d2c3b4a5f60', '0b8f5f5e-6d5c-4f5e-9f6e-1d2c3b4a5f61'],
      labels: { key: 'labels label' },
      delivery: { by: 'Parcel', weight: -5 },
    });
  });

  it('takes the first example that the exact validator accepts', () => {
    expect(sampleIn(plain, 'sampleExample')).toEqual({ size: 7, note: 'second' });
  });

  it('ends recursion as early as the document allows', () => {
    expect(sampleIn(plain, 'sampleTree')).toEqual({ node: 'ada@example.com', next: null });
  });

  it('meets conditions that are no part of a type', () => {
    expect(sampleIn(plain, 'sampleContact')).toEqual({ phone: 'phone' });
  });

  it('has what callers send, where that differs from what they get', () => {
    expect(sampleIn(plain, 'sampleProductInput')).toMatchObject({ secret: 'secret', name: 'Green tea' });
    expect(sampleIn(plain, 'sampleProductInput')).not.toHaveProperty('id');
    expect(sampleIn(plain, 'sampleProduct')).not.toHaveProperty('secret');
  });

  it('is a new object at each call, with overrides', () => {
    expect(sampleIn(plain, 'sampleProduct', { name: 'Oolong' })).toMatchObject({ id: 10, name: 'Oolong' });
    expect(sampleIn(plain, 'sampleProduct')).not.toBe(sampleIn(plain, 'sampleProduct'));
  });

  it('of a response is that of its model, the example of the response, or composed', () => {
    expect(sampleIn(plain, 'sampleProductsListResponse')).toEqual([sampleIn(plain, 'sampleProduct')]);
    expect(sampleIn(plain, 'sampleProductsCreate409Response')).toEqual({ existing: 'p7' });
    expect(Object.keys(plain.functions)).not.toContain('sampleProductsRetrieveResponse');
  });

  it('has the types that callers chose, and a second function for the JSON of the server', () => {
    expect(sampleIn(converted, 'sampleProduct')).toMatchObject({
      id: 10n,
      created: new Date('2025-01-15T09:30:00Z'),
    });
    expect(sampleIn(converted, 'sampleProductJson')).toEqual(sampleIn(plain, 'sampleProduct'));
  });

  it('of overlapping alternatives is a value that one of them alone accepts', async () => {
    const { files } = await generatePackage({ spec: overlapping, options: { templates: [samples()] } });
    const functions = await importFiles<Functions>(files, 'src/samples/index.ts');
    expect(functions['sampleRate']?.()).toBe('44100');
  });

  it('is accepted by the exact validator of its model, and by ajv', () => {
    for (const { verdicts } of [plain, converted]) {
      expect(verdicts.faults).toEqual([]);
      expect(verdicts.accepted).toBeGreaterThan(7);
    }
  });
});

describe('a model without a sample', () => {
  it('has no function, and is reported with the fix', () => {
    const reported = plain.result.diagnostics.filter(({ code }) => code === 'CW4011');
    expect(reported.map(({ message }) => message)).toEqual([
      'No sample of the model `Holder`',
      'No sample of the model `Impossible`',
    ]);
    expect(Object.keys(plain.functions)).not.toContain('sampleImpossible');
  });
});

describe('the package', () => {
  it('exports the samples by a subpath that its entry does not import', () => {
    expect(JSON.parse(plain.files.get('package.json') ?? '')).toHaveProperty(['exports', './samples']);
    const importing = [...plain.files].filter(
      ([path, text]) => !path.startsWith('src/sample') && /^import .*samples\//m.test(text),
    );
    expect(importing).toEqual([]);
  });

  it('reads as written by hand', () => {
    expect(plain.files.get('src/samples/product.ts')).toMatchInlineSnapshot(`
      "import type { Product } from '../models/product.js';
      import { sampleDelivery } from './delivery.js';

      /** Sample of {@link Product}. */
      export function sampleProduct(overrides?: Partial<Product>): Product {
        return {
          code: 'ABC-45',
          created: '2025-01-15T09:30:00Z',
          delivery: sampleDelivery(),
          id: 10,
          kind: 'tea',
          labels: { key: 'labels label' },
          name: 'Green tea',
          price: 1,
          stock: 3,
          variants: ['0b8f5f5e-6d5c-4f5e-9f6e-1d2c3b4a5f60', '0b8f5f5e-6d5c-4f5e-9f6e-1d2c3b4a5f61'],
          ...overrides,
        };
      }

      /** Sample of {@link Product.Input}. */
      export function sampleProductInput(overrides?: Partial<Product.Input>): Product.Input {
        return {
          code: 'ABC-45',
          created: '2025-01-15T09:30:00Z',
          delivery: sampleDelivery(),
          kind: 'tea',
          labels: { key: 'labels label' },
          name: 'Green tea',
          price: 1,
          secret: 'secret',
          stock: 3,
          variants: ['0b8f5f5e-6d5c-4f5e-9f6e-1d2c3b4a5f60', '0b8f5f5e-6d5c-4f5e-9f6e-1d2c3b4a5f61'],
          ...overrides,
        };
      }
      "
    `);
  });

  it('adds to a bundle only the samples that it imports', async () => {
    const program = `import { sampleTree } from './src/samples/index.ts'; console.log(sampleTree());`;
    const text = await withFolder(plain.files, (folder) => bundled({ program, folder }));
    expect(text).toContain('ada@example.com');
    expect(text).not.toContain('Green tea');
    expect(text.length).toBeLessThan(150);
  });
});
