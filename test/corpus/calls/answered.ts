/** One response of an operation: how it is answered, and the verdict of the client on it. */
import { sample } from 'openapi-sampler';
import type { Content } from '../../../generator/api/api.ts';
import type { JsonValue } from '../../../generator/api/json.ts';
import { amounts, valueOf } from '../values.ts';
import type { DescribedContent } from './described-operation.ts';
import type { Policy } from './policy-keywords.ts';
import type { Answer, CallOutcome } from './recorded-fetch.ts';
import type { Arguments, Trial } from './tried-document.ts';

export interface Answered {
  readonly trial: Trial;
  readonly parameters: Arguments;
  readonly status: number;
  readonly content: Content;
  readonly described: DescribedContent;
  /** Media types of all contents of this response. */
  readonly mediaTypes: readonly string[];
}

export interface Found {
  readonly accepted: boolean;
  readonly detail: string;
}

/** Calls the operation, and answers with a body. `null`: the package has no such call. */
export function answeredWith(
  { trial, parameters, status, content, mediaTypes }: Answered,
  {
    body,
    mediaType = sentTypeOf(content, mediaTypes),
  }: Pick<Answer, 'body'> & { readonly mediaType?: string | null },
  policy: Policy,
): Promise<CallOutcome | null> {
  const accept = content.isDefault === true ? {} : { accept: content.mediaType };
  return trial.client.make({
    call: trial.call,
    parameters,
    options: { validation: policy === 'open' ? 'strict' : 'exact', ...accept },
    answer: { status, mediaType, body },
  });
}

/** A media type that a server sends, where the document has a range. */
function sentTypeOf({ mediaType, format }: Content, others: readonly string[]): string {
  // A range does not describe a media type that has a content of its own.
  const isTaken = mediaType.includes('*') && others.some((each) => /^application\/json\b/i.test(each));
  const json = isTaken ? 'vnd.other+json' : 'json';
  return mediaType
    .replace('*/*', format === 'json' ? `application/${json}` : 'application/octet-stream')
    .replaceAll('*+json', json)
    .replaceAll('*', format === 'json' ? json : 'plain');
}

/** Samples of our own reading, and one of the document. */
export function samplesOf(answered: Answered, pointer: string | null, bytes?: string): readonly JsonValue[] {
  const { trial, content } = answered;
  const { schemaOf } = trial;
  const own = amounts.map((amount) =>
    valueOf(content.schema, { amount, schemaOf, text: 'text', count: 2, ...(bytes && { bytes }) }),
  );
  const values = [...own, pointer === null ? undefined : sampledByDocument(trial, pointer)];
  const distinct = new Map(
    values.flatMap((each) => (each === undefined ? [] : [[JSON.stringify(each), each]])),
  );
  return [...distinct.values()];
}

/** A sample that knows nothing of our reading: it takes the examples of the document. */
function sampledByDocument({ document }: Trial, pointer: string): JsonValue | undefined {
  try {
    const how = { skipWriteOnly: true, quiet: true, maxSampleDepth: 6 };
    const value: unknown = sample({ $ref: `#${pointer}` }, how, document.root);
    return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as JsonValue); // JSON of any value is JSON
  } catch {
    return undefined;
  }
}

/** A redirect without `Location` is an error where the document has a success, and no media type of it can be chosen. */
export function isError({ trial, status }: Pick<Answered, 'trial' | 'status'>): boolean {
  const { responses } = trial.operation;
  const hasSuccess = responses.some((each) => each.status.startsWith('2') || each.status === 'default');
  return status >= 400 || (status >= 300 && hasSuccess);
}

/** The verdict of the client; a text: the call failed for another reason. */
export function verdictOf({ error, sent }: CallOutcome, status: number): Found | string {
  if (sent === null) return `not sent: ${String(error)}`;
  if (error === undefined) return { accepted: true, detail: '' };
  const name = String(Reflect.get(Object(error), 'name'));
  if (name === 'ApiStatusError' && status >= 300)
    return { accepted: Reflect.get(Object(error), 'body') !== undefined, detail: 'no body' };
  return name === 'ApiResponseError' ? refusal(error) : String(error);
}

export function refusal(error: unknown): Found {
  const issues: unknown = Reflect.get(Object(error), 'issues');
  return {
    accepted: false,
    detail: `${String(Reflect.get(Object(error), 'message'))} ${JSON.stringify(issues)?.slice(0, 200) ?? ''}`,
  };
}

interface Compared {
  readonly change: string;
  readonly value: JsonValue;
  readonly policy: Policy;
  readonly verdict: Found;
}

/** Reports the verdicts of the client and of ajv on one value, if they differ. */
export function compareVerdicts(
  { trial, status }: Answered,
  found: Found | string,
  { change, value, policy, verdict }: Compared,
): void {
  const { report } = trial;
  report.response();
  if (typeof found === 'string') return report.disagree('call', `${found} for ${status}`);
  if (found.accepted === verdict.accepted) return;
  const kind = found.accepted ? `accepted (${policy})` : `refused (${policy})`;
  report.disagree(
    kind,
    `${status} ${change}; ajv: ${verdict.detail || 'valid'}; client: ${found.detail || 'valid'}; ${JSON.stringify(value).slice(0, 300)}`,
  );
}
