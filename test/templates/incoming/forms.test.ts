/** Forms in the bodies of webhooks, as a real HTTP server receives them. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { parse as parseQuery } from 'node:querystring';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { generatePackage, sharedPackage, withFolder } from '../../support/generated-package.ts';
import { importPackage } from '../../support/imported-package.ts';
import { typeErrors } from '../../support/type-errors.ts';

const request = {
  spec: readFileSync(new URL('forms.yaml', import.meta.url), 'utf8'),
  specFile: 'forms.yaml',
  options: { importExtension: 'ts', types: { int64: 'bigint', dateTime: 'Date' } },
} as const;

interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface Form {
  parse(form: unknown, options?: object): unknown;
  safeParse(form: unknown, options?: object): { readonly ok: boolean; readonly issues?: readonly Issue[] };
}

/** Sends a body to a server on this machine. Returns the text that its handler gets. */
async function delivered(body: URLSearchParams | string): Promise<string> {
  const received = Promise.withResolvers<string>();
  const handle = async (incoming: IncomingMessage): Promise<void> => {
    received.resolve(await text(incoming));
  };
  const server = createServer((incoming, response) => {
    handle(incoming).catch(received.reject);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
    return await received.promise;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function issuesOf(form: Form | undefined, received: unknown, options?: object): readonly string[] {
  const { issues = [] } = form?.safeParse(received, options) ?? {};
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const sent = [
  ['MessageSid', 'SM1'],
  ['NumMedia', '2'],
  ['Price', '-0.5'],
  ['Sequence', '9007199254740993'],
  ['SentAt', '2026-01-02T03:04:05Z'],
  ['Live', 'false'],
  ['Level', '2'],
  ['Priority', 'high'],
  ['MediaUrls', '1'],
  ['MediaUrls', 'a b&c=ü'],
  ['tags', '7'],
  ['parts', '{"id":1}'],
  ['parts', '{"id":2,"name":"x"}'],
  ['part', '{"id":3}'],
  ['place[lat]', '52.5'],
  ['place[name]', '007'],
  ['sizes', '1.5,2'],
  ['matrix', '[1,2]'],
  ['AddedLater', '5'],
  ['__proto__', '9'],
];

const read = {
  MessageSid: 'SM1',
  NumMedia: 2,
  Price: -0.5,
  Sequence: 9_007_199_254_740_993n,
  SentAt: new Date('2026-01-02T03:04:05Z'),
  Live: false,
  Level: 2,
  Priority: 'high',
  MediaUrls: ['1', 'a b&c=ü'],
  tags: [7],
  parts: [{ id: 1 }, { id: 2, name: 'x' }],
  part: { id: 3 },
  place: { lat: 52.5, name: '007' },
  sizes: [1.5, 2],
  matrix: [1, 2],
  AddedLater: '5',
  ['__proto__']: 9,
};

const least = { MessageSid: 'SM1', NumMedia: '0' };

describe('the form of a webhook', () => {
  let webhooks: Readonly<Record<string, Form>>;
  beforeAll(async () => {
    const { exports } = await importPackage<{ readonly webhooks: typeof webhooks }>(request);
    webhooks = exports.webhooks;
  });

  it('is generated without a message', async () => {
    expect((await sharedPackage(request)).result.diagnostics).toEqual([]);
  });

  it.each<[string, (body: string) => unknown]>([
    ['URLSearchParams', (body) => new URLSearchParams(body)],
    [
      'FormData',
      (body) =>
        new Response(body, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }).formData(),
    ],
    ['an object of texts and lists of texts', (body) => ({ ...parseQuery(body) })],
    ['an object without a prototype', (body) => parseQuery(body)],
  ])('is read from %s', async (_title, parsed) => {
    const body = await parsed(await delivered(new URLSearchParams(sent)));
    const value = webhooks['messageReceived']?.parse(body);
    expect(value).toEqual(read);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('has its defaults, and an empty list where no field has a required one', async () => {
    const body = new URLSearchParams(await delivered(new URLSearchParams(least)));
    expect(webhooks['messageReceived']?.parse(body)).toEqual({
      MessageSid: 'SM1',
      NumMedia: 0,
      Live: true,
      tags: [],
    });
  });

  it.each([
    ['NumMedia=a', 'NumMedia', 'integer'],
    ['NumMedia=', 'NumMedia', 'integer'],
    ['NumMedia=1&NumMedia=2', 'NumMedia', 'integer'],
    ['Price=0x1', 'Price', 'number'],
    ['Live=yes', 'Live', 'boolean'],
    ['SentAt=today', 'SentAt', 'date-time'],
    ['tags=1&tags=x', 'tags.1', 'integer'],
    ['parts={"id":1}&parts={"id":"a"}', 'parts.1.id', 'integer'],
    ['part={', 'part', 'object'],
    ['part=5', 'part', 'object'],
    ['place[name]=a', 'place.lat', 'number'],
    ['sizes=1,x', 'sizes.1', 'number'],
    ['matrix=1', 'matrix', 'array'],
  ])('that has %s reports its place', async (field, place, expected) => {
    const [name = ''] = field.split('=');
    const rest = Object.entries(least).filter(([key]) => key !== name);
    const body = await delivered(`${new URLSearchParams(rest)}&${field}`);
    expect(issuesOf(webhooks['messageReceived'], new URLSearchParams(body))).toEqual([
      expect.stringMatching(new RegExp(`^${place}: .*${expected}`)),
    ]);
  });

  it('enforces bounds and patterns where asked for', () => {
    const form = { MessageSid: 'MM', NumMedia: '-1' };
    expect(issuesOf(webhooks['messageReceived'], form)).toEqual([]);
    expect(issuesOf(webhooks['messageReceived'], form, { exact: true })).toEqual([
      expect.stringContaining('MessageSid: expected string like'),
      'NumMedia: expected number ≥ 0, received -1',
    ]);
  });

  it.each([undefined, null, 'MessageSid=SM1', 5, [], [least]])('is not %j', (body) => {
    expect(issuesOf(webhooks['messageReceived'], body)).toEqual([expect.stringContaining('object')]);
  });

  it('may contain a file only where the document describes one', () => {
    const form = new FormData();
    form.append('MessageSid', new File(['a'], 'a'));
    form.append('NumMedia', '1');
    expect(issuesOf(webhooks['messageReceived'], form)).toEqual([expect.stringContaining('MessageSid')]);
  });

  it('has the fields of all members of a composed schema', () => {
    const form = new URLSearchParams('command=/weather&text=94070&is_enterprise=false&attempt=2');
    expect(webhooks['commandCalled']?.parse(form)).toEqual({
      command: '/weather',
      text: '94070',
      is_enterprise: false,
      attempt: 2,
    });
  });

  it.each([
    ['type=renamed&value=5', { type: 'renamed', value: '5' }],
    ['type=moved&value=5', { type: 'moved', value: 5 }],
  ])('has the types of the alternative that fits: %s', (form, body) => {
    expect(webhooks['thingChanged']?.parse(new URLSearchParams(form))).toEqual(body);
  });

  it('that fits no alternative reports the nearest', () => {
    expect(issuesOf(webhooks['thingChanged'], new URLSearchParams('type=moved&value=x'))).toEqual([
      expect.stringMatching(/^value: .*integer/),
    ]);
  });

  it('may have fields of any name', () => {
    const form = new URLSearchParams('a=1&constructor=2&__proto__=3');
    expect(webhooks['countsSent']?.parse(form)).toEqual({ a: 1, constructor: 2, ['__proto__']: 3 });
    expect(issuesOf(webhooks['countsSent'], new URLSearchParams('a=1&b=x'))).toEqual([
      expect.stringMatching(/^b: .*integer/),
    ]);
  });

  it('has null where a nullable field is empty that is no text', async () => {
    const fields = 'amount count digits live at day level code place other text either pattern box[lat]';
    const body = fields.split(' ').map((name) => `${encodeURIComponent(name)}=`);
    const form = new URLSearchParams(await delivered([...body, 'counts=1', 'counts='].join('&')));
    const empty = { amount: null, count: null, digits: null, live: null, at: null, day: null };
    const texts = { text: '', either: '', pattern: '' };
    expect(webhooks['priceChanged']?.parse(form)).toEqual({
      ...{ ...empty, ...texts, level: null, code: null, place: null, other: null },
      ...{ counts: [1, null], box: { lat: null } },
    });
  });

  it('has a validator of its own beside JSON, which stays strict', async () => {
    const form = new URLSearchParams(await delivered(new URLSearchParams({ id: '1', name: '2' })));
    expect(webhooks['partSoldForm']?.parse(form)).toEqual({ id: 1, name: '2' });
    expect(webhooks['partSold']?.parse(JSON.parse(await delivered('{"id":1}')))).toEqual({ id: 1 });
    expect(issuesOf(webhooks['partSold'], { id: '1' })).toEqual([expect.stringContaining('integer')]);
    expect(webhooks['partLostForm']?.parse({ number: '4' })).toEqual({ number: 4 });
  });

  it('is read in linear time', () => {
    const form = new URLSearchParams(`MessageSid=SM1&NumMedia=0${'&tags=1'.repeat(200_000)}`);
    expect(webhooks['messageReceived']?.parse(form)).toHaveProperty('tags.length', 200_000);
  });
});

const consumer = `
import { webhooks, type Part } from './src/index.ts';

export const received: webhooks.MessageReceivedHandler = ({ body }) => {
  const count: number = body.NumMedia;
  const sequence: bigint | undefined = body.Sequence;
  const tags: readonly number[] = body.tags;
  const live: boolean = body.Live;
  return { status: live && tags.length > 0 && sequence !== 0n ? count : 204 };
};
export const sold: webhooks.PartSoldHandler = ({ body }) => {
  const part: Part = body;
  return { status: part.id };
};
export const lost: webhooks.PartLostHandler = ({ body }) => ({ status: 'id' in body ? body.id : body.number });
export const requests: readonly webhooks.PartSoldRequest[] = [
  { body: webhooks.partSold.parse(null) },
  { body: webhooks.partSoldForm.parse(new URLSearchParams()) },
];
webhooks.messageReceived.parse(new FormData());
webhooks.messageReceived.parse({ MessageSid: 'a', tags: ['1', '2'] });
// @ts-expect-error The text of a body has to be parsed.
webhooks.messageReceived.parse('a=1');
// @ts-expect-error The number is no text.
const wrong: string = webhooks.messageReceived.parse({}).NumMedia;
console.log(wrong);
`;

it.each([{ type: 'string' }, { type: 'array', items: { type: 'string' } }])(
  'a form whose schema has no fields may have any, which is reported: $type',
  async (schema) => {
    const spec = JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      webhooks: {
        said: { post: { requestBody: { content: { 'application/x-www-form-urlencoded': { schema } } } } },
      },
    });
    const said = { spec, options: { importExtension: 'ts' } } as const;
    const { exports, result } = await importPackage<{ readonly webhooks: { readonly said: Form } }>(said);
    expect(result.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['CW2067', 'A form has fields, and this schema has none: the API may send any fields.'],
    ]);
    expect(exports.webhooks.said.parse(new URLSearchParams('a=1&b=2&b=3'))).toEqual({
      a: '1',
      b: ['2', '3'],
    });
  },
);

describe('the name of its validator', () => {
  it('is kept where the API sends JSON later', async () => {
    const form = { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } };
    const documentOf = (content: object): string =>
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        webhooks: { moved: { post: { requestBody: { content } } } },
      });
    const first = await generatePackage({ spec: documentOf(form) });
    expect(first.files.get('src/webhooks.ts')).toContain('const moved: FormValidator<');
    const spec = documentOf({ ...form, 'application/json': { schema: { type: 'object' } } });
    const second = await generatePackage({ spec, previous: first.files });
    expect(second.files.get('src/webhooks.ts')).toContain('const moved: FormValidator<');
    expect(second.files.get('src/webhooks.ts')).toContain('const movedJson: Validator<');
  });
});

describe('a handler', () => {
  it('has the types of the form', async () => {
    const { files } = await sharedPackage(request);
    const errors = await withFolder(files, async (folder) => {
      await writeFile(join(folder, 'consumer.ts'), consumer);
      return typeErrors([join(folder, 'consumer.ts')]);
    });
    expect(errors).toEqual([]);
  });
});
