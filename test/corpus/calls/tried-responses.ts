/** Answers the calls of an operation with sampled and changed responses, and compares the verdict with that of ajv. */
import type { Response as ApiResponse } from '../../../generator/api/api.ts';
import { answeredWith, compareVerdicts, isError, samplesOf, verdictOf, type Answered } from './answered.ts';
import { changedValues, type ChangedValue } from './changed-values.ts';
import type { Policy } from './policy-keywords.ts';
import { triedBytes, triedText } from './tried-bodies.ts';
import type { Arguments, Trial } from './tried-document.ts';
import { triedForm } from './tried-forms.ts';
import { isSameType } from './tried-requests.ts';
import { triedStream } from './tried-streams.ts';

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
      if (own === undefined) continue;
      await triedContent({
        trial,
        parameters,
        status: statusOf(response, operation.responses),
        content,
        described: own,
        mediaTypes: contents.map(({ mediaType }) => mediaType),
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

function triedContent(answered: Answered): Promise<void> {
  switch (answered.content.format) {
    case 'json':
      return triedJson(answered);
    case 'text':
    case 'form':
      return triedText(answered);
    case 'binary':
      return triedBytes(answered);
    case 'multipart':
      return triedForm(answered);
    case 'events':
    case 'lines':
      return triedStream(answered);
  }
}

async function triedJson(answered: Answered): Promise<void> {
  const { trial, described } = answered;
  for (const value of samplesOf(answered, described.schema?.pointer ?? null)) {
    const all = [{ change: 'as sampled', value }, ...changedValues(value, trial.changes)];
    for (const each of all) {
      await judged(answered, each, 'open');
      if (!isError(answered)) await judged(answered, each, 'exact');
    }
  }
}

async function judged(answered: Answered, { change, value }: ChangedValue, policy: Policy): Promise<void> {
  const { trial, status, described } = answered;
  const verdict =
    described.schema === null
      ? { accepted: true, detail: '' }
      : trial.judge(described.schema.pointer, value, policy);
  if ('unread' in verdict) return trial.report.undecided(`response: ${verdict.unread}`);
  const outcome = await answeredWith(answered, { body: JSON.stringify(value) }, policy);
  if (outcome === null) return;
  compareVerdicts(answered, verdictOf(outcome, status), { change, value, policy, verdict });
}
