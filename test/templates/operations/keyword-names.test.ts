/** Words of JavaScript and TypeScript are names like others: of methods, resources, parameters, properties and models. */
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../support/imported-package.ts';
import { complaints, packageOfPaths } from './bodies.ts';

// `constructor` is on every object, and gets another name: see test/hostile/inherited-names.test.ts.
const words = [
  ...'abstract accessor any as asserts async await boolean break case catch class const continue'.split(' '),
  ...'debugger declare default delete do else enum export extends false finally for from function get global'.split(
    ' ',
  ),
  ...'if implements import in infer instanceof interface is keyof let module namespace never new null number'.split(
    ' ',
  ),
  ...'object of out override package private protected public readonly require return satisfies set static'.split(
    ' ',
  ),
  ...'string super switch symbol target this throw true try type typeof undefined unique unknown using var'.split(
    ' ',
  ),
  ...'void while with yield arguments eval'.split(' '),
];

const ok = (word: string): object => ({
  description: '',
  content: {
    'application/json': {
      schema: {
        title: word,
        type: 'object',
        required: [word],
        properties: { [word]: { type: 'string', enum: words }, [`own_${word}`]: { type: 'boolean' } },
      },
    },
  },
});

/** The operation `word.word`. */
const pathOf = (word: string): object => ({
  get: {
    operationId: `${word}.${word}`,
    parameters: [
      { name: word, in: 'query', schema: { type: 'string' } },
      { name: `x-${word}`, in: 'header', schema: { type: 'string' } },
    ],
    responses: { 200: ok(word) },
  },
});

type Resources = Readonly<Record<string, Readonly<Record<string, (parameters: object) => Promise<unknown>>>>>;

describe('words of the language', () => {
  it('are names that compile, and that are called', async () => {
    const paths = Object.fromEntries(words.map((word) => [`/${word}`, pathOf(word)]));
    const { files } = await packageOfPaths(paths);
    expect(await complaints(files)).toBe('');
    const { createClient } = await importFiles<{ createClient: (options: object) => Resources }>(files);
    const fetch = async (url: unknown): Promise<Response> => {
      const word = new URL(String(url)).pathname.slice(1);
      return Response.json({ [word]: word });
    };
    const client = createClient({ baseUrl: 'https://api.test', fetch });
    for (const word of words) expect(await client[word]?.[word]?.({})).toEqual({ [word]: word });
  });
});
