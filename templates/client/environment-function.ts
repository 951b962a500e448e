/** The function that reads a client's options from the environment: which variable is which option. */
import {
  code,
  join,
  key,
  literal,
  splitWords,
  type,
  type Api,
  type Code,
  type PlannedSymbol,
  type RenderContext,
  type Statement,
} from '../../generator/index.ts';
import { runtime } from '../runtime/runtime-name.ts';
import { credentialOptions, type CredentialOption } from './credentials.ts';
import { defaultServer } from './servers.ts';

export interface EnvironmentSymbols {
  readonly optionsFromEnvironment: PlannedSymbol;
  /** The type of what it returns. */
  readonly options: PlannedSymbol;
}

/** `optionsFromEnvironment()`; a bundle in which nobody calls it has nothing of it. */
export function environmentFunction(
  api: Api,
  symbols: EnvironmentSymbols,
  context: RenderContext,
): Statement {
  const variable = (option: string): string => variableName(context.package.name, option);
  const credentials = credentialOptions(api);
  const level = code`${runtime('environmentChoice', context)}(${literal(variable('log'))}, ${runtime('logLevels', context)})`;
  const baseUrl = code`${runtime('environmentValue', context)}(${literal(variable('baseUrl'))})`;
  const members = [
    ...credentials.map((option) => code`${key(option.name)}: ${credentialValue(option, variable, context)}`),
    // The transport refuses the empty one by the name of its option.
    code`baseUrl: ${baseUrl}${defaultServer(api) === null ? code` ?? ''` : code``}`,
    code`middleware: level === undefined ? [] : [${runtime('logging', context)}({ level })]`,
  ];
  const names = credentials.flatMap((option) => credentialVariables(option, variable));
  return {
    kind: 'function',
    name: symbols.optionsFromEnvironment,
    exported: true,
    docs: {
      text: `The options that the environment holds: ${[...names, variable('baseUrl')].map((name) => `\`${name}\``).join(', ')}; and \`${variable('log')}\`, the level of a log. Read when it is called, and empty in a browser.`,
    },
    parameters: [],
    returns: type(symbols.options),
    body: [code`const level = ${level};`, code`return {\n${join(members, code`,\n`)},\n};`],
  };
}

/** `@artu/workflows` and `apiKey` are `ARTU_API_KEY`: one scope often has one key for all of its packages. */
function variableName(packageName: string, option: string): string {
  const [, scope = packageName] = /^@([^/]+)\//.exec(packageName) ?? [];
  return [...splitWords(scope), ...splitWords(option)].join('_').toUpperCase();
}

type VariableOf = (option: string) => string;

/** The level of a log has its name from the beginning, so that no scheme that comes can take it. */
function credentialVariables({ scheme, name }: CredentialOption, variable: VariableOf): readonly string[] {
  if (scheme.kind !== 'basic') return [variable(name === 'log' ? 'logCredential' : name)];
  return [variable(`${name} username`), variable(`${name} password`)];
}

function credentialValue(option: CredentialOption, variable: VariableOf, context: RenderContext): Code {
  const variables = credentialVariables(option, variable).map((name) => literal(name));
  const { scheme } = option;
  if (scheme.kind === 'basic')
    return code`${runtime('environmentLogin', context)}(${join(variables, code`, `)})`;
  if (scheme.kind !== 'apiKey' || scheme.values.length === 0)
    return code`${runtime('environmentValue', context)}(${join(variables, code`, `)})`;
  const values = join(
    scheme.values.map((each) => literal(each)),
    code`, `,
  );
  return code`${runtime('environmentChoice', context)}(${join(variables, code`, `)}, [${values}])`;
}
