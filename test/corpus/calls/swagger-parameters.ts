/** Parameters of OpenAPI 2.0: `collectionFormat` in the styles of OpenAPI 3, and forms of `formData`. */
import type { JsonObject } from '../../../generator/api/json.ts';
import type { DescribedContent, DescribedParameter } from './described-operation.ts';

/** OpenAPI 2.0, Parameter Object: `csv` is the default in every location. */
export function styleOfCollection(parameter: JsonObject): {
  readonly style: string;
  readonly explode: boolean;
} {
  const usual = parameter['in'] === 'path' || parameter['in'] === 'header' ? 'simple' : 'form';
  const format = String(parameter['collectionFormat']);
  return { style: styles.get(format) ?? usual, explode: format === 'multi' };
}

const styles: ReadonlyMap<string, string> = new Map([
  ['multi', 'form'],
  ['ssv', 'spaceDelimited'],
  ['tsv', 'tabDelimited'],
  ['pipes', 'pipeDelimited'],
]);

const multipart = 'multipart/form-data';

/** A form with a file is multipart. Without `consumes`, other forms are urlencoded. */
export function bodyOfForms(
  fields: readonly DescribedParameter[],
  types: readonly string[],
): readonly DescribedContent[] {
  if (fields.length === 0) return [];
  const hasFile = fields.some(({ schema }) => isFile(schema?.value));
  const forms = types.filter((type) =>
    /^(?:multipart\/form-data|application\/x-www-form-urlencoded)/.test(type),
  );
  const usual = hasFile ? multipart : 'application/x-www-form-urlencoded';
  return (forms.length === 0 ? [usual] : forms).map((mediaType) => ({
    mediaType,
    schema: null,
    encoding: {},
    fields,
  }));
}

function isFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'type') === 'file';
}
