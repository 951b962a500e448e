/** The schemas that the OpenAPI Initiative publishes, as ajv can compile them. */
import { createRequire } from 'node:module';
import type { default as Ajv, Options } from 'ajv/dist/core.js';
import type { JsonObject } from '../../api/json.ts';

export type CheckedFamily = '2.0' | '3.0' | '3.1' | '3.2';

export const checkedFamilies: readonly CheckedFamily[] = ['2.0', '3.0', '3.1', '3.2'];

/** Module of the build that answers whether a document of the family is valid. */
export function quickCheckModule(family: CheckedFamily): string {
  return `generator/load/validate/quick-check-${family}`;
}

/** The instance of ajv for a family, and the schema that it compiles. */
export async function compilerOf(
  family: CheckedFamily,
  options: Options,
): Promise<{ readonly ajv: Ajv.default; readonly schema: JsonObject }> {
  switch (family) {
    case '2.0':
    case '3.0': {
      const { default: draft4 } = await import('ajv-draft-04');
      return { ajv: new draft4.default(options), schema: withAnyCase(textOf(family)) };
    }
    case '3.1':
    case '3.2': {
      // The published schema leaves the inside of Schema Objects to a dialect through `$dynamicRef`, which ajv
      // resolves to the wrong place (its issue 1573). The package refers to an object or a boolean instead.
      const { Ajv2020 } = await import('ajv/dist/2020.js');
      const text = textOf(family).replaceAll(/"\$dynamicAnchor":"meta",?/g, '');
      return { ajv: new Ajv2020(options), schema: withAnyCase(text) };
    }
  }
}

/** The published schemas allow `bearerFormat` beside `bearer` in small letters only; case is free (RFC 9110, section 11.1). */
function withAnyCase(schema: string): JsonObject {
  const scheme = '"pattern":"^[Bb][Ee][Aa][Rr][Ee][Rr]$"';
  return JSON.parse(schema.replaceAll(/"enum":\["bearer"\]|"const":"bearer"/g, scheme));
}

/** Read as a file of the package, as its entry point loads the schemas of all versions. */
function textOf(family: CheckedFamily): string {
  const require = createRequire(import.meta.url);
  return JSON.stringify(require(`@seriousme/openapi-schema-validator/schemas/v${family}/schema.json`));
}
