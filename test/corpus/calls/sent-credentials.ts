/** The credentials of a request, compared with the security of the document. */
import { isJsonObject, type JsonObject } from '../../../generator/api/json.ts';
import { atPointer, membersOf, type DescribedDocument } from './described-document.ts';
import type { SentRequest } from './recorded-fetch.ts';
import type { Trial } from './tried-document.ts';

export interface CredentialNames {
  readonly query: ReadonlySet<string>;
  readonly headers: ReadonlySet<string>;
  readonly cookies: ReadonlySet<string>;
}

function schemesOf(document: DescribedDocument): ReadonlyMap<string, JsonObject> {
  const at = document.dialect === '2.0' ? '/securityDefinitions' : '/components/securitySchemes';
  const schemes = atPointer(document.root, at);
  return new Map(
    (schemes === undefined ? [] : membersOf(document, schemes)).flatMap(([name, { value }]) =>
      isJsonObject(value) ? [[name, value]] : [],
    ),
  );
}

/** Where a scheme puts its credential: `header x-key`; `null`: nowhere in a request, or as its own standard says. */
function placeOf(scheme: JsonObject): string | null {
  const type = String(scheme['type']);
  if (type === 'apiKey') {
    const name = String(scheme['name']);
    // A name that no request can have.
    if (scheme['in'] === 'header' && /[^!#$%&'*+\-.^`|~\w]/.test(name)) return null;
    return `${String(scheme['in'])} ${scheme['in'] === 'header' ? name.toLowerCase() : name}`;
  }
  if (type === 'http' && !/^(?:bearer|basic)$/i.test(String(scheme['scheme']))) return null;
  return /^(?:http|basic|oauth2|openIdConnect)$/.test(type) ? 'header authorization' : null;
}

export function credentialsIn({ document }: Trial): CredentialNames {
  const places = [...schemesOf(document).values()].map((scheme) => placeOf(scheme) ?? '');
  const at = (location: string): ReadonlySet<string> =>
    new Set(
      places.flatMap((each) => (each.startsWith(`${location} `) ? [each.slice(location.length + 1)] : [])),
    );
  return { query: at('query'), headers: at('header'), cookies: at('cookie') };
}

/** The credentials of one alternative are sent, and no others; `null`: they are. */
export function sentCredentials({ document, described }: Trial, sent: SentRequest): string | null {
  const schemes = schemesOf(document);
  const places = (names: readonly string[]): readonly string[] =>
    [...new Set(names.map((name) => placeOf(schemes.get(name) ?? {}) ?? ''))].filter(Boolean).toSorted();
  const all = [...new Set(places([...schemes.keys()]))];
  const parameters = new Set(
    described.parameters.map(
      ({ location, name }) => `${location} ${location === 'header' ? name.toLowerCase() : name}`,
    ),
  );
  const isSent = (place: string): boolean => {
    const [location = '', name = ''] = place.split(/ (.*)/s);
    if (location === 'header') return sent.headers.has(name);
    if (location === 'query') return sent.url.searchParams.has(name);
    return (sent.headers.get('cookie') ?? '').split('; ').some((each) => each.startsWith(`${name}=`));
  };
  const found = all.filter((place) => isSent(place) && !parameters.has(place));
  const alternatives = described.security.map((names) =>
    places(names).filter((place) => !parameters.has(place)),
  );
  const wanted = alternatives.length === 0 ? [[]] : alternatives;
  if (wanted.some((each) => each.join() === found.join())) return null;
  return `credentials: ${found.join() || 'none'} instead of ${wanted.map((each) => each.join(' + ') || 'none').join(' or ')}`;
}
