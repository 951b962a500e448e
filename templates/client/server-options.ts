/** Options of a client that choose its server: the environment, and the variables of the URL. */
import {
  allValues,
  type Api,
  call,
  camelCase,
  code,
  type Code,
  defaultServer,
  describedServer,
  type Entry,
  environmentsOf,
  firstServer,
  isInherited,
  isRelativeServer,
  key,
  keyName,
  literal,
  longerKeyNames,
  member,
  type Member,
  object,
  type Plan,
  type PlannedSymbol,
  type RenderContext,
  type Report,
  runtimeValue,
  type Server,
  serverUrl,
  type ServerVariable,
  serverVariablesOf,
  splitWords,
  union,
  type WithServers,
} from '../../generator/index.ts';
import { type CredentialRequest, transportOptions } from './credentials.ts';

/** Keys in the options of a client. */
export interface ServerSymbols {
  /** `null`: the document has no servers to choose between. */
  readonly environment: PlannedSymbol | null;
  /** By the names of the variables. */
  readonly variables: ReadonlyMap<string, PlannedSymbol>;
}

export function declareServerOptions({ api, file, parent }: CredentialRequest, plan: Plan): ServerSymbols {
  const declare = (identity: string, name: string, longer: readonly string[]): PlannedSymbol => {
    const wanted = keyName(camelCase(splitWords(name)));
    return plan.symbol({
      identity: `client.${identity}`,
      file,
      parent,
      name: wanted,
      alternatives: longer,
      avoid: isInherited(wanted) ? [...transportOptions, wanted] : transportOptions,
      meaning: 'value',
      isKey: true,
      // Credentials keep their names.
      claim: -1,
    });
  };
  return {
    environment:
      environmentsOf(api).size === 0 ? null : declare('environment', 'environment', ['serverName']),
    variables: new Map(
      [...serverVariablesOf(api).keys()].map((name) => [
        name,
        declare(`variable:${name}`, name, longerKeyNames(name, 'server')),
      ]),
    ),
  };
}

/** One choice of the caller. */
export interface ServerOption {
  readonly name: string;
  /** The only values that it may have; empty: any text. */
  readonly values: readonly string[];
  readonly isRequired: boolean;
  readonly docs: string;
}

/** The options in the order of their members: the environment, then the variables by name. */
export function serverOptions(
  api: Api,
  { environment, variables }: ServerSymbols,
  context: RenderContext,
): readonly ServerOption[] {
  const chosen = environment === null ? [] : [environmentOption(api, context.nameOf(environment))];
  const filled = [...serverVariablesOf(api)].flatMap(([name, variable]) => {
    const symbol = variables.get(name);
    return symbol === undefined ? [] : [variableOption(variable, context.nameOf(symbol))];
  });
  return [...chosen, ...filled];
}

function environmentOption(api: Api, name: string): ServerOption {
  const environments = [...environmentsOf(api)];
  const lines = environments.map(([each, server]) => {
    const url = each === server.url ? '' : `: ${asCode(server.url)}`;
    return `- ${asCode(each)}${url}${server.description === null ? '' : `. ${server.description}`}`;
  });
  const docs = `The server that is called. Default: the first one.\n${lines.join('\n')}`;
  return { name, values: environments.map(([each]) => each), isRequired: false, docs };
}

function variableOption(variable: ServerVariable, name: string): ServerOption {
  const words = variable.description ?? `Value of ${asCode(`{${variable.name}}`)} in the URL of the server.`;
  const { default: fallback } = variable;
  const docs = fallback === null ? words : `${words}\n\nDefault: ${asCode(fallback)}.`;
  return { name, values: allValues(variable), isRequired: fallback === null, docs };
}

/** Returns true if a client cannot be made without the value of a variable. */
export function hasRequiredVariable(api: Api): boolean {
  return [...serverVariablesOf(api).values()].some((variable) => variable.default === null);
}

export function serverMembers(options: readonly ServerOption[]): readonly Member[] {
  return options.map(({ name, values, isRequired, docs }) => ({
    kind: 'property',
    name,
    type: code`${valueType(values)}${isRequired ? null : code` | undefined`}`,
    optional: !isRequired,
    docs: { text: docs },
  }));
}

function valueType(values: readonly string[]): Code {
  if (values.length === 0) return code`string`;
  return union(values.map((each) => literal(each)));
}

/** The members of a transport's definition that say where calls go. */
export function serverDefinition(
  api: Api,
  { environment, variables }: ServerSymbols,
  context: RenderContext,
): readonly Entry[] {
  const server = firstServer(api);
  if (server === null || defaultServer(api) === null)
    return [code`baseUrl: options.baseUrl`, ...choices({ environment, variables }, context)];
  const environments = environmentsOf(api);
  if (environment === null && server.variables.length === 0)
    return [code`baseUrl: ${literal(serverUrl(server))}`, ...choices({ environment, variables }, context)];
  const described = Object.fromEntries(
    [...environments].map(([name, each]) => [name, describedServer(each)]),
  );
  const called =
    environment === null
      ? literal(describedServer(server))
      : call(runtimeValue('chosenServer', context), [literal(described), given(environment, context)]);
  const chosen = variables.size === 0 ? null : chosenVariables(variables, context);
  const url = call(runtimeValue('serverUrl', context), [called, chosen]);
  return [code`baseUrl: ${url}`, ...choices({ environment, variables }, context)];
}

/** Operations with servers of their own read the choices from the transport. */
function choices({ environment, variables }: ServerSymbols, context: RenderContext): readonly Entry[] {
  const hasOwn = context.api.operations.some((operation) => defaultServer(operation) !== null);
  if (!hasOwn) return [];
  return [
    environment === null ? null : code`environment: ${given(environment, context)}`,
    variables.size === 0 ? null : code`serverVariables: ${chosenVariables(variables, context)}`,
  ];
}

/** `{ region: options.region }` */
function chosenVariables(variables: ServerSymbols['variables'], context: RenderContext): Code {
  const members = [...variables].map(([name, symbol]) => code`${key(name)}: ${given(symbol, context)}`);
  return object(members);
}

function given(symbol: PlannedSymbol, context: RenderContext): Code {
  return member(code`options`, context.nameOf(symbol));
}

function asCode(text: string): string {
  return `\`${text}\``;
}

/** Reports that callers must pass `baseUrl`, because the first server is relative; `null`: they need not. */
export function relativeServerReport(of: WithServers): Report | null {
  const server = firstServer(of);
  if (server === null || !isRelativeServer(server) || server.url === '/') return null;
  const message = `The server ${server.url} is not an absolute URL: the client requires baseUrl, including this path.`;
  return { code: 'CW4006', message, place: server.place };
}

/** Which server a client calls, or why callers must name one; then the other servers with their descriptions. */
export function serverNotes(of: WithServers): string {
  const first = firstServer(of);
  const chosen = new Set([first, ...environmentsOf(of).values()]);
  const lines = of.servers.filter((server) => !chosen.has(server)).map((server) => `- ${serverLine(server)}`);
  const intro = first === null ? noServer(of) : firstNote(first);
  return lines.length === 0 ? intro : `${intro} Others:\n${lines.join('\n')}`;
}

function noServer({ servers }: WithServers): string {
  return servers.length === 0 ? 'The document names no server.' : 'The document names no http server.';
}

function firstNote(server: Server): string {
  if (server.url === '/') return 'The document names no server but the host that serves it.';
  const description = server.description === null ? '' : ` (${server.description})`;
  if (!isRelativeServer(server)) return `Default: ${asCode(serverUrl(server))}${description}.`;
  const named = `The document names ${asCode(serverUrl(server))}${description}`;
  return `${named} on the host that serves it: give the whole URL, with that path.`;
}

function serverLine(server: Server): string {
  const host = isRelativeServer(server) ? ' on the host that serves the document' : '';
  const description = server.description === null ? '' : `: ${server.description}`;
  return `${urlTemplate(server)}${host}${description}`;
}

/** `https://{region}.example.com` with `region`: `eu` (default) or `us` */
function urlTemplate({ url, variables }: Server): string {
  if (variables.length === 0) return asCode(url);
  return `${asCode(url)} with ${variables.map(variableNote).join('; ')}`;
}

function variableNote({ name, default: fallback, values }: ServerVariable): string {
  if (fallback === null) return `${asCode(name)}: any text`;
  const others = values.filter((each) => each !== fallback).map(asCode);
  const known = [`${asCode(fallback)} (default)`, ...others];
  if (values.length === 0) return `${asCode(name)}: any text, ${asCode(fallback)} by default`;
  return `${asCode(name)}: ${known.join(' or ')}`;
}
