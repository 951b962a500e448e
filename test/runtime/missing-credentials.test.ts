/** The error of a client without credentials names every choice that the API accepts. */
import { expect, it } from 'vitest';
import { apiKeyHeader, basic, bearer, chooseSchemes } from '../../templates/runtime/files/security.ts';

const request = { url: new URL('https://api.artu.ai'), headers: new Headers(), explicit: new Set<string>() };

const schemes = new Map([
  ['token', bearer('bearer', undefined)],
  ['key', apiKeyHeader('apiKey', 'x-api-key', undefined)],
  ['login', basic('login', undefined)],
]);

it.each([
  [[['token']], 'The client needs the option bearer.'],
  [[['token', 'key']], 'The client needs the option bearer and apiKey.'],
  [[['token'], ['key']], 'The client needs the option bearer, or apiKey.'],
  [[['token'], ['key', 'login']], 'The client needs the option bearer, or apiKey and login.'],
])('%j', (alternatives, message) => {
  expect(() => chooseSchemes(schemes, alternatives, request)).toThrow(
    expect.objectContaining({ name: 'ApiRequestError', message, option: 'bearer' }),
  );
});

it('names only the options that are missing', () => {
  const given = new Map([...schemes, ['key', apiKeyHeader('apiKey', 'x-api-key', 'secret')] as const]);
  expect(() => chooseSchemes(given, [['token', 'key'], ['login']], request)).toThrow(
    'The client needs the option bearer, or login.',
  );
});
