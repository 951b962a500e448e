/** OAuth 2.0 and OpenID Connect in a client: the comment of its option, and the function that requests tokens. */
import {
  code,
  defaultServer,
  literal,
  runtimeType,
  runtimeValue,
  splitWords,
  union,
  type Api,
  type Code,
  type OAuthFlow,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type RenderContext,
  type SecurityScheme,
  type Statement,
} from '../../generator/index.ts';
import { credentialsOf, type CredentialOption } from './credentials.ts';

/** Functions that request tokens by client credentials, by the name of the scheme. */
export type TokenSymbols = ReadonlyMap<string, PlannedSymbol>;

/** One function for each scheme with that flow. A single one is called `clientCredentials`. */
export function declareTokenFunctions(api: Api, file: PlannedFile, plan: Plan): TokenSymbols {
  const schemes = credentialsOf(api).flatMap(({ scheme }) =>
    clientCredentialsFlow(scheme) === null ? [] : [scheme],
  );
  return new Map(
    schemes.map(({ name, option, place }) => {
      const ownName = [...splitWords(option ?? name), 'client credentials'].join(' ');
      const symbol = plan.symbol({
        identity: `client.clientCredentials:${name}`,
        of: { what: 'security scheme', name, place },
        file,
        name: schemes.length === 1 ? 'client credentials' : ownName,
        alternatives: [ownName],
        meaning: 'value',
        isPublic: true,
        claim: 1,
      });
      return [name, symbol] as const;
    }),
  );
}

/** The names of the option and of its function, for the comment of both. */
interface OAuthNames {
  readonly options: readonly CredentialOption[];
  readonly tokens: TokenSymbols;
  readonly context: RenderContext;
}

/** A function requests a token only where somebody calls it, so a client without one has no code for it. */
export function tokenFunctions(
  api: Api,
  packageAgent: Code,
  { options, tokens, context }: OAuthNames,
): readonly Statement[] {
  return options.flatMap(({ scheme, name }): readonly Statement[] => {
    const symbol = tokens.get(scheme.name);
    const flow = clientCredentialsFlow(scheme);
    if (symbol === undefined || flow === null) return [];
    const tokenUrl = absoluteUrl(flow.tokenUrl, api);
    const from = tokenUrl === null ? code`options.tokenUrl` : literal(tokenUrl);
    const endpoint = code`{ tokenUrl: ${from}, userAgent: ${packageAgent} }`;
    return [
      {
        kind: 'function',
        name: symbol,
        exported: true,
        docs: { text: functionNotes(name, flow) },
        parameters: [{ name: code`options`, type: optionsType(flow, tokenUrl, context) }],
        returns: runtimeType('Credential', context),
        body: [code`return ${runtimeValue('requestTokens', context)}(${endpoint}, options);`],
      },
    ];
  });
}

/** How to get the token that the option takes; none for other schemes. */
export function tokenNotes(
  { scheme }: CredentialOption,
  { tokens, context }: Omit<OAuthNames, 'options'>,
): readonly string[] {
  if (scheme.kind === 'openIdConnect') {
    const where = scheme.url === null ? '' : ` ${asCode(scheme.url)} lists the endpoints that issue tokens.`;
    return [`Access token of OpenID Connect, or a function that returns one.${where}`];
  }
  if (scheme.kind !== 'oauth2') return [];
  const symbol = tokens.get(scheme.name);
  const functionName = symbol === undefined ? null : context.nameOf(symbol);
  const lines = scheme.flows.map((flow) => `- ${flowNote(flow, functionName)}`);
  const intro = 'Access token of OAuth 2.0, or a function that returns one.';
  return [lines.length === 0 ? intro : `${intro} Ways to get it:\n${lines.join('\n')}`];
}

/** The client sends the token. It can request one itself only with client credentials; other flows need a person. */
function flowNote({ kind, authorizationUrl, tokenUrl }: OAuthFlow, functionName: string | null): string {
  const user = authorizationUrl === null ? '' : ` at ${asCode(authorizationUrl)}`;
  const token = tokenUrl === null ? '' : ` from ${asCode(tokenUrl)}`;
  switch (kind) {
    case 'clientCredentials':
      return `Client credentials: \`${functionName ?? kind}({ clientId, clientSecret })\` requests tokens${token}.`;
    case 'authorizationCode':
      return `Authorization code: the user agrees${user}, then request a token${token} with the code.`;
    case 'deviceAuthorization':
      return `Device authorization: request a code for the user${user}, then a token${token}.`;
    case 'implicit':
      return `Implicit: the user agrees${user}, which returns the token.`;
    case 'password':
      return `Password: request a token${token} with the name and password of the user.`;
  }
}

function functionNotes(option: string, { scopes }: OAuthFlow): string {
  const intro = `Requests access tokens for the option \`${option}\` by the client credentials of OAuth 2.0. A token is kept until shortly before it expires, or until the API rejects it with a 401.`;
  const described = scopes.filter(({ description }) => description !== null);
  if (described.length === 0) return intro;
  const lines = described.map(({ name, description }) => `- ${asCode(name)}: ${description ?? ''}`);
  return `${intro}\n\nScopes:\n${lines.join('\n')}`;
}

/** The scopes of the document are suggested; a server may have more. */
function optionsType({ scopes }: OAuthFlow, tokenUrl: string | null, context: RenderContext): Code {
  const options = runtimeType('ClientCredentialsOptions', context);
  const names = union(scopes.map(({ name }) => literal(name)));
  const typed = scopes.length === 0 ? options : code`${options}<${runtimeType('Open', context)}<${names}>>`;
  return tokenUrl === null ? code`${typed} & { readonly tokenUrl: string }` : typed;
}

function clientCredentialsFlow(scheme: SecurityScheme): OAuthFlow | null {
  if (scheme.kind !== 'oauth2') return null;
  return scheme.flows.find(({ kind }) => kind === 'clientCredentials') ?? null;
}

/** A relative URL starts from the server (OpenAPI 3.1.1, section 4.6). `null`: the caller must name the endpoint. */
function absoluteUrl(url: string | null, api: Api): string | null {
  const base = defaultServer(api) ?? undefined;
  if (url === null || url.trim() === '' || !URL.canParse(url, base)) return null;
  const { href, protocol } = new URL(url, base);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

function asCode(text: string): string {
  return `\`${text}\``;
}
