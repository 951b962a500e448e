/** Which options a client takes for the security schemes that its operations use. */
import {
  call,
  camelCase,
  code,
  defaultServer,
  isInherited,
  keyName,
  literal,
  longerKeyNames,
  member,
  runtimeType,
  runtimeValue,
  schemeNames,
  splitWords,
  union,
  type Api,
  type Code,
  type ExampleOptions,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type RenderContext,
  type SecurityScheme,
} from '../../generator/index.ts';

export interface Credential {
  readonly scheme: SecurityScheme;
  /** No operation can be called without it. */
  readonly required: boolean;
}

export interface CredentialOption extends Credential {
  /** Name of the option. */
  readonly name: string;
}

/** The keys of credentials in the options of a client, by the name of the scheme. */
export type CredentialSymbols = ReadonlyMap<string, PlannedSymbol>;

/** Context of a file, with the symbols that were declared for options. */
export interface OptionNames {
  readonly credentials: CredentialSymbols;
  readonly context: RenderContext;
}

/** Names that the transport's own options have. */
export const transportOptions: readonly string[] = [
  'baseUrl',
  'fetch',
  'fetchOptions',
  'headers',
  'timeout',
  'totalTimeout',
  'maxRetries',
  'maxRetryAfter',
  'retryQuota',
  'allowBrowser',
  'validation',
  'onWarning',
  'middleware',
];

export interface CredentialRequest {
  readonly api: Api;
  readonly file: PlannedFile;
  /** The type of the options. */
  readonly parent: PlannedSymbol;
}

export function declareCredentials({ api, file, parent }: CredentialRequest, plan: Plan): CredentialSymbols {
  return new Map(
    credentialsOf(api).map(({ scheme }) => {
      const { name, option, kind, place } = scheme;
      const wanted = keyName(camelCase(splitWords(option ?? name)));
      const symbol = plan.symbol({
        identity: `client.credential:${name}`,
        of: { what: 'security scheme', name, place },
        file,
        parent,
        name: wanted,
        alternatives: [`${wanted}Credential`, ...longerKeyNames(option ?? name, kind)],
        // TypeScript finds an inherited name in `{}`, where it would have another type.
        avoid: isInherited(wanted) ? [...transportOptions, wanted] : transportOptions,
        meaning: 'value',
        isKey: true,
        claim: wanted === (option ?? name) ? 1 : 0,
      });
      return [name, symbol] as const;
    }),
  );
}

/** One for each scheme that something uses and that travels in a request, by name. */
export function credentialOptions(
  api: Api,
  { credentials, context }: OptionNames,
): readonly CredentialOption[] {
  return credentialsOf(api).flatMap((credential) => {
    const symbol = credentials.get(credential.scheme.name);
    return symbol === undefined ? [] : [{ ...credential, name: context.nameOf(symbol) }];
  });
}

/** The same before names are final. */
export function credentialsOf(api: Api): readonly Credential[] {
  const requirements = api.operations.map(({ security }) => schemeNames(security, api));
  const used = new Set(requirements.flat(2));
  return api.securitySchemes
    .filter(({ name, kind }) => used.has(name) && kind !== 'other')
    .map((scheme) => ({
      scheme,
      required: requirements.every(
        (each) => each.length > 0 && each.every((names) => names.includes(scheme.name)),
      ),
    }));
}

/**
 * The options that every operation needs; else those of the requirements of the document, else of any operation.
 *
 * `baseUrl` is added where the document names no server.
 */
export function exampleOptions(api: Api, names: OptionNames): ExampleOptions {
  const [given = [], ...others] = credentialSets(api, names);
  return { names: [...given, ...(defaultServer(api) === null ? ['baseUrl'] : [])], alternatives: others };
}

function credentialSets(api: Api, names: OptionNames): readonly (readonly string[])[] {
  const options = credentialOptions(api, names);
  const required = options.filter((option) => option.required).map(({ name }) => name);
  if (required.length > 0) return [required];
  const byScheme = new Map(options.map((option) => [option.scheme.name, option.name]));
  const sets = schemeNames(api.security, api).map((schemes) =>
    schemes.flatMap((scheme) => byScheme.get(scheme) ?? []),
  );
  const any = sets.length > 0 ? sets : options.slice(0, 1).map(({ name }) => [name]);
  return any.filter((names) => names.length > 0);
}

/** `Credential`, or the values that it may have. */
export function credentialType(scheme: SecurityScheme, context: RenderContext): Code {
  switch (scheme.kind) {
    case 'basic':
      return runtimeType('BasicCredential', context);
    case 'apiKey':
      if (scheme.values.length > 0) {
        return union(scheme.values.map((each) => literal(each)));
      }
      return runtimeType('Credential', context);
    case 'bearer':
    case 'oauth2':
    case 'openIdConnect':
    case 'other':
      return runtimeType('Credential', context);
  }
}

/** `bearer('apiKey', options.apiKey)` */
export function schemeCall({ scheme, name }: CredentialOption, context: RenderContext): Code {
  const given = member(code`options`, name);
  const option = literal(name);
  switch (scheme.kind) {
    case 'basic':
      return call(runtimeValue('basic', context), [option, given]);
    case 'apiKey': {
      const places = { header: 'apiKeyHeader', query: 'apiKeyQuery', cookie: 'apiKeyCookie' } as const;
      return call(runtimeValue(places[scheme.location], context), [option, literal(scheme.parameter), given]);
    }
    case 'bearer':
    case 'oauth2':
    case 'openIdConnect':
    case 'other':
      return call(runtimeValue('bearer', context), [option, given]);
  }
}
