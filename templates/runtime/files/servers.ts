/** Chooses a server of the document, and fills in the variables of its URL. */
import { ApiRequestError } from './errors.js';
import type { ServerVariables } from './transport.js';

/** A server of the document. */
export interface Server {
  /** `https://{region}.example.com` */
  readonly url: string;
  readonly variables?: Readonly<Record<string, ServerVariable>>;
}

export interface ServerVariable {
  readonly default: string;
  /** The only values that it may have. Absent: any text. */
  readonly values?: readonly string[];
}

/** Returns the URL of a server. @throws {ApiRequestError} naming a variable that has none of its values. */
export function serverUrl({ url, variables = {} }: Server, chosen: ServerVariables = {}): string {
  return url.replace(/\{([^{}]+)\}/g, (written, name: string) => {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (variable === undefined) return written;
    const value = (Object.hasOwn(chosen, name) ? chosen[name] : undefined) ?? variable.default;
    return checkedChoice(name, value, variable.values ?? [value]);
  });
}

/** Returns the server that the caller chose by its name; the first one by default. */
export function chosenServer(
  servers: Readonly<Record<string, Server>>,
  environment: string | undefined,
): Server {
  const names = Object.keys(servers);
  const name = checkedChoice('environment', environment ?? names[0] ?? '', names);
  return servers[name] ?? { url: '' };
}

function checkedChoice(option: string, value: string, values: readonly string[]): string {
  if (values.includes(value)) return value;
  throw new ApiRequestError(`The option ${option} must be ${values.join(' or ')}.`, { option });
}
