import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  environmentChoice,
  environmentLogin,
  environmentValue,
} from '../../templates/runtime/files/environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('a variable of the environment', () => {
  it('is read without the white space around it, each time anew', () => {
    vi.stubEnv('TRY_KEY', ' sk-1\n');
    expect(environmentValue('TRY_KEY')).toBe('sk-1');
    vi.stubEnv('TRY_KEY', '  ');
    expect(environmentValue('TRY_KEY')).toBeUndefined();
    expect(environmentValue('TRY_NONE')).toBeUndefined();
  });

  it('is not read in a browser, nor where there is no environment', () => {
    vi.stubEnv('TRY_KEY', 'sk-1');
    vi.stubGlobal('document', {});
    expect(environmentValue('TRY_KEY')).toBeUndefined();
    vi.unstubAllGlobals();
    vi.stubGlobal('process', undefined);
    expect(environmentValue('TRY_KEY')).toBeUndefined();
  });

  it('that is one of several values is refused by its name where it is another', () => {
    vi.stubEnv('TRY_MODE', 'live');
    expect(environmentChoice('TRY_MODE', ['test', 'live'])).toBe('live');
    vi.stubEnv('TRY_MODE', 'prod');
    expect(() => environmentChoice('TRY_MODE', ['test', 'live'])).toThrow(
      'The variable TRY_MODE must be test or live.',
    );
    expect(environmentChoice('TRY_NONE', ['test', 'live'])).toBeUndefined();
  });

  it('for a name needs another for its password', () => {
    vi.stubEnv('TRY_USERNAME', 'ada');
    expect(environmentLogin('TRY_USERNAME', 'TRY_PASSWORD')).toBeUndefined();
    vi.stubEnv('TRY_PASSWORD', 'p');
    expect(environmentLogin('TRY_USERNAME', 'TRY_PASSWORD')).toEqual({ username: 'ada', password: 'p' });
  });
});
