/** An HTTP server on this machine that records requests, and answers as a test asks for. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { responseOf, type Wire } from './recorded-fetch.ts';

/** Serves until it is disposed of. */
export async function answeringServer(): Promise<Wire & AsyncDisposable> {
  let answer: Parameters<Wire['answer']>[0] = { status: 200, mediaType: null, body: null };
  let sent: ReturnType<Wire['sent']> = null;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = new Uint8Array(await buffer(request));
    const url = new URL(`http://${request.headers.host}${request.url}`);
    sent = { method: request.method ?? '', url, headers: headersOf(request), body };
    const answered = responseOf(answer);
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    response.end(new Uint8Array(await answered.arrayBuffer()));
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(new Error(String(error))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server on a port has an address
  return {
    origin: `http://127.0.0.1:${port}`,
    answer(next) {
      answer = next;
      sent = null;
    },
    sent: () => sent,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Without the headers that `fetch` adds. */
function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (!ofFetch.has(name.toLowerCase())) headers.append(name, value);
  }
  return headers;
}

const ofFetch: ReadonlySet<string> = new Set([
  'accept-encoding',
  'accept-language',
  'connection',
  'content-length',
  'host',
  'sec-fetch-mode',
  'transfer-encoding',
]);
