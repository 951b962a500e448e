/** Compares the credentials that calls send: the security schemes of the API, and what each operation asks for. */
import type { Api, Operation } from '../api/api.ts';
import type { SecurityRequirement, SecurityScheme } from '../api/security.ts';
import type { Effect, Finding } from './change.ts';
import { effect, noEffect } from './judge.ts';
import { matchBy, type Pair } from './match.ts';

/** One finding for each scheme that is sent or obtained in another way. A scheme without a partner is an option that left or came. */
export function compareSchemes(before: Api, after: Api): readonly Finding[] {
  const { pairs } = matchBy(before.securitySchemes, after.securitySchemes, ({ name }) => name);
  return pairs.flatMap((pair): readonly Finding[] => {
    const texts = { before: schemeText(pair.before), after: schemeText(pair.after) };
    if (texts.before === texts.after) return [];
    const isUsed = uses(before, pair.before) && uses(after, pair.after);
    const places = { before: pair.before.place, after: pair.after.place };
    const found = { owner: { kind: 'api' }, direction: null, path: [pair.after.name], places } as const;
    return [{ ...found, ...texts, kind: 'scheme-changed', effect: isUsed ? schemeEffect(pair) : noEffect }];
  });
}

function uses({ operations }: Api, { name }: SecurityScheme): boolean {
  return operations.some(({ security }) =>
    security.some(({ schemes }) => schemes.some((scheme) => scheme.name === name)),
  );
}

/** A credential that arrives where it did is read as before, if it is still issued. */
function schemeEffect({ before, after }: Pair<SecurityScheme>): Effect {
  if (sentAs(before) !== sentAs(after)) return effect('compiles', true, true);
  const [left, right] = [sourcesOf(before), sourcesOf(after)];
  const isMissing = (some: readonly string[], all: readonly string[]): boolean =>
    some.some((source) => !all.includes(source));
  return effect('compiles', isMissing(left, right), isMissing(right, left));
}

/** Where a request has the credential. Names of headers have no case. */
function sentAs(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case 'apiKey':
      return `${scheme.location} ${scheme.location === 'header' ? scheme.parameter.toLowerCase() : scheme.parameter}`;
    case 'bearer':
    case 'oauth2':
    case 'openIdConnect':
      return 'bearer token';
    case 'basic':
      return 'name and password';
    case 'other':
      return scheme.scheme;
  }
}

/** Where clients get credentials, or the values that one may have. Empty: from anywhere. */
function sourcesOf(scheme: SecurityScheme): readonly string[] {
  switch (scheme.kind) {
    case 'apiKey':
      return scheme.values.map((value) => JSON.stringify(value));
    case 'oauth2':
      return scheme.flows.map(({ kind, authorizationUrl, tokenUrl }) =>
        [kind, authorizationUrl, tokenUrl].filter((part) => part !== null).join(' '),
      );
    case 'openIdConnect':
      return scheme.url === null ? [] : [scheme.url];
    case 'bearer':
    case 'basic':
    case 'other':
      return [];
  }
}

/** `header X-Key`, `bearer token (clientCredentials https://example.com/token)` */
function schemeText(scheme: SecurityScheme): string {
  const sources = sourcesOf(scheme);
  const sent = scheme.kind === 'apiKey' ? `${scheme.location} ${scheme.parameter}` : sentAs(scheme);
  return sources.length === 0 ? sent : `${sent} (${sources.join(', ')})`;
}

export function securityText(security: readonly SecurityRequirement[]): string {
  const alternatives = security.map(({ schemes }) =>
    schemes
      .map(({ name, scopes }) => (scopes.length === 0 ? name : `${name} (${scopes.join(', ')})`))
      .join(' and '),
  );
  return alternatives.length === 0
    ? 'none'
    : alternatives.map((text) => (text === '' ? 'none' : text)).join(' or ');
}

/** `apis`: those of the operations. */
export function securityEffect({ before, after }: Pair<Operation>, apis: Pair<Api>): Effect {
  const left = { security: before.security, api: apis.before };
  const right = { security: after.security, api: apis.after };
  return effect('compiles', !isStillEnough(left, right), !isStillEnough(right, left));
}

interface Secured {
  readonly security: readonly SecurityRequirement[];
  readonly api: Api;
}

/** Returns true if each alternative of `given` includes all schemes and scopes of some alternative of `asked`. */
function isStillEnough(given: Secured, asked: Secured): boolean {
  if (asked.security.length === 0) return true;
  const alternatives = given.security.length === 0 ? [{ schemes: [] }] : given.security;
  const isSame = (own: string, other: string): boolean =>
    own === other || nameless(own, given.api) === nameless(other, asked.api);
  return alternatives.every(({ schemes }) =>
    asked.security.some((other) =>
      other.schemes.every(({ name, scopes }) =>
        schemes.some((own) => isSame(own.name, name) && scopes.every((scope) => own.scopes.includes(scope))),
      ),
    ),
  );
}

/** A scheme by what it is: a server does not see its name. */
function nameless(name: string, { securitySchemes }: Api): string {
  const scheme = securitySchemes.find((each) => each.name === name);
  return scheme === undefined ? name : [scheme.kind, sentAs(scheme), ...sourcesOf(scheme)].join(' ');
}
