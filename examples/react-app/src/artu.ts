import { createTransport } from './api';

/** Calls the host of the page, which forwards to the API with the key: `examples/worker` is such a host. */
export const artu = createTransport({
  apiKey: 'added-by-the-server',
  environment: 'test',
  allowBrowser: true,
  baseUrl: new URL('/artu', location.href).href,
});
