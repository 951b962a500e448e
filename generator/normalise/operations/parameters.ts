/** Puts the parameters of a path item and an operation together, and makes them fit the url. */
import type { Parameter, ParameterLocation, ParameterStyle } from '../../api/api.ts';
import { sortedBy } from '../../api/json.ts';
import { noDocs } from '../../api/place.ts';
import { defaultStyle, explodesByDefault } from '../../api/requests.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { mergeDocs, readDocs } from '../docs.ts';
import { isFieldName } from '../field-names.ts';
import { followReferences, placeOf, quote, report, reportAt, type Scope } from '../scope.ts';
import { childOf, entriesOf, itemsOf, memberOf, type Source, textAt, variablesIn } from '../source.ts';
import { allowsStyle, isLocation, locations, readEncodings, readParameterSchema } from './encodings.ts';

interface ParameterLists {
  readonly pathItem: Source;
  readonly operation: Source;
  readonly url: string;
}

interface FittingParameters {
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

function inOrder(parameters: readonly Parameter[], variables: readonly string[]): readonly Parameter[] {
  const rank = ({ name, location }: Parameter): number =>
    location === 'path' ? variables.indexOf(name) : variables.length + locations.indexOf(location);
  const byName = sortedBy(parameters, ({ name }) => name);
  return byName.toSorted((left, right) => rank(left) - rank(right));
}

/** Returns `null`, and reports, if the parameter cannot be sent: a dangling reference, no name, no location. */
function readParameter(scope: Scope, written: Source): Parameter | null {
  const source = followReferences(scope, written);
  if (source === null) return null;
  const name = textAt(source, 'name');
  const location = textAt(source, 'in');
  if (name === null || name === '' || location === null) {
    report(scope, source, { code: 'CW2002', message: 'A parameter needs a name and a location.' });
    return null;
  }
  if (!isLocation(location)) {
    const message = `Unknown location ${quote(location)} of a parameter. ${didYouMean(location, locations)}`;
    report(scope, childOf(source, 'in'), { code: 'CW2002', message });
    return null;
  }
  if (!isFieldName(scope, source, name)) return null;
  const parameter = { name, location, ...readValue(scope, source), ...readWriting(scope, source, location) };
  return location === 'querystring' ? asQueryString(scope, source, parameter) : parameter;
}

/** Only `content` describes a whole query (OpenAPI 3.2, section 4.12.2.3). A form is what a query usually is. */
function asQueryString(scope: Scope, source: Source, parameter: Parameter): Parameter {
  if (parameter.mediaType === null) {
    const message = 'A parameter in querystring needs `content`: it is written as a form.';
    report(scope, source, { code: 'CW2002', message });
    return { ...parameter, mediaType: formType };
  }
  const [[, mediaType] = []] = entriesOf(childOf(source, 'content'));
  const { encoding } = mediaType === undefined ? { encoding: [] } : readEncodings(scope, mediaType, 'form');
  return encoding.length === 0 ? parameter : { ...parameter, encoding };
}

const formType = 'application/x-www-form-urlencoded';

type Value = Pick<Parameter, 'required' | 'schema' | 'default' | 'mediaType' | 'docs' | 'place'>;

function readValue(scope: Scope, source: Source): Value {
  const { schema, fallback, mediaType } = readParameterSchema(scope, source);
  return {
    required: textAt(source, 'in') === 'path' || memberOf(source.value, 'required') === true,
    schema,
    default: fallback,
    mediaType,
    docs: mergeDocs(readDocs(source), schema.kind === 'model' ? noDocs : schema.docs),
    place: placeOf(scope, source),
  };
}

type Writing = Pick<Parameter, 'style' | 'explode' | 'allowReserved'>;

function readWriting(scope: Scope, source: Source, location: ParameterLocation): Writing {
  const style = readStyle(scope, source, location);
  const explode = memberOf(source.value, 'explode');
  return {
    style,
    explode: style === 'deepObject' || (typeof explode === 'boolean' ? explode : explodesByDefault(style)),
    allowReserved: memberOf(source.value, 'allowReserved') === true,
  };
}

function readStyle(scope: Scope, source: Source, location: ParameterLocation): ParameterStyle {
  const style = textAt(source, 'style');
  if (style === null) return defaultStyle(location);
  if (allowsStyle(location, style)) return style;
  const message = `A parameter in ${location} cannot have the style ${quote(style)}; ${defaultStyle(location)} is used.`;
  report(scope, childOf(source, 'style'), { code: 'CW2002', message });
  return defaultStyle(location);
}
