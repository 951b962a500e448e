/** Reads how a client reaches the API: servers with their variables, security schemes, and the requirements that name them. */
import type { Server, ServerVariable } from '../api/api.ts';
import type {
  OAuthFlow,
  OAuthFlowKind,
  OAuthScope,
  SecurityRequirement,
  SecurityScheme,
} from '../api/security.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { readDocs } from './docs.ts';
import { isFieldName } from './field-names.ts';
import { followReferences, placeOf, quote, quoteAll, report, type Scope } from './scope.ts';
import { childOf, entriesOf, itemsOf, type Source, strayBraces, textAt, variablesIn } from './source.ts';

export function readServers(scope: Scope, source: Source): readonly Server[] {
  return itemsOf(source).flatMap((server): readonly Server[] => {
    const url = textAt(server, 'url');
    if (url === null) {
      report(scope, server, { code: 'CW2002', message: 'A server needs a url.' });
      return [];
    }
    return [
      {
        url,
        name: textAt(server, 'name'),
        description: textAt(server, 'description'),
        variables: readVariables(scope, server, url),
        place: placeOf(scope, server),
      },
    ];
  });
}

/** A variable of the URL that is not defined has no default: without a value of the caller, the URL is invalid. */
function readVariables(scope: Scope, server: Source, url: string): readonly ServerVariable[] {
  const defined = entriesOf(childOf(server, 'variables')).map(([name, value]) =>
    readVariable(scope, name, value),
  );
  const stray = strayBraces(url);
  if (stray !== null) {
    const message = `${quote(stray)} in the URL of the server encloses no name of a variable: it is used as it is.`;
    report(scope, server, { code: 'CW2002', message });
  }
  const names = new Set(defined.map(({ name }) => name));
  const used = new Set(variablesIn(url));
  for (const [name, value] of entriesOf(childOf(server, 'variables'))) {
    if (used.has(name)) continue;
    const message = `The URL of the server has no variable ${quote(name)}.`;
    report(scope, value, { code: 'CW2002', message });
  }
  const missing = [...used].filter((name) => !names.has(name));
  for (const name of missing) {
    const message = `The variable ${quote(name)} of the server's URL is not defined: callers must choose its value.`;
    report(scope, server, { code: 'CW2002', message });
  }
  return [
    ...defined.filter(({ name }) => used.has(name)),
    ...missing.map((name) => ({ name, default: null, values: [], description: null })),
  ];
}

function readVariable(scope: Scope, name: string, source: Source): ServerVariable {
  const values = itemsOf(childOf(source, 'enum')).map(({ value }) => String(value));
  const written = childOf(source, 'default').value;
  if (written === undefined) {
    report(scope, source, { code: 'CW2002', message: `The variable ${quote(name)} needs a default.` });
  }
  if (written !== undefined && values.length > 0 && !values.includes(String(written))) {
    const message = `The default of the variable ${quote(name)} is not one of its values: ${quoteAll(values)}.`;
    report(scope, childOf(source, 'default'), { code: 'CW2002', message });
  }
  const fallback = written === undefined ? (values[0] ?? '') : String(written);
  return { name, default: fallback, values, description: textAt(source, 'description') };
}

/** All that are defined, used or not, by name. */
export function readSecuritySchemes(scope: Scope): readonly SecurityScheme[] {
  return schemeEntries(scope).flatMap(([name, written]) => {
    const source = followReferences(scope, written);
    return source === null ? [] : [readScheme(scope, name, source)];
  });
}

/** A call meets one of the requirements, with all of its schemes. */
export function readSecurity(scope: Scope, source: Source): readonly SecurityRequirement[] {
  const known = new Set(schemeEntries(scope).map(([name]) => name));
  return itemsOf(source).flatMap((requirement): readonly SecurityRequirement[] => {
    const named = entriesOf(requirement);
    const schemes = named.filter(([name, scopes]) => known.has(name) || reportUnknown(scope, name, scopes));
    const isLost = named.length > 0 && schemes.length === 0;
    return isLost ? [] : [{ schemes: schemes.map(([name, scopes]) => ({ name, scopes: textsOf(scopes) })) }];
  });
}

function schemeEntries(scope: Scope): readonly (readonly [string, Source])[] {
  const root = { value: scope.document.root, pointer: '' };
  return entriesOf(childOf(root, 'components', 'securitySchemes'));
}

function reportUnknown(scope: Scope, name: string, source: Source): false {
  report(scope, source, { code: 'CW2040', message: `Unknown security scheme ${quote(name)}.` });
  return false;
}

function readScheme(scope: Scope, name: string, source: Source): SecurityScheme {
  const shared = {
    name,
    option: textAt(source, 'x-option'),
    docs: readDocs(source),
    place: placeOf(scope, source),
  };
  const type = textAt(source, 'type') ?? '';
  if (type === 'http') return { ...shared, ...readHttp(source) };
  if (type === 'apiKey' && isFieldName(scope, source, textAt(source, 'name') ?? '-'))
    return { ...shared, ...readApiKey(scope, source) };
  if (type === 'oauth2') {
    const metadataUrl = textAt(source, 'oauth2MetadataUrl');
    const flows = readFlows(source);
    return { ...shared, kind: type, flows, ...(metadataUrl === null ? {} : { metadataUrl }) };
  }
  if (type === 'openIdConnect') return { ...shared, kind: type, url: textAt(source, 'openIdConnectUrl') };
  return { ...shared, kind: 'other', scheme: type };
}

type HttpKind =
  | { readonly kind: 'bearer'; readonly format: string | null }
  | { readonly kind: 'basic' }
  | { readonly kind: 'other'; readonly scheme: string };

/** Names of HTTP schemes are compared without their case (RFC 9110, section 11.1). */
function readHttp(source: Source): HttpKind {
  const scheme = textAt(source, 'scheme') ?? '';
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return { kind: 'bearer', format: textAt(source, 'bearerFormat') };
    case 'basic':
      return { kind: 'basic' };
    default:
      return { kind: 'other', scheme };
  }
}

type ApiKey = Pick<Extract<SecurityScheme, { kind: 'apiKey' }>, 'kind' | 'location' | 'parameter' | 'values'>;

function readApiKey(scope: Scope, source: Source): ApiKey {
  const location = textAt(source, 'in');
  const parameter = textAt(source, 'name');
  const isKnown = location === 'header' || location === 'query' || location === 'cookie';
  if (location === null || parameter === null) {
    report(scope, source, { code: 'CW2002', message: 'An API key needs a name and a location.' });
  } else if (!isKnown) {
    const known = didYouMean(location, ['header', 'query', 'cookie']);
    const message = `Unknown location ${quote(location)} of an API key. ${known}`;
    report(scope, childOf(source, 'in'), { code: 'CW2002', message });
  }
  return {
    kind: 'apiKey',
    location: isKnown ? location : 'header',
    parameter: parameter ?? 'X-API-Key',
    values: textsOf(childOf(source, 'x-enum')),
  };
}

const flowKinds: readonly OAuthFlowKind[] = [
  'authorizationCode',
  'clientCredentials',
  'deviceAuthorization',
  'implicit',
  'password',
];

/** Flows of a kind that no standard defines are left out: the token itself is all that a client sends. */
function readFlows(source: Source): readonly OAuthFlow[] {
  return flowKinds.flatMap((kind): readonly OAuthFlow[] => {
    const flow = childOf(source, 'flows', kind);
    if (flow.value === undefined) return [];
    const authorizationUrl = textAt(flow, 'authorizationUrl') ?? textAt(flow, 'deviceAuthorizationUrl');
    return [{ kind, authorizationUrl, tokenUrl: textAt(flow, 'tokenUrl'), scopes: readScopes(flow) }];
  });
}

function readScopes(flow: Source): readonly OAuthScope[] {
  return entriesOf(childOf(flow, 'scopes')).map(([name, { value }]) => ({
    name,
    description: typeof value === 'string' && value.trim() !== '' ? value.trim() : null,
  }));
}

function textsOf(source: Source): readonly string[] {
  return itemsOf(source).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
