/** A small document in, the requests and results of calls on its generated client out. */
import { complaintsOf } from '../../support/compile.ts';
import { recordedCalls, type RecordedRequest } from '../../support/recorded-calls.ts';
import {
  sharedPackage,
  withFolder,
  type Files,
  type GeneratedPackage,
  type PackageRequest,
} from '../../support/generated-package.ts';

interface MediaType {
  readonly schema?: object;
  readonly encoding?: object;
  readonly itemSchema?: object;
  readonly itemEncoding?: object;
  readonly prefixEncoding?: readonly object[];
}

/** An operation `client.<id>`, by its id; each is a `POST /<id>`. */
export type Bodies = Readonly<Record<string, Readonly<Record<string, MediaType>>>>;

/** The package of operations that send these bodies. */
export function packageOf(
  bodies: Bodies,
  openapi = '3.1.0',
  schemas: object = {},
): Promise<GeneratedPackage> {
  const paths = Object.entries(bodies).map(([operationId, content]) => {
    const requestBody = { required: true, content };
    return [
      `/${operationId}`,
      { post: { operationId, requestBody, responses: { 200: { description: '' } } } },
    ];
  });
  return packageOfPaths(Object.fromEntries(paths), { openapi, components: { schemas } });
}

/** The package of a document with these paths. */
export function packageOfPaths(
  paths: object,
  head: object = { openapi: '3.1.0' },
  options: NonNullable<PackageRequest['options']> = {},
): Promise<GeneratedPackage> {
  const info = { title: 'Bodies', version: '1.0.0' };
  return sharedPackage({ spec: JSON.stringify({ info, paths, ...head }), options });
}

/** The only request that the statements send. */
export async function sentBy({ files }: GeneratedPackage, statements: string): Promise<RecordedRequest> {
  const [request, ...others] = await recordedCalls(files, statements);
  if (request === undefined || others.length > 0) throw new Error('one request is expected');
  return request;
}

/** A multipart body without its boundary. */
export function partsOf({ body, headers }: RecordedRequest): readonly string[] {
  const [, boundary = ''] = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '') ?? [];
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => part.slice('\r\n'.length, -'\r\n'.length));
}

/** What the compiler says against a package under every switch. */
export function complaints(files: Files): Promise<string> {
  return withFolder(files, (folder) => complaintsOf({ folder, compiler: 'typescript' }));
}
