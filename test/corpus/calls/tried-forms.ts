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

/** The properties of a form, by name: their schemas, or those of their items. */
function propertiesOf({
  trial: { document },
  described: { schema },
}: Answered): ReadonlyMap<string, JsonValue> {
  const parts = schema === null ? [] : partsOf(document, followed(document, schema) ?? schema, 8);
  const entries = parts.flatMap((part) => {
    const properties = memberOf(document, part, 'properties');
    const members = properties === undefined ? [] : membersOf(document, properties);
    return members.map(
      ([name, member]) => [name, (memberOf(document, member, 'items') ?? member).value] as const,
    );
  });
  return new Map(entries);
}

async function judged(answered: Answered, { change, value }: ChangedValue, policy: Policy): Promise<void> {
  const { trial, described, status } = answered;
  const verdict = trial.judge(described.schema?.pointer ?? '', value, policy);
  if ('unread' in verdict) return trial.report.undecided(`form: ${verdict.unread}`);
  const properties = propertiesOf(answered);
  const outcome = await answeredWith(answered, { body: formOf(value, properties), mediaType: null }, policy);
  if (outcome === null) return;
  compareVerdicts(answered, verdictOf(outcome, status), { change, value, policy, verdict });
  if (!verdict.accepted || outcome.error !== undefined) return;
  const found = JSON.stringify(await withTexts(outcome.value, value));
  const wanted = JSON.stringify(received(value, properties));
  if (found !== wanted) trial.report.disagree('form', `${status} ${change}: ${found} instead of ${wanted}`);
}

/** The parts as a client can know them: a part that no property describes is text. */
function received(value: JsonValue, properties: ReadonlyMap<string, JsonValue>): JsonValue {
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => [
    name,
    properties.has(name) ? each : textOf(isJsonArray(each) ? (each[0] ?? null) : each),
  ]);
  return Object.fromEntries(entries);
}

function textOf(part: JsonValue): string {
  return typeof part === 'string' ? part : JSON.stringify(part);
}

function isBinary(schema: JsonValue | undefined): boolean {
  return isJsonObject(schema) && schema['format'] === 'binary';
}

function formOf(value: JsonValue, properties: ReadonlyMap<string, JsonValue>): FormData {
  const form = new FormData();
  for (const [name, each] of Object.entries(value ?? {}))
    for (const part of isJsonArray(each) ? each : [each]) {
      const text = textOf(part);
      form.append(name, isBinary(properties.get(name)) ? new Blob([text]) : text);
    }
  return form;
}

/** The properties that were sent, in their order, and texts in place of files. Defaults are left out. */
async function withTexts(found: unknown, sent: JsonValue): Promise<unknown> {
  if (typeof found === 'string') return found;
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
