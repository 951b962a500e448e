/** A worker that calls ARTU for a page: it has the API key, and lets one operation through. */
import { ApiStatusError, createTransport } from './api/index.ts';
import { retrieve } from './api/resources/workflows/executions.ts';

interface Environment {
  readonly ARTU_API_KEY: string;
  readonly ARTU_ENVIRONMENT: 'test' | 'live';
}

export default {
  async fetch(request: Request, environment: Environment): Promise<Response> {
    const { pathname } = new URL(request.url);
    const id = /^\/artu\/workflows\/executions\/([^/]+)$/.exec(pathname)?.[1];
    if (request.method !== 'GET' || id === undefined) return new Response(null, { status: 404 });
    const artu = createTransport({
      apiKey: environment.ARTU_API_KEY,
      environment: environment.ARTU_ENVIRONMENT,
    });
    try {
      return Response.json(await retrieve(artu, { id }, { signal: request.signal }));
    } catch (error) {
      if (!(error instanceof ApiStatusError)) throw error;
      return Response.json({ message: error.message }, { status: error.status });
    }
  },
};
