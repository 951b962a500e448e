/** Which options a client takes for the security schemes that its operations use. */
import {
  camelCase,
  code,
  defaultServer,
  join,
  literal,
  runtimeType,
  runtimeValue,
  schemeNames,
  splitWords,
  type Api,
  type Code,
  type ExampleOptions,
  type RenderContext,
  type SecurityScheme,
} from '../../generator/index.ts';

export interface CredentialOption {
  readonly scheme: SecurityScheme;
  /** What the option is called. */
  readonly name: string;
  /** No operation can be called without it. */
  readonly required: boolean;
}

/** Names that the transport's own options have. */
const transportOptions: ReadonlySet<string> = new Set([
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
]);

/** One for each scheme that something uses and that travels in a request, by name. */
export function credentialOptions(api: Api): readonly CredentialOption[] {
  const requirements = api.operations.map(({ security }) => schemeNames(security));
  const used = new Set(requirements.flat(2));
  return api.securitySchemes
    .filter(({ name, kind }) => used.has(name) && kind !== 'other')
    .map((scheme) => ({
      scheme,
      name: optionName(scheme),
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
export function exampleOptions(api: Api): ExampleOptions {
  const [given = [], ...others] = credentialSets(api);
  return { names: [...given, ...(defaultServer(api) === null ? ['baseUrl'] : [])], alternatives: others };
}

function credentialSets(api: Api): readonly (readonly string[])[] {
  const options = credentialOptions(api);
  const required = options.filter((option) => option.required).map(({ name }) => name);
  if (required.length > 0) return [required];
  const byScheme = new Map(options.map((option) => [option.scheme.name, option.name]));
  const sets = schemeNames(api.security).map((schemes) =>
    schemes.flatMap((scheme) => byScheme.get(scheme) ?? []),
  );
  const any = sets.length > 0 ? sets : options.slice(0, 1).map(({ name }) => [name]);
  return any.filter((names) => names.length > 0);
}

function optionName({ name, option }: SecurityScheme): string {
  const plain = camelCase(splitWords(option ?? name));
  return transportOptions.has(plain) ? `${plain}Credential` : plain;
}

/** `Credential`, or the values that it may have. */
export function credentialType(scheme: SecurityScheme, context: RenderContext): Code {
  switch (scheme.kind) {
    case 'basic':
      return runtimeType('BasicCredential', context);
    case 'apiKey':
      if (scheme.values.length > 0) {
        return join(
          scheme.values.map((each) => literal(each)),
          code` | `,
        );
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
  const given = join([code`options`, code`.`, nameCode(name)]);
  const option = literal(name);
  switch (scheme.kind) {
    case 'basic':
      return code`${runtimeValue('basic', context)}(${option}, ${given})`;
    case 'apiKey': {
      const places = { header: 'apiKeyHeader', query: 'apiKeyQuery', cookie: 'apiKeyCookie' } as const;
      return code`${runtimeValue(places[scheme.location], context)}(${option}, ${literal(scheme.parameter)}, ${given})`;
    }
    case 'bearer':
    case 'oauth2':
    case 'openIdConnect':
    case 'other':
      return code`${runtimeValue('bearer', context)}(${option}, ${given})`;
  }
}

/** A cased name is made of letters and digits only; a leading digit is not possible behind a dot. */
function nameCode(name: string): Code {
  return { parts: [{ kind: 'text', text: /^[A-Za-z_$][\w$]*$/.test(name) ? name : '_' }] };
}
