/** Answers the calls of an operation with text and bytes: they must arrive as they were sent. */
import { answeredWith, isError, type Answered } from './answered.ts';
import type { CallOutcome } from './recorded-fetch.ts';

const texts: readonly string[] = [
  'plain',
  ' lines\nof\r\ntext\twith spaces ',
  'é € 漢 𝄞 \u202e \u0000 \ufffd',
  '<item id="1">&amp;</item>',
  '{"a":1',
  '',
  'long '.repeat(20_000),
];

/** The charset is that of the response. */
const charsets: readonly string[] = ['iso-8859-1', 'utf-16le', 'no-such-charset'];

/** Every byte, with a byte order mark in front. */
const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, ...Array.from({ length: 256 }, (_, index) => index)]);

const page = '<!doctype html><title>Sign in</title>';

export async function triedText(answered: Answered): Promise<void> {
  // Without a schema, an error has the text of its body in any case.
  if (isError(answered)) return;
  const [type = ''] = answered.content.mediaType.replaceAll('*', 'plain').split(';');
  for (const text of texts) {
    const outcome = await answeredWith(answered, { body: text }, 'open');
    compareBodies(answered, 'text', [outcome?.value, text], outcome);
  }
  for (const charset of charsets) {
    const mediaType = `${type}; charset=${charset}`;
    const outcome = await answeredWith(answered, { body: new Blob([bytes]), mediaType }, 'open');
    compareBodies(answered, charset, [outcome?.value, decoderOf(charset).decode(bytes)], outcome);
  }
  await triedPage(answered);
}

export async function triedBytes(answered: Answered): Promise<void> {
  if (isError(answered)) return;
  for (const body of [new Blob([bytes]), new Blob([])]) {
    const outcome = await answeredWith(answered, { body }, 'open');
    const value = outcome?.value;
    const found = value instanceof File ? [...new Uint8Array(await value.arrayBuffer())] : value;
    compareBodies(
      answered,
      'bytes',
      [found, [...new Uint8Array(await new Response(body).arrayBuffer())]],
      outcome,
    );
  }
  await triedPage(answered);
}

/** A page in place of another media type comes from a proxy. */
async function triedPage(answered: Answered): Promise<void> {
  const isExpected = answered.mediaTypes.some((each) => /^(?:text\/(?:html|\*)|\*\/\*)/i.test(each));
  if (isExpected) return;
  const outcome = await answeredWith(answered, { body: page, mediaType: 'text/html' }, 'open');
  if (outcome === null) return;
  answered.trial.report.response();
  const name: unknown = Reflect.get(Object(outcome.error), 'name');
  if (name !== 'ApiResponseError')
    answered.trial.report.disagree('page', `${answered.content.mediaType}: a page is ${String(name)}`);
}

function compareBodies(
  { trial: { report }, content, status }: Answered,
  what: string,
  [found, sent]: readonly [unknown, unknown],
  outcome: CallOutcome | null,
): void {
  if (outcome === null) return;
  report.response();
  const [a, b] = [JSON.stringify(found), JSON.stringify(sent)];
  const error = outcome.error === undefined ? '' : ` ${String(outcome.error)}`;
  if (a !== b)
    report.disagree(
      'body',
      `${status} ${content.mediaType}, ${what}:${error} ${a?.slice(0, 200) ?? 'nothing'} instead of ${b?.slice(0, 200) ?? ''}`,
    );
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
