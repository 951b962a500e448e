/** Calls an operation with sampled parameters and bodies, and compares what it sends with the document. */
import type { Content, Parameter } from '../../../generator/api/api.ts';
import { isContainer, isJsonArray, isJsonObject, type JsonValue } from '../../../generator/api/json.ts';
import { nameOf } from '../pairs.ts';
import { amounts, valueOf, type Amount } from '../values.ts';
import type { DescribedContent } from './described-operation.ts';
import { comparableBody, expectedBody, formatOf, type BodyValue } from './expected-body.ts';
import {
  expectedRequest,
  pairsOf,
  normalised,
  UndefinedByStandard,
  type SentParameter,
} from './expected-request.ts';
import { basePath, type Answer, type SentRequest } from './recorded-fetch.ts';
import { credentialsIn, sentCredentials } from './sent-credentials.ts';
import type { Arguments, Trial } from './tried-document.ts';

/** Text with characters that end or change a value where they are not encoded. */
const texts: Readonly<Record<string, string>> = {
  path: 'a b/c?d&e=f#é+%2F:;,',
  query: 'a b/c?d&e=f#é+%2F:;,',
  header: 'a b;c=d',
  cookie: 'a b=c',
  body: 'a b/c?d&e=f#é+%2F:;,"\\',
};

const bytes = 'bytes of a file';

interface Sample {
  readonly parameters: Arguments;
  readonly sent: readonly SentParameter[];
}

/** Returns arguments that are valid, for calls whose response is judged; `null`: none are found. */
export async function triedRequests(trial: Trial): Promise<Arguments | null> {
  let valid: Arguments | null = null;
  if (/^(?:get|head)$/.test(trial.operation.method) && trial.operation.requestBody?.required === true)
    return null;
  for (const amount of amounts) {
    const sample = sampleOf(trial, amount);
    if (sample === null) continue;
    const bodies = bodiesOf(trial, amount);
    const isOptional =
      trial.operation.requestBody?.required !== true || /^(?:get|head)$/.test(trial.operation.method);
    if (bodies.length === 0 && !isOptional) continue;
    if (isOptional && amount === 'least') {
      if (await triedRequest(trial, sample, null)) valid ??= sample.parameters;
    }
    for (const body of bodies) {
      const parameters = { ...sample.parameters, ...body.parameters };
      if (await triedRequest(trial, { ...sample, parameters }, body)) valid ??= parameters;
    }
    if (bodies.length === 0 && amount !== 'least')
      if (await triedRequest(trial, sample, null)) valid ??= sample.parameters;
  }
  return valid;
}

function sampleOf(trial: Trial, amount: Amount): Sample | null {
  const { operation, described, names, schemaOf, judge } = trial;
  const parameters: Record<string, JsonValue> = {};
  const sent: SentParameter[] = [];
  for (const parameter of operation.parameters) {
    if (amount === 'least' && !parameter.required) continue;
    const own = described.parameters.find((each) => isSame(parameter, each));
    const text = texts[parameter.location] ?? 'x';
    const value = valueOf(parameter.schema, { amount, schemaOf, isSent: true, text, count: 2, bytes });
    const verdict =
      own === undefined || value === undefined
        ? null
        : own.schema === null || judge(own.schema.pointer, value, 'sent');
    const isValid = verdict === true || (verdict !== null && 'accepted' in verdict && verdict.accepted);
    // A path has no empty segment.
    const isEmpty =
      parameter.location === 'path' &&
      (value === '' || (isContainer(value) && Object.keys(value).length === 0));
    if (own === undefined || value === undefined || !isValid || isEmpty) {
      if (own === undefined)
        trial.report.disagree('parameter', `${parameter.location} ${parameter.name} is not in the document`);
      if (parameter.required) return null;
      continue;
    }
    parameters[nameOf(operation.id, parameter, names)] = value;
    sent.push({ parameter: own, value });
  }
  return { parameters, sent };
}

function isSame(
  { name, location }: Parameter,
  other: { readonly name: string; readonly location: string },
): boolean {
  return (
    location === other.location &&
    (location === 'header' ? name.toLowerCase() === other.name.toLowerCase() : name === other.name)
  );
}

interface SampledBody {
  readonly parameters: Arguments;
  readonly content: DescribedContent;
  readonly value: BodyValue;
}

function bodiesOf(trial: Trial, amount: Amount): readonly SampledBody[] {
  const { operation, described, schemaOf } = trial;
  // `fetch` sends no body with these methods, which a diagnostic reports.
  if (operation.method === 'get' || operation.method === 'head') return [];
  return distinctContents(operation.requestBody?.content ?? []).flatMap((content): readonly SampledBody[] => {
    const own = described.bodies.find(({ mediaType }) => isSameType(mediaType, content.mediaType));
    if (own === undefined) {
      trial.report.disagree('body', `${content.mediaType} is not in the document`);
      return [];
    }
    if (content.isDefault !== true && content.losesFiles === true) return [];
    const sampled = valueOf(schemaOfBody(content), {
      amount,
      schemaOf,
      isSent: true,
      text: texts['body'] ?? '',
      bytes,
      count: 2,
    });
    if (sampled === undefined) return [];
    const isJudged = own.schema !== null && /^(?:json|form|multipart)$/.test(content.format);
    const verdict = isJudged ? trial.judge(own.schema?.pointer ?? '', sampled, 'sent') : null;
    if (verdict !== null && !('accepted' in verdict && verdict.accepted)) return [];
    const value = content.format === 'json' ? sampled : withFiles(sampled);
    const key = trial.names.get(`operation.argument:${operation.id}:body:contentType`) ?? 'contentType';
    const choice = content.isDefault === true ? {} : { [key]: content.mediaType };
    return [{ parameters: { ...choice, body: value }, content: own, value }];
  });
}

/** Of contents that differ in charset alone, a call can choose one: text is sent in UTF-8. */
function distinctContents(contents: readonly Content[]): readonly Content[] {
  const first = new Map(
    contents
      .toSorted((one, other) => Number(other.isDefault === true) - Number(one.isDefault === true))
      .toReversed()
      .map((content) => [bareType(content.mediaType), content]),
  );
  return contents.filter((content) => first.get(bareType(content.mediaType)) === content);
}

function schemaOfBody(content: Content): Content['schema'] {
  const base = { docs: content.schema.docs, place: content.place, limits: {} };
  if (content.format === 'binary') return { ...base, kind: 'string', format: 'binary' };
  const isText =
    content.format === 'text' ||
    content.format === 'events' ||
    (content.format === 'lines' && content.schema.kind !== 'array');
  const isString = content.schema.kind === 'string' || content.schema.kind === 'enum';
  return isText && !isString ? { ...base, kind: 'string', format: null } : content.schema;
}

export function isSameType(first: string, second: string): boolean {
  const [a, b] = [first, second].map((each) => bareType(each));
  return a === b;
}

/** Bytes where the sample has their text. */
function withFiles(value: JsonValue): BodyValue {
  if (value === bytes) return new Blob([bytes]);
  if (isJsonArray(value)) return value.map((each) => withFiles(each));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withFiles(each)]));
}

const answer: Answer = { status: 200, mediaType: 'application/json', body: '{}' };

async function triedRequest(trial: Trial, sample: Sample, body: SampledBody | null): Promise<boolean> {
  const { call, client, report, described } = trial;
  const outcome = await client.make({
    call,
    parameters: sample.parameters,
    answer,
    options: { validation: 'strict' },
  });
  const shown = JSON.stringify(sample.parameters).slice(0, 300);
  if (outcome === null) return (report.disagree('call', `there is no ${call}`), false);
  if (outcome.sent === null) {
    const reason = await undefinedReason(described, sample, body);
    // A call must not invent what the standard leaves open.
    if (reason !== null) return (report.undecided(`request: ${reason}`), false);
    report.disagree('not sent', `${String(outcome.error)} ${issuesOf(outcome.error)} with ${shown}`);
    return false;
  }
  report.request();
  try {
    const expected = expectedRequest(described, sample.sent);
    for (const fault of await faultsOf(trial, { sent: outcome.sent, expected, body }))
      report.disagree('request', `${fault} with ${shown}`);
  } catch (error) {
    if (!(error instanceof UndefinedByStandard)) throw error;
    report.undecided(`request: ${error.message}`);
  }
  return true;
}

/** Returns why the standard does not define the request; `null`: it does. */
async function undefinedReason(
  described: Trial['described'],
  { sent }: Sample,
  body: SampledBody | null,
): Promise<string | null> {
  try {
    expectedRequest(described, sent);
    if (body !== null) await expectedBody(body.content, body.value);
    return null;
  } catch (error) {
    if (error instanceof UndefinedByStandard) return error.message;
    throw error;
  }
}

function issuesOf(error: unknown): string {
  const issues: unknown = Reflect.get(Object(error), 'issues');
  return JSON.stringify(issues)?.slice(0, 200) ?? '';
}

interface Compared {
  readonly sent: SentRequest;
  readonly expected: ReturnType<typeof expectedRequest>;
  readonly body: SampledBody | null;
}

async function faultsOf(trial: Trial, { sent, expected, body }: Compared): Promise<readonly string[]> {
  const faults: string[] = [];
  const compare = (what: string, found: unknown, wanted: unknown): void => {
    const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
    if (a !== b) faults.push(`${what}: ${a} instead of ${b}`.slice(0, 600));
  };
  const credentials = credentialsIn(trial);
  compare('method', sent.method, expected.method);
  compare('path', normalised(sent.url.pathname), basePath + expected.path);
  // At the place of a credential, only a parameter of the call is compared, which has to be alone there.
  const isOwn = (names: ReadonlySet<string>, pairs: readonly string[], pair: string): boolean => {
    const [name = ''] = pair.split('=');
    return !names.has(name) || pairs.some((each) => each.startsWith(`${name}=`));
  };
  const query = pairsOf(sent.url.search.slice(1)).filter((each) =>
    isOwn(credentials.query, expected.query, each),
  );
  compare('query', query.toSorted(), expected.query);
  const own = new Map(
    [...sent.headers].filter(
      ([name]) => !usual.has(name) && (!credentials.headers.has(name) || expected.headers.has(name)),
    ),
  );
  compare(
    'headers',
    [...own].toSorted(),
    [...expected.headers].filter(([name]) => !usual.has(name)).toSorted(),
  );
  const cookies = (sent.headers.get('cookie') ?? '')
    .split('; ')
    .filter((each) => each !== '' && isOwn(credentials.cookies, expected.cookies, each));
  compare('cookies', cookies.toSorted(), expected.cookies);
  const security = sentCredentials(trial, sent);
  if (security !== null) faults.push(security);
  if (body === null) {
    compare('body', sent.body.length, 0);
    return faults;
  }
  const mediaType = sent.headers.get('content-type') ?? '';
  if (!isRange(body.content.mediaType))
    compare(
      'content-type',
      formatOf(mediaType) === 'multipart' ? mediaType.split(';')[0] : bareType(mediaType),
      formatOf(mediaType) === 'multipart'
        ? body.content.mediaType.split(';')[0]
        : bareType(body.content.mediaType),
    );
  compare(
    'body',
    comparableBody(mediaType, sent.body),
    await expectedBody({ ...body.content, mediaType }, body.value),
  );
  return faults;
}

function bareType(type: string): string {
  return type
    .toLowerCase()
    .replaceAll(/\s/g, '')
    .replace(/;charset=[^;]*/, '');
}

function isRange(type: string): boolean {
  return type.includes('*');
}

/** Headers that the runtime sets. */
const usual: ReadonlySet<string> = new Set([
  'accept',
  'content-type',
  'user-agent',
  'cookie',
  'authorization',
  'idempotency-key',
]);
