/** Schemas as data → JSON Schema in one of the forms that Standard JSON Schema knows. */
import { writtenFor } from './json-schema-target.js';

/** JSON Schema 2020-12; `$ref` leads to the definitions of its models. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** https://standardschema.dev/json-schema, version 1; targets are `draft-2020-12`, `draft-07`, `openapi-3.0`. */
export interface StandardJsonSchema<Output, Input = Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'clientwright';
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly jsonSchema: {
      /** Of a value before its defaults are filled in. @throws {TypeError} where the target cannot say it. */
      readonly input: (options: { readonly target: string }) => Record<string, unknown>;
      /** Of a value whose defaults are filled in. @throws {TypeError} where the target cannot say it. */
      readonly output: (options: { readonly target: string }) => Record<string, unknown>;
    };
  };
}

/** The definitions are all that the schema leads to, by name. */
export function jsonSchema<Output, Input = Output>(
  schema: JsonSchema,
  definitions: () => Readonly<Record<string, JsonSchema>> = () => ({}),
): StandardJsonSchema<Output, Input> {
  const write =
    (isFilled: boolean) =>
    ({ target }: { readonly target: string }) =>
      writtenFor(target, { schema, definitions: definitions(), isFilled });
  return {
    '~standard': {
      version: 1,
      vendor: 'clientwright',
      jsonSchema: { input: write(false), output: write(true) },
    },
  };
}
