/** Schemas by name → their generated validators, as a caller of the package has them. */
import type { Validator } from '../../templates/runtime/files/validation.ts';
import { sharedPackage, type Files, type PackageRequest } from './generated-package.ts';
import { importFiles } from './imported-package.ts';

export interface ValidatedPackage {
  readonly files: Files;
  /** The validator of one of the schemas; the types of its values are not known here. */
  readonly validator: (name: string) => Validator<unknown>;
}

/** A document with one operation that receives each of the schemas. */
export function documentWith(schemas: Readonly<Record<string, unknown>>): string {
  const paths = Object.keys(schemas).map((name) => {
    const schema = { $ref: `#/components/schemas/${name}` };
    const responses = { 200: { description: 'It.', content: { 'application/json': { schema } } } };
    return [`/${name}`, { get: { operationId: `get${name}`, responses } }];
  });
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Test', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas },
  });
}

/** Generates the package and loads its entry. */
export async function validatorsOf(
  schemas: Readonly<Record<string, unknown>>,
  options: PackageRequest['options'] = {},
): Promise<ValidatedPackage> {
  const { files, result } = await sharedPackage({ spec: documentWith(schemas), options });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  const entry = await importFiles<Readonly<Record<string, Validator<unknown>>>>(files);
  return {
    files,
    validator(name) {
      const found = entry[name];
      if (found === undefined) throw new Error(`There is no ${name}.`);
      return found;
    },
  };
}

/** Its issues as `/path: expected`, which is enough to tell them apart. */
export function issuesIn(
  validator: Validator<unknown>,
  value: unknown,
  options?: { readonly exact: boolean },
): readonly string[] {
  const result = validator.safeParse(value, options);
  if (result.ok) return [];
  return result.issues.map(({ path, expected }) => `/${path.join('/')}: ${expected}`);
}

/** Lists in lists, deeper than a stack goes, which nothing but a loop could have made. */
export function nested(depth: number, around: (inner: unknown) => unknown): unknown {
  let value: unknown = null;
  for (let level = 0; level < depth; level += 1) value = around(value);
  return value;
}
