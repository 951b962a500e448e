/** Schemas of zod of a document that uses every kind of schema, used by the library itself. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { zod } from '../../../templates/zod/zod.ts';
import { judgeSchemas, type SchemaVerdicts } from '../../corpus/templates/judge-schemas.ts';
import { zodChecks, type ZodCheck } from '../../corpus/templates/zod-checks.ts';
import { bundled } from '../../support/bundle.ts';
import { generatePackage, type GeneratedPackage } from '../../support/generated-package.ts';
import { outputOf, withInstalled } from '../../support/installed-package.ts';
import { typeErrors } from '../../support/type-errors.ts';

const spec = readFileSync(new URL('../mocks/shop.yaml', import.meta.url), 'utf8');

async function packageWith(types: object): Promise<GeneratedPackage> {
  const options = {
    importExtension: 'ts',
    packageName: '@example/shop',
    templates: [zod(), zodChecks()],
    types,
  } as const;
  return generatePackage({ spec, specFile: 'shop.yaml', options });
}

let plain: GeneratedPackage;
let converted: GeneratedPackage;

beforeAll(async () => {
  plain = await packageWith({});
  converted = await packageWith({ int64: 'bigint', dateTime: 'Date' });
});

describe('a schema', () => {
  it('has the verdict of the exact validator, for samples and for mutated ones', async () => {
    for (const built of [plain, converted]) {
      const { agreed, valid, faults } = await verdictsOf(built);
      expect(faults).toEqual([]);
      expect(agreed).toBeGreaterThan(400);
      expect(valid).toBeGreaterThan(40);
    }
  });

  it('reads as written by hand, with getters for recursion', () => {
    expect(plain.files.get('src/zod/product.ts')).toMatchInlineSnapshot(`
      "import type { Product } from '../models/product.ts';
      import { dateTime, uuid } from '../runtime/formats.ts';
      import { type InputSchema, type ObjectSchema, areUnique, fits, hasLength } from '../runtime/zod.ts';
      import { deliverySchema } from './delivery.ts';
      import { kindSchema } from './kind.ts';
      import { z } from 'zod';

      /** Schema of {@link Product}. */
      export const productSchema: ObjectSchema<Product, Product.Wire> = z.object({
        code: z.string().regex(new RegExp('^[A-Z]{3}-\\\\d{2,}$', 'u')),
        created: z.string().refine(fits(dateTime), 'Expected date-time').exactOptional(),
        delivery: deliverySchema.exactOptional(),
        id: z.int().min(10),
        kind: kindSchema,
        labels: z
          .record(z.string(), z.string().refine(hasLength(12), 'Expected at least 12 characters'))
          .exactOptional(),
        name: z.string(),
        get parent() {
          return productSchema.exactOptional();
        },
        price: z.number().gt(0).multipleOf(0.05),
        stock: z.int().default(3),
        variants: z
          .array(z.string().refine(fits(uuid), 'Expected uuid'))
          .min(2)
          .refine(areUnique, 'Expected no equal items')
          .exactOptional(),
      });

      /** Schema of {@link Product.Input}. */
      export const productInputSchema: InputSchema<Product.Input> = z.object({
        code: z.string().regex(new RegExp('^[A-Z]{3}-\\\\d{2,}$', 'u')),
        created: z.string().refine(fits(dateTime), 'Expected date-time').optional(),
        delivery: deliverySchema.optional(),
        kind: kindSchema,
        labels: z
          .record(z.string(), z.string().refine(hasLength(12), 'Expected at least 12 characters'))
          .optional(),
        name: z.string(),
        get parent() {
          return productInputSchema.optional();
        },
        price: z.number().gt(0).multipleOf(0.05),
        secret: z.string(),
        stock: z.int().optional(),
        variants: z
          .array(z.string().refine(fits(uuid), 'Expected uuid'))
          .min(2)
          .refine(areUnique, 'Expected no equal items')
          .optional(),
      });
      "
    `);
    expect(plain.files.get('src/zod/tree.ts')).toMatchInlineSnapshot(`
      "import type { Tree } from '../models/tree.ts';
      import { email } from '../runtime/formats.ts';
      import { type ObjectSchema, fits } from '../runtime/zod.ts';
      import { z } from 'zod';

      /** Schema of {@link Tree}. */
      export const treeSchema: ObjectSchema<Tree> = z.object({
        get next() {
          return treeSchema.nullable();
        },
        node: z.string().refine(fits(email), 'Expected email'),
      });
      "
    `);
  });

  it('has the regular expressions of the validators', async () => {
    const patterns = { code: '^[A-Z]+$', legacy: String.raw`^a\-b$`, slow: '^(a+)+$' };
    const properties = Object.entries(patterns).map(([name, pattern]) => [name, { type: 'string', pattern }]);
    const schemas = { Label: { type: 'object', properties: Object.fromEntries(properties) } };
    const document = {
      openapi: '3.1.0',
      info: { title: 'Labels', version: '1' },
      paths: {},
      components: { schemas },
    };
    const { files } = await generatePackage({
      spec: JSON.stringify(document),
      options: { templates: [zod()] },
    });
    const expressionsIn = (path: string): readonly string[] =>
      (files.get(path) ?? '').match(/(?:new RegExp|shortTextPattern)\('.*'\)/g) ?? [];
    const expected = [
      `new RegExp('^[A-Z]+$', 'u')`,
      String.raw`new RegExp('^a\\-b$')`,
      `shortTextPattern('^(a+)+$', 'u')`,
    ];
    expect(expressionsIn('src/models/label.ts')).toEqual(expected);
    expect(expressionsIn('src/zod/label.ts')).toEqual(expected);
  });

  it('leaves conditions that zod does not have to the validator of the package', () => {
    expect(plain.files.get('src/zod/slug.ts')).toContain('parsedBy(Slug)');
  });

  it('parses to the types of callers, and fills in defaults', async () => {
    const program = `
import { productSchema } from './src/zod/index.ts';
const product = productSchema.parse({ id: 12, name: 'Tea', code: 'ABC-12', price: 1, kind: 'tea', created: '2025-01-15T09:30:00Z' });
console.log(JSON.stringify([typeof product.id, product.created instanceof Date, product.stock, product.created]));
`;
    expect(await outputOf(program, converted)).toEqual(['bigint', true, 3, '2025-01-15T09:30:00.000Z']);
  });

  it('infers the types of the package, and composes', async () => {
    const program = `
import { z } from 'zod';
import type { Contact, Delivery, Example, Kind, Open, Product, Tree } from './src/index.ts';
import { contactSchema, deliverySchema, exampleSchema, kindSchema, productInputSchema, productSchema, treeSchema } from './src/zod/index.ts';
type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
export const same: readonly true[] = [
  true satisfies Same<z.output<typeof productSchema>, Product>,
  true satisfies Same<z.output<typeof productInputSchema>, Product.Input>,
  true satisfies Same<z.output<typeof treeSchema>, Tree>,
  true satisfies Same<z.output<typeof contactSchema>, Contact>,
  true satisfies Same<z.output<typeof deliverySchema>, Delivery>,
  true satisfies Same<z.output<typeof exampleSchema>, Example>,
  true satisfies Same<z.output<typeof kindSchema>, Kind>,
];
const form = productInputSchema.pick({ name: true, kind: true }).extend({ note: z.string() });
export const values: { name: string; kind: Open<Kind>; note: string } = form.parse({ name: 'Tea', kind: 'tea', note: '' });
// @ts-expect-error there is no such property
productSchema.pick({ nothing: true });
`;
    await withInstalled(plain, async (folder) => {
      await writeFile(join(folder, 'program.ts'), program);
      expect(await typeErrors([join(folder, 'program.ts')])).toEqual([]);
    });
  });

  it('and a validator are Standard Schemas, which form libraries accept, and `exactSchema` has its verdict', async () => {
    const program = `
import { Example, exactSchema } from './src/index.ts';
import { exampleSchema } from './src/zod/index.ts';
const results = [Example, exactSchema(Example), exampleSchema].map((schema) => {
  const { version, validate } = schema['~standard'];
  return [version, validate({ size: 'x' }), validate({ size: 0 })].map((each) => each.issues?.map(({ path }) => path) ?? each.value ?? each);
});
console.log(JSON.stringify(results));
`;
    expect(await outputOf(program, plain)).toEqual([
      [1, [['size']], { size: 0 }],
      [1, [['size']], [['size']]],
      [1, [['size']], [['size']]],
    ]);
  });
});

describe('the list of schemas that is judged over the corpus', () => {
  it('has entries of one type, because a union of a thousand is too complex for the compiler (TS2590)', () => {
    const list = plain.files.get('src/zod-checks.ts') ?? '';
    const count = (part: string): number => list.split(part).length - 1;
    expect(count('model: ')).toBeGreaterThan(5);
    expect(count('} as unknown,')).toBe(count('model: '));
  });
});

describe('the package', () => {
  it('has a subpath for the schemas, and the library as a peer', () => {
    expect(JSON.parse(plain.files.get('package.json') ?? '')).toMatchObject({
      exports: { './zod': './src/zod/index.ts' },
      peerDependencies: { zod: '^4.3.0' },
    });
  });

  it('adds to a bundle only the schemas that it imports, and nothing to a client', async () => {
    const text = async (program: string): Promise<string> =>
      withInstalled(plain, (folder) => bundled({ program, folder }));
    const client = await text(`import { createClient } from './src/index.ts'; console.log(createClient);`);
    expect(client).not.toContain('ZodString');
    const tree = await text(`import { treeSchema } from './src/zod/index.ts'; console.log(treeSchema);`);
    expect(tree).toContain('Expected email');
    expect(tree).not.toContain('[A-Z]{3}-');
  });
});

async function verdictsOf({ files, result: { api } }: GeneratedPackage): Promise<SchemaVerdicts> {
  if (api === null) throw new Error('The document was refused.');
  return withInstalled({ files }, async (folder) => {
    const { checks } = (await import(pathToFileURL(join(folder, 'src/zod-checks.ts')).href)) as {
      readonly checks: readonly ZodCheck[];
    };
    return judgeSchemas(checks, api);
  });
}
