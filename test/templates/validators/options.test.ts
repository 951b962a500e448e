import { describe, expect, it } from 'vitest';
import { validators } from '../../../templates/index.ts';
import { issuesIn, validatorsOf, type ValidatedPackage } from '../../support/validators-of.ts';

const schemas = {
  Pet: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      home: { $ref: '#/components/schemas/Home' },
      tags: { type: 'object', additionalProperties: true, properties: { a: {} } },
    },
  },
  Home: { type: 'object', properties: { street: { type: 'string' } } },
  Site: { type: 'object', properties: { host: { type: 'string', format: 'hostname' } } },
};

function made(options: Parameters<typeof validators>[0]): Promise<ValidatedPackage> {
  return validatorsOf(schemas, { templates: [validators(options)] });
}

const body = (): unknown => ({ name: 'Ada', age: 7, home: { street: 'x', number: 1 }, tags: { b: 1 } });

describe('keys that an object does not declare', () => {
  it('stay', async () => {
    const { validator } = await made({});
    expect(validator('Pet').parse(body())).toEqual(body());
  });

  it('are taken away where that is asked for, but from objects that say they may have others', async () => {
    const { validator } = await made({ unknownKeys: 'strip' });
    expect(validator('Pet').parse(body())).toEqual({ name: 'Ada', home: { street: 'x' }, tags: { b: 1 } });
  });

  it('are refused where that is asked for', async () => {
    const { validator } = await made({ unknownKeys: 'refuse' });
    expect(issuesIn(validator('Pet'), body())).toEqual(['/home/number: nothing', '/age: nothing']);
  });
});

describe('formats', () => {
  it.each([
    ['usual', []],
    ['all', ['/host: hostname']],
  ] as const)('%s', async (formats, issues) => {
    const { validator } = await made({ formats });
    expect(issuesIn(validator('Site'), { host: '-bad-' })).toEqual(issues);
    expect(issuesIn(validator('Site'), { host: 'xn--bcher-kva.example' })).toEqual([]);
  });
});
