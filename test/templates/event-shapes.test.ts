/** The data of events: what is read as JSON and what as the text that came. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { testTemplate } from '../../generator/test-template.ts';

async function decoderOf(data: JsonObject): Promise<string> {
  const schema = { type: 'object', required: ['data'], properties: { data, event: { type: 'string' } } };
  const responses = { '200': { description: 'Ok.', content: { 'text/event-stream': { schema } } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Events', version: '1.0.0' },
    paths: { '/events': { get: { operationId: 'events.watch', responses } } },
  };
  const { files } = await testTemplate([], JSON.stringify(document));
  const [, call = ''] = /responses: \{ 200: (.*) \}/.exec(files.get('src/resources/events.ts') ?? '') ?? [];
  return call;
}

describe('the data of an event', () => {
  it.each<[string, JsonObject, RegExp]>([
    ['text where it is a string', { type: 'string' }, /data: 'text'/],
    ['text where it is one of some texts', { enum: ['a', 'b'] }, /data: 'text'/],
    ['JSON where it is one of some numbers', { enum: [1, 2] }, /^wholeEvents\(\w+\)$/],
    ['JSON where it is an object', { type: 'object' }, /^wholeEvents\(\w+\)$/],
    ['either where it is a string or a number', { type: ['string', 'number'] }, /data: 'either'/],
  ])('is %s', async (_, data, expected) => {
    expect(await decoderOf(data)).toMatch(expected);
  });
});
