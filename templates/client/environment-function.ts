/** The function that reads a client's options from the environment: which variable is which option. */
import {
  call,
  code,
  defaultServer,
  key,
  literal,
  object,
  runtimeValue,
  splitWords,
  type,
  type Api,
  type Code,
  type PlannedSymbol,
  type RenderContext,
  type Statement,
} from '../../generator/index.ts';
import { credentialOptions, type CredentialOption, type CredentialSymbols } from './credentials.ts';
import { serverOptions, type ServerOption, type ServerSymbols } from './server-options.ts';

export interface EnvironmentSymbols {
  readonly optionsFromEnvironment: PlannedSymbol;
  /** The type of what it returns. */
  readonly options: PlannedSymbol;
  readonly credentials: CredentialSymbols;
  readonly servers: ServerSymbols;
}

/** `optionsFromEnvironment()`; a bundle in which nobody calls it has nothing of it. */
export function environmentFunction(
  api: Api,
  symbols: EnvironmentSymbols,
  context: RenderContext,
): Statement {
  const variables = variablesOf(context.package.name);
  const credentials = credentialOptions(api, { ...symbols, context });
  const choices = serverOptions(api, symbols.servers, context);
  const level = call(runtimeValue('environmentChoice', context), [
    literal(variables.log),
    runtimeValue('logLevels', context),
  ]);
  const baseUrl = call(runtimeValue('environmentValue', context), [literal(variables.baseUrl)]);
  const members = [
    ...credentials.map((option) => code`${key(option.name)}: ${credentialValue(option, variables, context)}`),
    ...choices.map((option) => code`${key(option.name)}: ${choiceValue(option, variables, context)}`),
    // The transport refuses the empty one by the name of its option.
    code`baseUrl: ${baseUrl}${defaultServer(api) === null ? code` ?? ''` : null}`,
    code`middleware: level === undefined ? [] : [${runtimeValue('logging', context)}({ level })]`,
  ];
  const names = environmentVariables(api, symbols, context).slice(0, -2);
  return {
    kind: 'function',
    name: symbols.optionsFromEnvironment,
    exported: true,
    docs: {
      text: `The options that the environment holds: ${[...names, variables.baseUrl].map((name) => `\`${name}\``).join(', ')}; and \`${variables.log}\`, the level of a log. Read when it is called, and empty in a browser.`,
    },
    parameters: [],
    returns: type(symbols.options),
    body: [code`const level = ${level};`, code`return ${object(members, 'lines')};`],
  };
}

/** Names of the variables: credentials and servers, the base URL, and the level of a log. */
export function environmentVariables(
  api: Api,
  symbols: EnvironmentSymbols,
  context: RenderContext,
): readonly string[] {
  const variables = variablesOf(context.package.name);
  return [
    ...credentialOptions(api, { ...symbols, context }).flatMap((option) =>
      credentialVariables(option, variables),
    ),
    ...serverOptions(api, symbols.servers, context).map(({ name }) => variables.ofChoice(name)),
    variables.baseUrl,
    variables.log,
  ];
}

interface Variables {
  readonly baseUrl: string;
  readonly log: string;
  readonly ofCredential: (name: string) => string;
  readonly ofChoice: (name: string) => string;
}

/**
 * Returns names such as `ARTU_API_KEY` and `ARTU_WORKFLOWS_BASE_URL` for `@artu/workflows`. A scope often has one key
 * for all of its packages. Each package has its own host, so that no key goes to another one.
 */
function variablesOf(packageName: string): Variables {
  const [, scope = packageName] = /^@([^/]+)\//.exec(packageName) ?? [];
  const own = { baseUrl: variableName(packageName, 'baseUrl'), log: variableName(packageName, 'log') };
  const ofCredential = (name: string): string => {
    const variable = variableName(scope, name);
    const isTaken = variable === own.baseUrl || variable === own.log;
    return isTaken ? `${variable}_CREDENTIAL` : variable;
  };
  const ofChoice = (name: string): string => {
    const variable = variableName(packageName, name);
    return variable === own.baseUrl || variable === own.log ? `${variable}_VALUE` : variable;
  };
  return { ...own, ofCredential, ofChoice };
}

function variableName(owner: string, option: string): string {
  return [...splitWords(owner), ...splitWords(option)].join('_').toUpperCase();
}

function choiceValue(
  { name, values, isRequired }: ServerOption,
  variables: Variables,
  context: RenderContext,
): Code {
  const variable = literal(variables.ofChoice(name));
  const fallback = isRequired ? code` ?? ''` : null;
  if (values.length === 0) return code`${runtimeValue('environmentValue', context)}(${variable})${fallback}`;
  return code`${runtimeValue('environmentChoice', context)}(${variable}, ${literal(values)})${fallback}`;
}

function credentialVariables({ scheme, name }: CredentialOption, variables: Variables): readonly string[] {
  const names = scheme.kind === 'basic' ? [`${name} username`, `${name} password`] : [name];
  return names.map(variables.ofCredential);
}

function credentialValue(option: CredentialOption, variables: Variables, context: RenderContext): Code {
  const given = credentialVariables(option, variables).map((name) => literal(name));
  const { scheme } = option;
  if (scheme.kind === 'basic') return call(runtimeValue('environmentLogin', context), given);
  if (scheme.kind !== 'apiKey' || scheme.values.length === 0)
    return call(runtimeValue('environmentValue', context), given);
  return call(runtimeValue('environmentChoice', context), [...given, literal(scheme.values)]);
}
