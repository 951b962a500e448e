/** Puts the parameters of a path item and an operation together, and makes them fit the url. */
import type { Parameter, ParameterLocation } from '../../api/api.ts';
import { sortedBy } from '../../api/json.ts';
import { noDocs } from '../../api/docs.ts';
import { quote } from '../reference.ts';
import { placeOf, report, reportAt, type Scope } from '../scope.ts';
import { childOf, itemsOf, type Source, variablesIn } from '../source.ts';
import { readParameter } from './parameter.ts';

export interface ParameterLists {
  readonly pathItem: Source;
  readonly operation: Source;
  readonly url: string;
}

export interface FittingParameters {
  readonly url: string;
  /** Every variable of the url has its parameter here, declared or not. */
  readonly parameters: readonly Parameter[];
}

export function readParameters(scope: Scope, lists: ParameterLists): FittingParameters {
  const byKey = new Map([
    ...readList(scope, childOf(lists.pathItem, 'parameters')),
    ...readList(scope, childOf(lists.operation, 'parameters')),
  ]);
  const sent = [...byKey.values()].filter((parameter) => isSent(scope, parameter));
  const url = withoutParameters(lists.url, sent);
  return { url, parameters: inOrder(fitUrl(scope, sent, { ...lists, url }), variablesIn(url)) };
}

/** `/search?query={query}` with `query` in the query: the parameter alone sends it. */
function withoutParameters(url: string, parameters: readonly Parameter[]): string {
  const [path = '', query] = url.split(/\?(.*)/s);
  if (query === undefined) return url;
  const isDeclared = (location: ParameterLocation, name: string): boolean =>
    parameters.some((parameter) => parameter.location === location && parameter.name === name);
  const pairs = query.split('&').filter((pair) => {
    const [, key = '', variable = ''] = /^([^=]+)=\{([^{}]+)\}$/.exec(pair) ?? [];
    return !isDeclared('query', key) || isDeclared('path', variable);
  });
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

function readList(scope: Scope, source: Source): ReadonlyMap<string, Parameter> {
  const byKey = new Map<string, Parameter>();
  for (const item of itemsOf(source)) {
    const parameter = readParameter(scope, item);
    if (parameter === null) continue;
    const key = keyOf(parameter);
    if (byKey.has(key)) {
      const message = `Duplicate parameter ${quote(parameter.name)} in ${parameter.location}.`;
      report(scope, item, { code: 'CW2030', message });
    } else {
      byKey.set(key, parameter);
    }
  }
  return byKey;
}

/** Names of headers are compared without their case (RFC 9110, section 5.1). */
function keyOf({ location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`;
}

const ignoredHeaders: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** OpenAPI 3.1, section 4.8.12.1: declarations of these headers shall be ignored. */
function isSent(scope: Scope, { location, name, place }: Parameter): boolean {
  if (location !== 'header' || !ignoredHeaders.has(name.toLowerCase())) return true;
  reportAt(scope, place, { code: 'CW2033', message: `The header parameter ${quote(name)} is ignored.` });
  return false;
}

function fitUrl(scope: Scope, parameters: readonly Parameter[], lists: ParameterLists): readonly Parameter[] {
  const variables = variablesIn(lists.url);
  const kept = parameters.filter(({ location, name, place }) => {
    if (location !== 'path' || variables.includes(name)) return true;
    reportAt(scope, place, { code: 'CW2032', message: `The path has no variable ${quote(name)}.` });
    return false;
  });
  const declared = new Set(kept.filter(({ location }) => location === 'path').map(({ name }) => name));
  const missing = variables.filter((name) => !declared.has(name));
  return [...kept, ...missing.map((name) => undeclaredVariable(scope, lists.operation, name))];
}

function undeclaredVariable(scope: Scope, operation: Source, name: string): Parameter {
  report(scope, operation, { code: 'CW2031', message: `The path variable ${quote(name)} has no parameter.` });
  const place = placeOf(scope, operation);
  return {
    name,
    location: 'path',
    required: true,
    schema: { kind: 'string', format: null, limits: {}, docs: noDocs, place },
    default: undefined,
    style: 'simple',
    explode: false,
    allowReserved: false,
    mediaType: null,
    docs: noDocs,
    place,
  };
}

const locations: readonly ParameterLocation[] = ['path', 'query', 'querystring', 'header', 'cookie'];

function inOrder(parameters: readonly Parameter[], variables: readonly string[]): readonly Parameter[] {
  const rank = ({ name, location }: Parameter): number =>
    location === 'path' ? variables.indexOf(name) : variables.length + locations.indexOf(location);
  const byName = sortedBy(parameters, ({ name }) => name);
  return byName.toSorted((left, right) => rank(left) - rank(right));
}
