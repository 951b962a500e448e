/** What a success has to be like: 64 to 67 and 69 to 79. */
import { equal, has, noError, ok } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import type { Answer } from '../script.ts';
import { attempt, execution, type Trial, type Tried } from '../trial.ts';

const json = { 'content-type': 'application/json' };
const noRetry = { client: { maxRetries: 0 } };

/** The text of a completed execution, and of one with something else in it. */
const completed = JSON.stringify(execution().json);
const withMore = (more: string): string => completed.replace(/\}$/, `,${more}}`);

function asJson(text: string): Answer {
  return { text, headers: json };
}

/** A success that is none ends in an ApiResponseError of this kind, which keeps what came. */
function refused(
  number: number,
  what: string,
  [answer, kind, rawText]: readonly [Answer, string, string?],
): Case {
  return {
    number,
    name: `${what}: a typed error of the kind ${kind}`,
    async run(context) {
      const { error, requests } = await attempt(context, { answers: [answer] });
      ok(error instanceof context.artu.ApiResponseError, `a response error, got ${String(error)}`);
      has(error, { kind, status: answer.status ?? 200, attempts: 1 });
      if (rawText !== undefined) equal(error.rawText, rawText, 'raw text');
      equal(requests.length, 1);
    },
  };
}

async function accepted(context: Context, trial: Trial): Promise<Readonly<Record<string, unknown>>> {
  const { value, error } = await attempt(context, trial);
  noError(error);
  return value as Readonly<Record<string, unknown>>; // each case looks at what it expects
}

async function issuesOf(context: Context, more: object): Promise<readonly Issue[]> {
  const { error } = await attempt(context, { answers: [execution('completed', more)] });
  has(error, { name: 'ApiResponseError', kind: 'schema' });
  return (error as { issues: readonly Issue[] }).issues;
}

interface Issue {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly received: string;
}

const tonnage = (total: string): Trial => ({
  answers: [asJson(`{"total":${total}}`)],
  make: ({ harbour }) => harbour.tonnage.retrieve(),
});

const shapes: readonly Case[] = [
  refused(64, '200 with text that is no JSON', [asJson('{"id": oops'), 'json', '{"id": oops']),
  refused(65, '200 with HTML where JSON is declared', [
    { text: '<p>Log in</p>', headers: { 'content-type': 'text/html' } },
    'content-type',
    '<p>Log in</p>',
  ]),
  refused(66, '200 without a body', [asJson(''), 'empty']),
  refused(67, '204 where only 200 is declared', [{ status: 204 }, 'status']),
  refused(72, 'a body of another shape', [{ json: { status: 'completed' } }, 'schema']),
  {
    number: 72,
    name: 'a body of another shape: every place is named',
    async run(context) {
      const issues = await issuesOf(context, { id: 5, alertIds: ['a', 7] });
      equal(issues.map(({ path }) => path.join('.')).toSorted(), ['alertIds.1', 'id']);
    },
  },
  {
    number: 73,
    name: 'a missing key, a wrong type, a wrong format are told apart',
    async run(context) {
      const [missing] = await issuesOf(context, { id: undefined });
      has(missing, { path: ['id'], received: 'absent' });
      const [wrong] = await issuesOf(context, { id: null });
      has(wrong, { path: ['id'], received: 'null' });
      const [format] = await issuesOf(context, { id: 'no uuid' });
      has(format, { path: ['id'] });
      ok(/uuid/.test(format?.expected ?? ''), `the format is named: ${format?.expected}`);
    },
  },
  {
    number: 74,
    name: 'a member of an enum that came later is no error',
    async run(context) {
      equal((await accepted(context, { answers: [execution('hibernating')] }))['status'], 'hibernating');
    },
  },
  {
    number: 75,
    name: 'keys that the document does not name are kept',
    async run(context) {
      equal((await accepted(context, { answers: [execution('completed', { later: { a: 1 } })] }))['later'], {
        a: 1,
      });
    },
  },
  {
    number: 76,
    name: '__proto__ and constructor as keys are accepted, and harm nothing',
    async run(context) {
      const text = withMore('"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}');
      const value = await accepted(context, { answers: [asJson(text)] });
      equal(value['status'], 'completed');
      ok(!('polluted' in {}), 'no prototype is changed');
      ok(!('polluted' in value), 'nor the one of the value');
    },
  },
  {
    number: 77,
    name: 'an integer above 2^53 is not silently another one',
    async run(context) {
      equal(await accepted(context, tonnage('9007199254740991')), { total: 9007199254740991 });
      const { value, error } = await attempt(context, tonnage('9007199254740993'));
      if (error === undefined) equal(String((value as { total: unknown }).total), '9007199254740993');
      else has(error, { name: 'ApiResponseError', kind: 'schema' });
    },
  },
  {
    number: 78,
    name: 'keys that come twice, and 10,000 levels: no crash',
    async run(context) {
      equal((await accepted(context, { answers: [asJson(withMore('"later":1,"later":2'))] }))['later'], 2);
      const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
      equal(
        (await accepted(context, { answers: [asJson(withMore(`"later":${deep}`))] }))['status'],
        'completed',
      );
      const fleet = `${'{"name":"a","ships":['.repeat(10_000)}${']}'.repeat(10_000)}`;
      const { error } = await attempt(context, {
        answers: [asJson(fleet)],
        make: ({ harbour }) => harbour.fleet.retrieve(),
      });
      if (error !== undefined) has(error, { name: 'ApiResponseError' });
    },
  },
];

function tried(context: Context, answers: readonly Answer[], trial: Trial = {}): Promise<Tried> {
  return attempt(context, { answers, ...trial });
}

const bytes: readonly Case[] = [
  {
    number: 69,
    name: 'the media type is compared in any case, parameters left out',
    async run(context) {
      for (const type of [
        'Application/JSON; Charset=UTF-8',
        'application/json ;x=1',
        'application/vnd.artu+json',
      ]) {
        const value = await accepted(context, {
          answers: [{ text: completed, headers: { 'content-type': type } }],
        });
        equal(value['status'], 'completed', type);
      }
    },
  },
  {
    number: 70,
    name: 'a byte order mark before JSON is accepted',
    async run(context) {
      equal((await accepted(context, { answers: [asJson(`\uFEFF${completed}`)] }))['status'], 'completed');
    },
  },
  {
    number: 71,
    name: 'a body that is cut off: tried again, or typed, never a part of it',
    async run(context) {
      for (const ends of ['short', 'reset'] as const) {
        const cut: Answer = { text: completed.slice(0, 40), headers: json, ends };
        const again = await tried(context, [cut, execution()]);
        equal(again.error, undefined, ends);
        equal(again.requests.length, 2, ends);
        has((await tried(context, [cut], noRetry)).error, { name: 'ApiConnectionError' });
      }
    },
  },
  {
    number: 79,
    name: 'gzip is decoded; gzip that is none is typed',
    async run(context) {
      equal(
        (await accepted(context, { answers: [{ ...execution(), encoding: 'gzip' }] }))['status'],
        'completed',
      );
      const { error } = await tried(context, [{ ...execution(), encoding: 'bad' }], noRetry);
      ok(error instanceof context.artu.ApiError, `one of ours, got ${String(error)}`);
    },
  },
  {
    number: 79,
    name: 'br is decoded',
    async run(context) {
      equal(
        (await accepted(context, { answers: [{ ...execution(), encoding: 'br' }] }))['status'],
        'completed',
      );
    },
  },
];

export const cases: readonly Case[] = [...shapes, ...bytes];
