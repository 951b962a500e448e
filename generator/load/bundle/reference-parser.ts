/** The port to swagger-parser: from the files that a document refers to, to the files that those refer to, each read once. */

/** Reads the file at an absolute URL and answers the absolute URLs that it refers to; never throws. */
export type ReadReferences = (url: string) => Promise<readonly string[]>;

/**
 * Follows references from file to file.
 *
 * swagger-parser sees an index of references and nothing else of any document: given whole documents it
 * refuses OpenAPI 3.2, follows `$ref` in examples, and does not return from an alias bomb (all measured
 * with 13.1). It is imported here and now because the import takes 120 ms, which most documents can do without.
 */
export async function crawlReferences(urls: readonly string[], read: ReadReferences): Promise<void> {
  const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
  const reader = {
    order: 1,
    canRead: true,
    read: async ({ reference = '' }: { reference?: string }) => JSON.stringify(await read(reference)),
  };
  const parser = {
    order: 1,
    canParse: true,
    parse: ({ data }: { data: unknown }) => ({ references: asReferences(JSON.parse(String(data))) }),
  };
  await new SwaggerParser().resolve('index', documentOf(urls), {
    resolve: { file: reader, http: false },
    parse: { json: false, yaml: false, text: false, binary: false, index: parser },
  });
}

function asReferences(urls: readonly string[]): readonly { readonly $ref: string }[] {
  return urls.map(($ref) => ({ $ref }));
}

/** The least that swagger-parser accepts as a document. */
function documentOf(urls: readonly string[]) {
  return {
    openapi: '3.1.0',
    info: { title: 'index', version: '1' },
    paths: {},
    'x-references': asReferences(urls),
  };
}
