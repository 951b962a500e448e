/** Servers that a client can choose between: their names, and their variables. */
import type { Api, Server, ServerVariable } from '../api/api.ts';
import type { JsonObject } from '../api/json.ts';
import { firstServer, isRelativeServer, serverUrl, type WithServers } from '../api/requests.ts';
import { camelCase, splitWords } from '../naming/words.ts';

/** Longest description that serves as a name, in words. */
const longestName = 2;

/**
 * Servers by the name that a caller chooses them by; empty where there is no choice.
 *
 * A relative first server leaves the host to the caller, and with it the choice.
 */
export function environmentsOf(of: WithServers): ReadonlyMap<string, Server> {
  const first = firstServer(of);
  const servers = of.servers.filter((server) => /^https?:\/\//i.test(serverUrl(server)));
  if (first === null || isRelativeServer(first) || servers.length < 2) return new Map();
  const names = servers.map(nameOf);
  const isUnique = (name: string): boolean => names.filter((other) => other === name).length === 1;
  return new Map(
    servers.map((server, index) => {
      const name = names[index] ?? '';
      return [isUnique(name) ? name : server.url, server];
    }),
  );
}

/** The name of OpenAPI 3.2, a short description without what every server is, or the address. */
function nameOf({ name, description, url }: Server): string {
  // Objects list keys that are numbers first, and the first server is the default.
  if (name !== null && /^\s*\p{L}/u.test(name)) return name.trim();
  const [start = ''] = (description ?? '').trim().split(/[.,:;()\n]|\s[-–—]\s/);
  const words = splitWords(start).filter(
    (word) => !/^(?:the|our|an?|api|url|servers?|env|environment|endpoint)$/i.test(word),
  );
  if (words.length <= longestName && /^\p{L}/u.test(words[0] ?? ''))
    return camelCase(words.map((word) => word.toLowerCase()));
  return url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
}

/** Variables of all servers that a client calls, each with the values that any of them allows; by name. */
export function serverVariablesOf(api: Api): ReadonlyMap<string, ServerVariable> {
  const called = [api, ...api.operations].flatMap((of) => {
    const environments = [...environmentsOf(of).values()];
    const first = firstServer(of);
    return environments.length > 0 || first === null || isRelativeServer(first) ? environments : [first];
  });
  const byName = Map.groupBy(
    called.flatMap(({ variables }) => variables),
    ({ name }) => name,
  );
  return new Map(
    [...byName].flatMap(([name, [first, ...others]]) =>
      first === undefined ? [] : [[name, others.reduce(merge, first)] as const],
    ),
  );
}

/** A variable that is any text in one server is any text. */
function merge(one: ServerVariable, other: ServerVariable): ServerVariable {
  const isOpen = one.values.length === 0 || other.values.length === 0;
  return {
    ...one,
    values: isOpen ? [] : [...new Set([...allValues(one), ...allValues(other)])],
    description: one.description ?? other.description,
  };
}

/** The default is a value as well, also where the document does not list it. */
export function allValues({ default: fallback, values }: ServerVariable): readonly string[] {
  const isListed = fallback === null || values.includes(fallback) || values.length === 0;
  return isListed ? values : [fallback, ...values];
}

/** A server as the run time has it: `{ url, variables: { region: { default: 'eu', values: ['eu', 'us'] } } }`. */
export function describedServer({ url, variables }: Server): JsonObject {
  if (variables.length === 0) return { url };
  const described = variables.map((variable): readonly [string, JsonObject] => {
    const values = allValues(variable);
    return [variable.name, { default: variable.default ?? '', ...(values.length === 0 ? {} : { values }) }];
  });
  return { url, variables: Object.fromEntries(described) };
}
