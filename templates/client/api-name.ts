/** The title of a document → what prose calls the API. */
import type { Api } from '../../generator/index.ts';

/** To stand behind "the": `Acme Shop API` as it is, `Chat` as `Chat API`. */
export function apiName({ title }: Pick<Api, 'title'>): string {
  const name = title.trim().replace(/^the\s+/i, '');
  if (name === '') return 'API';
  return /\bapis?\b|openapi/i.test(name) ? name : `${name} API`;
}
