/** A generated package, and a program that calls it → the requests that the program sends. */
import { join } from 'node:path';
import { bundled } from './bundle.ts';
import { withFolder, type Files } from './generated-package.ts';

/** `GET /items?page.size=3`, with its headers and its body as they are sent. */
export interface RecordedRequest {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In UTF-8. */
  readonly body: string;
}

/**
 * Runs statements on a client of the package. `options` are more options of `createClient`; every
 * request is answered by `{}`.
 */
export async function recordedCalls(
  files: Files,
  statements: string,
  options = '{}',
): Promise<readonly RecordedRequest[]> {
  return withFolder(files, async (folder) => {
    const text = await bundled({ program: programOf(statements, options), folder: join(folder, 'src') });
    const program: { readonly requests: readonly RecordedRequest[] } = await import(
      `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
    );
    return program.requests;
  });
}

function programOf(statements: string, options: string): string {
  return `
import { createClient } from './index.ts';
export const requests: object[] = [];
const fetch: typeof globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { pathname, search } = new URL(request.url);
  requests.push({ line: request.method + ' ' + pathname + search, headers: Object.fromEntries(request.headers), body: await request.text() });
  return new Response('{}', { headers: { 'content-type': 'application/json' } });
};
const client: any = createClient({ baseUrl: 'http://127.0.0.1:1', fetch, maxRetries: 0, ...${options} } as any);
${statements}
`;
}
