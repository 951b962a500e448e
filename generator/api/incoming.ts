/** The two sides of a request that the API sends to the application: a webhook, or a callback of an operation. */
import type { Content, IncomingRequest } from './api.ts';

/** Contents that the application receives. */
export function receivedContents({ requestBody }: IncomingRequest): readonly Content[] {
  return requestBody?.content ?? [];
}

/** Contents that the application answers with. */
export function answeredContents({ responses }: IncomingRequest): readonly Content[] {
  return responses.flatMap(({ content }) => content);
}
