/** Answers the calls of an operation with forms: each part must be the property that the document describes. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';
import { answeredWith, compareVerdicts, isError, samplesOf, verdictOf, type Answered } from './answered.ts';
import { changedValues, type ChangedValue } from './changed-values.ts';
import { followed, memberOf, membersOf } from './described-document.ts';
import type { Policy } from './policy-keywords.ts';
import { partsOf } from './tagged-schemas.ts';
import { triedBytes } from './tried-bodies.ts';

const bytes = 'bytes of a file';

export async function triedForm(answered: Answered): Promise<void> {
  const { trial, content, described } = answered;
  const isForm = /^multipart\/form-data\b/i.test(content.mediaType);
  const samples = samplesOf(answered, described.schema?.pointer ?? null, bytes);
  // Parts that are no properties arrive as bytes.
  if (!isForm || described.schema === null || !samples.every(isJsonObject)) return triedBytes(answered);
  if (isError(answered)) return;
  if (Object.keys(described.encoding).length > 0)
    return trial.report.undecided('form: encodings of a response');
  for (const value of samples) {
    if (!isJsonObject(value)) continue;
    const all: readonly ChangedValue[] = [
      { change: 'as sampled', value },
      ...changedValues(value, trial.changes).filter((each) => isSameKind(value, each.value)),
    ];
    for (const each of all)
      for (const policy of ['open', 'exact'] as const) await judged(answered, each, policy);
  }
}

/** A part is text, a file or JSON: a form cannot carry a value of another kind. */
function isSameKind(before: JsonObject, after: JsonValue): boolean {
  return (
    isJsonObject(after) &&
    Object.entries(after).every(([name, value]) => {
      const old = before[name];
      if (old === undefined) return typeof value === 'string';
      return kindsOf(old) === kindsOf(value);
    })
  );
}

function kindsOf(value: JsonValue): string {
  if (!isJsonArray(value)) return value === null ? 'null' : typeof value;
  // Nothing is sent for an empty list.
  return value.length === 0 ? 'empty' : `list of ${[...new Set(value.map(kindsOf))].join()}`;
}

/** Names of the properties that are bytes, or lists of them. */
function filesOf({ trial: { document }, described: { schema } }: Answered): ReadonlySet<string> {
  const parts = schema === null ? [] : partsOf(document, followed(document, schema) ?? schema, 8);
  const names = parts.flatMap((part) => {
    const properties = memberOf(document, part, 'properties');
    const members = properties === undefined ? [] : membersOf(document, properties);
    return members.flatMap(([name, member]) => {
      const { value } = memberOf(document, member, 'items') ?? member;
      return isJsonObject(value) && value['format'] === 'binary' ? [name] : [];
    });
  });
  return new Set(names);
}

async function judged(answered: Answered, { change, value }: ChangedValue, policy: Policy): Promise<void> {
  const { trial, described, status } = answered;
  const verdict = trial.judge(described.schema?.pointer ?? '', value, policy);
  if ('unread' in verdict) return trial.report.undecided(`form: ${verdict.unread}`);
  const outcome = await answeredWith(
    answered,
    { body: formOf(value, filesOf(answered)), mediaType: null },
    policy,
  );
  if (outcome === null) return;
  compareVerdicts(answered, verdictOf(outcome, status), { change, value, policy, verdict });
  if (!verdict.accepted || outcome.error !== undefined) return;
  const found = JSON.stringify(await withTexts(outcome.value, value));
  if (found !== JSON.stringify(value))
    trial.report.disagree('form', `${status} ${change}: ${found} instead of ${JSON.stringify(value)}`);
}

function formOf(value: JsonValue, files: ReadonlySet<string>): FormData {
  const form = new FormData();
  for (const [name, each] of Object.entries(value ?? {}))
    for (const part of isJsonArray(each) ? each : [each]) {
      const text = typeof part === 'string' ? part : JSON.stringify(part);
      form.append(name, files.has(name) ? new Blob([text]) : text);
    }
  return form;
}

/** The properties that were sent, in their order, and texts in place of files. Defaults are left out. */
async function withTexts(found: unknown, sent: JsonValue): Promise<unknown> {
  if (found instanceof Blob) return found.text();
  if (Array.isArray(found))
    return Promise.all(
      found.map((each, index) => withTexts(each, isJsonArray(sent) ? (sent[index] ?? null) : null)),
    );
  if (!isJsonObject(sent)) return found;
  const entries = Object.entries(sent).map(
    async ([name, value]) => [name, await withTexts(Reflect.get(Object(found), name), value)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
