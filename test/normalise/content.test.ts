/** The content of bodies: how the properties of a form are written. */
import { expect, it } from 'vitest';
import { operationNamed, readPaths } from './read-api.ts';

it('reports a style that no property of a form can have', () => {
  const encodingOf = (style: string) => {
    const content = {
      content: { 'application/x-www-form-urlencoded': { encoding: { tags: { style } } } },
    };
    const { api, codes } = readPaths({
      '/a': { post: { operationId: 'op', requestBody: content, responses: {} } },
    });
    return {
      styles: operationNamed(api, 'op').requestBody?.content[0]?.encoding.map((one) => one.style),
      codes,
    };
  };
  expect(encodingOf('pipeDelimited')).toEqual({ styles: ['pipeDelimited'], codes: [] });
  for (const style of ['simple', 'deepobject'])
    expect(encodingOf(style)).toEqual({ styles: [], codes: ['CW2002'] });
});
