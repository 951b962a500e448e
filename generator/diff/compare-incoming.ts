/** Compares two versions of a webhook or callback: what the application receives, and what it may answer. */
import type { Api, Content, Encoding, IncomingRequest, Parameter, Response } from '../api/api.ts';
import { isScalar } from '../api/representations.ts';
import type { Finding, Owner } from './change.ts';
import type { ValueComparison } from './compare-values.ts';
import { effect, noEffect } from './judge.ts';
import { matchBy, type Matched, type Pair } from './match.ts';
import { jsonText } from './schema-facts.ts';
import { changedFormFields, encodingChange, styleOf } from './written-fields.ts';

type IncomingOwner = Extract<Owner, { kind: 'incoming' }>;

interface IncomingComparison {
  readonly pair: Pair<IncomingRequest>;
  readonly owner: IncomingOwner;
  readonly values: ValueComparison;
}

type IncomingFinding = Pick<Finding, 'kind' | 'effect'> &
  Partial<Pick<Finding, 'path' | 'before' | 'after' | 'direction'>>;

/** Matches by id first. The id of a callback has its URL, which may change: its operation, name and method count then. */
export function matchIncoming(before: Api, after: Api): Matched<IncomingRequest> {
  const byId = matchBy(before.incoming, after.incoming, ({ kind, id }) => `${kind} ${id}`);
  const byName = matchBy(byId.removed, byId.added, ({ kind, operation, key, method }) =>
    JSON.stringify([kind, operation, key, method]),
  );
  return { ...byName, pairs: [...byId.pairs, ...byName.pairs] };
}

/** Findings are added to those of the values, since a body is compared where it is used. */
export function compareIncoming(matched: Matched<IncomingRequest>, values: ValueComparison): void {
  for (const pair of matched.pairs) comparePair(pair, values);
  for (const removed of matched.removed)
    values.findings.push(
      wholeFinding(removed, 'before', { kind: 'incoming-removed', effect: effect('breaks') }),
    );
  for (const added of matched.added)
    values.findings.push(wholeFinding(added, 'after', { kind: 'incoming-added', effect: noEffect }));
}

function wholeFinding(
  { id, place }: IncomingRequest,
  side: 'before' | 'after',
  found: IncomingFinding,
): Finding {
  const owner = { kind: 'incoming', before: null, after: null, [side]: id } as const;
  const places = { before: null, after: null, [side]: place };
  return { owner, direction: null, path: [], before: null, after: null, places, ...found };
}

function comparePair(pair: Pair<IncomingRequest>, values: ValueComparison): void {
  const { before, after } = pair;
  const owner = { kind: 'incoming', before: before.id, after: after.id } as const;
  const comparison = { pair, owner, values };
  if (before.url !== after.url)
    find(comparison, {
      kind: 'incoming-url-changed',
      before: before.url,
      after: after.url,
      effect: noEffect,
    });
  const places = { before: before.place, after: after.place };
  values.docs(before.docs, after.docs, { owner, direction: 'response', path: [], places });
  compareBody(comparison);
  compareFields(comparison);
  compareAnswers(comparison);
}

function find({ pair, owner, values }: IncomingComparison, found: IncomingFinding): void {
  const places = { before: pair.before.place, after: pair.after.place };
  values.findings.push({ owner, direction: null, path: [], before: null, after: null, places, ...found });
}

/** The API sends the body, so that its values are those of a response. */
function compareBody(comparison: IncomingComparison): void {
  const [left, right] = [comparison.pair.before.requestBody, comparison.pair.after.requestBody];
  const at = { path: ['body'], direction: 'response' } as const;
  if (left === null && right === null) return;
  if (left === null) return find(comparison, { ...at, kind: 'incoming-body-added', effect: effect('tests') });
  if (right === null)
    return find(comparison, { ...at, kind: 'incoming-body-removed', effect: effect('breaks', true) });
  compareContents({ before: left.content, after: right.content }, comparison);
}

/** JSON and forms are validated, each by a validator of its own. */
function compareContents(pair: Pair<readonly Content[]>, comparison: IncomingComparison): void {
  const { owner, values } = comparison;
  const at = { path: ['body'], direction: 'response' } as const;
  const formats = matchBy(validated(pair.before), validated(pair.after), ({ format }) => format);
  const { pairs, added, removed } = formats;
  const types = { before: mediaTypes(pair.before), after: mediaTypes(pair.after) };
  const isOther = added.length + removed.length > 0;
  if (types.before !== types.after && (pairs.length === 0 || !isOther)) {
    const changed = isOther ? effect('breaks', true, true) : noEffect;
    find(comparison, { ...at, ...types, kind: 'media-type-replaced', effect: changed });
  }
  for (const { before, after } of pairs) {
    values.compare(before.schema, after.schema, { owner, ...at });
    if (after.format === 'form') compareFormFields({ before, after }, comparison);
  }
  if (pairs.length === 0) return;
  for (const content of added) {
    const isKnown = pairs.every(({ after }) => isSameModel(after, content));
    const judged = effect(isKnown ? 'compiles' : 'breaks', true);
    find(comparison, { ...at, kind: 'media-type-added', after: content.mediaType, effect: judged });
  }
  for (const { mediaType } of removed)
    find(comparison, {
      ...at,
      kind: 'media-type-removed',
      before: mediaType,
      effect: effect('breaks', false, true),
    });
}

/** The content of each validator. */
function validated(contents: readonly Content[]): readonly Content[] {
  return (['json', 'form'] as const).flatMap(
    (wanted) => contents.find(({ format }) => format === wanted) ?? [],
  );
}

/** Returns true if the type of a body does not change with its media type. */
function isSameModel({ schema: one }: Content, { schema: other }: Content): boolean {
  return one.kind === 'model' && other.kind === 'model' && one.model === other.model;
}

/** Its reader cannot tell reserved characters from encoded ones. */
function compareFormFields({ before, after }: Pair<Content>, comparison: IncomingComparison): void {
  const models = comparison.values.judgeContext('response');
  const read = ({ schema, encoding }: Content) => ({ schema, encoding: encoding.map(withoutReserved) });
  for (const field of changedFormFields({ before: read(before), after: read(after) }, models))
    find(comparison, { direction: 'response', path: ['body', field.name], ...encodingChange(field) });
}

function withoutReserved(encoding: Encoding): Encoding {
  return { ...encoding, allowReserved: encoding.allowReserved === null ? null : false };
}

function mediaTypes(contents: readonly Content[]): string {
  return contents.map(({ mediaType }) => mediaType).join(', ');
}

/** The API sends the fields, so that their values are those of a response. */
function compareFields(comparison: IncomingComparison): void {
  const { owner, values } = comparison;
  const { before, after } = comparison.pair;
  const { pairs, removed, added } = matchBy(before.parameters, after.parameters, fieldKey);
  for (const field of added) {
    const judged = isFilled(field) ? effect('tests', false, field.required) : noEffect;
    find(comparison, { path: fieldPath(field), kind: 'incoming-field-added', effect: judged });
  }
  for (const field of removed) {
    const judged = effect('breaks', field.required);
    find(comparison, { path: fieldPath(field), kind: 'incoming-field-removed', effect: judged });
  }
  for (const { before: left, after: right } of pairs) {
    values.compare(left.schema, right.schema, { owner, path: fieldPath(right), direction: 'response' });
    compareWriting({ before: left, after: right }, comparison);
    if (left.required === right.required) continue;
    const changed = right.required
      ? ({
          kind: 'incoming-field-required',
          effect: effect(isFilled(left) ? 'compiles' : 'tests', false, true),
        } as const)
      : ({
          kind: 'incoming-field-optional',
          effect: effect(isFilled(right) ? 'compiles' : 'breaks', true),
        } as const);
    find(comparison, { path: fieldPath(right), ...changed });
  }
}

/** How a field is written, as far as its reader can tell, and the value that a handler gets in its absence. */
function compareWriting({ before, after }: Pair<Parameter>, comparison: IncomingComparison): void {
  const at = { path: fieldPath(after), direction: 'response' } as const;
  const sources = comparison.values.judgeContext('response');
  const styles = {
    before: styleOf({ ...before, allowReserved: false }, isScalar(before.schema, sources.before)),
    after: styleOf({ ...after, allowReserved: false }, isScalar(after.schema, sources.after)),
  };
  if (styles.before !== styles.after)
    find(comparison, {
      ...at,
      ...styles,
      kind: 'parameter-style-changed',
      effect: effect('compiles', true, true),
    });
  const defaults = { before: jsonText(before.default), after: jsonText(after.default) };
  if (defaults.before === defaults.after) return;
  const isSame = isFilled(before) === isFilled(after) || before.required !== after.required;
  const judged = isSame ? noEffect : effect(isFilled(after) ? 'tests' : 'breaks');
  find(comparison, { ...at, ...defaults, kind: 'parameter-default-changed', effect: judged });
}

/** Returns true if a handler always gets the field. */
function isFilled({ required, default: missing }: Parameter): boolean {
  return required || missing !== undefined;
}

/** Names of headers have no case (RFC 9110, section 5.1). */
function fieldKey({ location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`;
}

function fieldPath({ location, name }: Parameter): readonly string[] {
  return [location, name];
}

/** The application sends the answer, so that its values are those of a request. */
function compareAnswers(comparison: IncomingComparison): void {
  const { before, after } = comparison.pair;
  const { pairs, removed, added } = matchBy(before.responses, after.responses, ({ status }) => status);
  // Without any described status, a handler may answer with every one.
  const [wasOpen, isOpen] = [before.responses.length === 0, after.responses.length === 0];
  for (const { status } of added) {
    const judged = wasOpen ? effect('breaks') : effect('tests', false, true);
    find(comparison, { path: [status], kind: 'answer-added', effect: judged });
  }
  for (const { status } of removed) {
    const judged = isOpen ? effect('tests') : effect('breaks', true);
    find(comparison, { path: [status], kind: 'answer-removed', effect: judged });
  }
  for (const pair of pairs) compareAnswer(pair, comparison);
}

function compareAnswer({ before, after }: Pair<Response>, comparison: IncomingComparison): void {
  const { owner, values } = comparison;
  const at = { path: [after.status], direction: 'request' } as const;
  const [left, right] = [before.content[0], after.content[0]];
  if (left !== undefined && right !== undefined)
    return values.compare(left.schema, right.schema, { owner, ...at });
  if (left === undefined && right !== undefined)
    find(comparison, { ...at, kind: 'answer-filled', effect: effect('breaks', true) });
  if (left !== undefined && right === undefined)
    find(comparison, { ...at, kind: 'answer-emptied', effect: effect('breaks', false, true) });
}
