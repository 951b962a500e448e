/** Facts of the API that no type states, such as limits and addresses. `API.md` prints them behind signatures. */
import type { Acceptor, Api, Model, Operation, Parameter, Waiter } from '../api/api.ts';
import { compareText, type JsonValue } from '../api/json.ts';
import { hashText } from '../api/hash.ts';
import { defaultStyle, explodesByDefault, sentMethod } from '../api/requests.ts';
import type { Assertion, Property, Schema } from '../api/schema.ts';
import type { SecurityRequirement } from '../api/security.ts';
import type { Docs } from '../api/place.ts';

/** Facts of a value, of its items and of its inline parts. Models have facts of their own. */
export function schemaFacts(schema: Schema): readonly string[] {
  switch (schema.kind) {
    case 'number':
      return [
        ...(schema.integer ? ['integer'] : []),
        ...formatFact(schema.format),
        ...limitFacts(schema.limits),
      ];
    case 'string':
      return [...formatFact(schema.format), ...limitFacts(schema.limits)];
    case 'array':
      return [...limitFacts(schema.limits), ...within('items', schemaFacts(schema.items))];
    case 'tuple':
      return [...limitFacts(schema.limits), ...schema.items.flatMap(schemaFacts)];
    case 'record':
      return [
        ...limitFacts(schema.limits),
        ...within('keys', schemaFacts(schema.keys)),
        ...within('values', schemaFacts(schema.values)),
      ];
    case 'object':
      return [
        ...limitFacts(schema.limits),
        ...schema.patterns.map(({ pattern }) => `keys that match ${JSON.stringify(pattern)}`),
        ...(schema.rest?.kind === 'never' ? ['no other keys'] : []),
      ];
    case 'union': {
      const { discriminator } = schema;
      const tag = discriminator === null ? [] : [`discriminator ${JSON.stringify(discriminator.property)}`];
      return [...tag, ...schema.members.flatMap(schemaFacts)];
    }
    case 'intersection':
      return schema.members.flatMap(schemaFacts);
    case 'refined':
      return [...schemaFacts(schema.schema), ...schema.assertions.map(assertionFact)];
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'literal':
    case 'enum':
    case 'model':
      return [];
  }
}

function within(part: string, facts: readonly string[]): readonly string[] {
  return facts.length === 0 ? [] : [`${part}: ${facts.join(' and ')}`];
}

/** Bytes have a type of their own. */
function formatFact(format: string | null): readonly string[] {
  return format === null || format === 'binary' ? [] : [format];
}

function limitFacts(limits: object): readonly string[] {
  return Object.entries(limits).map(([name, limit]) => `${name} ${JSON.stringify(limit)}`);
}

/** Conditions are too long for a line: their hash tells that one has changed. */
function assertionFact(assertion: Assertion): string {
  const content = JSON.stringify(assertion, (name, part: unknown) =>
    name === 'place' || name === 'docs' ? undefined : part,
  );
  return `condition ${assertion.kind} ${hashText(content).slice(0, 8)}`;
}

/** Facts of a model: those of its value. */
export function modelFacts({ schema, docs }: Model): readonly string[] {
  return [...schemaFacts(schema), ...deprecationFact(docs)];
}

/** Facts of a property: those of its value, its default, and who may set it. */
export function propertyFacts(property: Property): readonly string[] {
  const { schema, access, docs } = property;
  return [
    ...schemaFacts(schema),
    ...defaultFact(property.default),
    ...(access === 'both' ? [] : [access === 'read' ? 'read-only' : 'write-only']),
    ...deprecationFact(docs),
  ];
}

/** Facts of a parameter, or of a body where there is no parameter. */
export function argumentFacts(
  parameter: Parameter | null,
  { schema, docs }: Pick<Property, 'schema' | 'docs'>,
): readonly string[] {
  const sent = parameter === null ? [] : [addressOf(parameter), ...styleFact(parameter)];
  return [...sent, ...schemaFacts(schema), ...defaultFact(parameter?.default), ...deprecationFact(docs)];
}

function addressOf({ location, name }: Parameter): string {
  return `${location} ${JSON.stringify(name)}`;
}

function styleFact({ style, explode, location, mediaType }: Parameter): readonly string[] {
  if (mediaType !== null) return [mediaType];
  const isUsual = style === defaultStyle(location) && explode === explodesByDefault(style);
  return isUsual ? [] : [`style ${style}${explode ? ', explode' : ''}`];
}

function defaultFact(given: JsonValue | undefined): readonly string[] {
  return given === undefined ? [] : [`default ${JSON.stringify(given)}`];
}

function deprecationFact({ deprecated }: Docs): readonly string[] {
  return deprecated === false ? [] : ['deprecated'];
}

/** Method, path, credentials, media types, servers, window and deprecation of an operation. */
export function operationFacts(operation: Operation, api: Api): readonly string[] {
  const { method, url, security, servers, requestBody, responses, longPoll, docs } = operation;
  const answers = responses.filter(({ status }) => status.startsWith('2') || status === 'default');
  return [
    `${sentMethod(method)} ${url}`,
    ...servers.map((server) => `at ${server.url}`),
    credentialFact(security, api),
    ...mediaTypeFact('sends', requestBody?.content ?? []),
    ...mediaTypeFact(
      'returns',
      answers.flatMap(({ content }) => content),
    ),
    ...headersFact(answers.flatMap(({ headers }) => headers.map(({ name }) => name.toLowerCase()))),
    ...(longPoll === null ? [] : [windowFact(longPoll.window)]),
    ...deprecationFact(docs),
  ];
}

function windowFact({ minMs, maxMs, defaultMs }: NonNullable<Operation['longPoll']>['window']): string {
  return `held ${minMs} to ${maxMs} ms, default ${defaultMs} ms`;
}

function credentialFact(security: readonly SecurityRequirement[], api: Api): string {
  const kinds = new Map(api.securitySchemes.map(({ name, kind }) => [name, kind]));
  const alternatives = security.map(({ schemes }) => {
    const names = schemes.map(
      ({ name, scopes }) => `${name} (${[kinds.get(name) ?? 'other', ...scopes].join(' ')})`,
    );
    return names.length === 0 ? 'nothing' : names.join(' and ');
  });
  return alternatives.length === 0 ? 'no credentials' : alternatives.join(' or ');
}

function headersFact(names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`headers ${[...new Set(names)].toSorted(compareText).join(' ')}`];
}

/** JSON is what nobody has to be told. */
function mediaTypeFact(verb: string, content: readonly { readonly mediaType: string }[]): readonly string[] {
  const types = [...new Set(content.map(({ mediaType }) => mediaType))];
  const isJson = types.length === 0 || (types.length === 1 && types[0] === 'application/json');
  return isJson ? [] : [`${verb} ${types.join(' or ')}`];
}

/** How the pages of a list follow one another. */
export function pagingFacts({ pagination }: Operation): readonly string[] {
  if (pagination === null) return [];
  const { next, items, more, total } = pagination;
  const parameter = 'parameter' in next ? [JSON.stringify(next.parameter)] : [];
  return [
    ['pages by', next.kind, ...parameter].join(' '),
    ...keysFact('items at', items),
    ...keysFact('next at', 'cursor' in next ? next.cursor : 'url' in next ? next.url : null),
    ...keysFact('more at', more),
    ...keysFact('total at', total),
  ];
}

/** When a wait ends, and how often it asks. */
export function waiterFacts(waiter: Waiter): readonly string[] {
  const { success, failure, pending, acceptors, state, maxWaitMs, minDelayMs, maxDelayMs } = waiter;
  return [
    ...keysFact('state at', state),
    ...statesFact('success', success),
    ...statesFact('failure', failure),
    ...statesFact('pending', pending ?? []),
    ...acceptors.map(acceptorFact),
    ...(maxWaitMs === null ? [] : [`waits ${maxWaitMs} ms`]),
    `asks every ${minDelayMs} to ${maxDelayMs} ms`,
  ];
}

function keysFact(words: string, keys: readonly string[] | null): readonly string[] {
  return keys === null || keys.length === 0 ? [] : [`${words} ${JSON.stringify(keys.join('.'))}`];
}

function statesFact(word: string, states: readonly string[]): readonly string[] {
  return states.length === 0 ? [] : [`${word} ${states.join(' ')}`];
}

function acceptorFact({ state, condition, limit }: Acceptor): string {
  return `${state} where ${hashText(JSON.stringify([condition, limit])).slice(0, 8)}`;
}
