/** Answers the calls of an operation with sampled and changed responses, and compares the verdict with that of ajv. */
import { sample } from 'openapi-sampler';
import type { Content, Response as ApiResponse } from '../../../generator/api/api.ts';
import type { JsonValue } from '../../../generator/api/json.ts';
import { amounts, valueOf } from '../values.ts';
import { changedValues } from './changed-values.ts';
import type { DescribedContent } from './described-operation.ts';
import type { Policy } from './policy-schema.ts';
import type { CallOutcome } from './recorded-fetch.ts';
import type { Arguments, Trial } from './tried-document.ts';
import { isSameType } from './tried-requests.ts';

interface Answered {
  readonly trial: Trial;
  readonly parameters: Arguments;
  readonly status: number;
  readonly content: Content;
  readonly described: DescribedContent;
}

export async function triedResponses(trial: Trial, parameters: Arguments): Promise<void> {
  const { operation, described } = trial;
  for (const response of operation.responses) {
    const contents =
      described.responses.get(response.status) ?? described.responses.get(response.status.toLowerCase());
    if (contents === undefined) {
      trial.report.disagree('response', `${response.status} is not in the document`);
      continue;
    }
    for (const content of response.content) {
      const own = contents.find(({ mediaType }) => isSameType(mediaType, content.mediaType));
      if (own === undefined || content.format !== 'json') continue;
      await triedContent({
        trial,
        parameters,
        status: statusOf(response, operation.responses),
        content,
        described: own,
      });
    }
  }
}

/** A status that no other response of the operation describes. */
function statusOf({ status }: ApiResponse, all: readonly ApiResponse[]): number {
  const exact = Number(status);
  if (Number.isInteger(exact)) return exact;
  const first =
    status === 'default' ? (all.some((each) => each.status.startsWith('2')) ? 4 : 2) : Number(status[0]);
  const taken = new Set(all.map((each) => each.status));
  return (
    [0, 1, 2, 3, 9, 17, 18, 26].map((rest) => first * 100 + rest).find((each) => !taken.has(String(each))) ??
    first * 100
  );
}

async function triedContent(answered: Answered): Promise<void> {
  const { trial, content, status } = answered;
  const { schemaOf, changes } = trial;
  const samples = amounts.map((amount) =>
    valueOf(content.schema, { amount, schemaOf, text: 'text', count: 2 }),
  );
  const values = distinct([...samples, sampledByDocument(answered)]);
  const isError = status >= 400;
  for (const value of values) {
    const all = [{ change: 'as sampled', value }, ...changedValues(value, changes)];
    for (const each of all) {
      await judged(answered, { ...each, policy: 'open' });
      if (!isError) await judged(answered, { ...each, policy: 'exact' });
    }
  }
}

function distinct(values: readonly (JsonValue | undefined)[]): readonly JsonValue[] {
  const found = new Map(values.flatMap((each) => (each === undefined ? [] : [[JSON.stringify(each), each]])));
  return [...found.values()];
}

/** A sample that knows nothing of our reading: it takes the examples of the document. */
function sampledByDocument({ trial, described }: Answered): JsonValue | undefined {
  if (described.schema === null) return undefined;
  try {
    const schema = { $ref: `#${described.schema.pointer}` };
    const value: unknown = sample(
      schema,
      { skipWriteOnly: true, quiet: true, maxSampleDepth: 6 },
      trial.document.root,
    );
    return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as JsonValue); // JSON of any value is JSON
  } catch {
    return undefined;
  }
}

interface Judged {
  readonly change: string;
  readonly value: JsonValue;
  readonly policy: Policy;
}

async function judged(answered: Answered, { change, value, policy }: Judged): Promise<void> {
  const { trial, parameters, status, content, described } = answered;
  const { call, client, judge, report } = trial;
  const verdict =
    described.schema === null
      ? { accepted: true, detail: '' }
      : judge(described.schema.pointer, value, policy);
  if ('unread' in verdict) return report.undecided(`response: ${verdict.unread}`);
  const accept = content.isDefault === true ? {} : { accept: content.mediaType };
  const mediaType = content.mediaType
    .replace('*/*', 'application/json')
    .replaceAll('*+json', 'json')
    .replaceAll('*', 'json');
  const outcome = await client.make({
    call,
    parameters,
    options: { validation: policy === 'open' ? 'strict' : 'exact', ...accept },
    answer: { status, mediaType, body: JSON.stringify(value) },
  });
  if (outcome === null) return;
  const found = verdictOf(outcome, status);
  report.response();
  if (typeof found === 'string') return report.disagree('call', `${found} for ${status}`);
  if (found.accepted === verdict.accepted) return;
  const kind = found.accepted ? `accepted (${policy})` : `refused (${policy})`;
  report.disagree(
    kind,
    `${status} ${change}; ajv: ${verdict.detail || 'valid'}; client: ${found.detail || 'valid'}; ${JSON.stringify(value).slice(0, 300)}`,
  );
}

function verdictOf(
  { error, sent }: CallOutcome,
  status: number,
): { readonly accepted: boolean; readonly detail: string } | string {
  if (sent === null) return `not sent: ${String(error)}`;
  if (error === undefined) return { accepted: true, detail: '' };
  const name = String(Reflect.get(Object(error), 'name'));
  if (name === 'ApiStatusError' && status >= 400)
    return { accepted: Reflect.get(Object(error), 'body') !== undefined, detail: 'no body' };
  if (name !== 'ApiResponseError') return String(error);
  const issues: unknown = Reflect.get(Object(error), 'issues');
  return {
    accepted: false,
    detail: `${String(Reflect.get(Object(error), 'message'))} ${JSON.stringify(issues)?.slice(0, 200) ?? ''}`,
  };
}
