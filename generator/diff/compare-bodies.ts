/** Compares what an operation sends and receives: the request body, and the responses by status. */
import type { Content, Operation, RequestBody, Response, ResponseHeader } from '../api/api.ts';
import type { Place } from '../api/place.ts';
import type { Direction } from './change.ts';
import { comparePartHeaders } from './compare-parameters.ts';
import { effect, noEffect } from './judge.ts';
import { matchBy, type Pair } from './match.ts';
import type { OperationComparison } from './operation-comparison.ts';
import { jsonText } from './schema-facts.ts';
import { changedFormFields, changedParts, encodingChange } from './written-fields.ts';

export function compareRequestBody({ before, after }: Pair<Operation>, to: OperationComparison): void {
  const [left, right] = [before.requestBody, after.requestBody];
  const found = { path: ['body'], before: null, after: null, direction: 'request' } as const;
  const places = { before: (left ?? before).place, after: (right ?? after).place };
  if (left === null && right === null) return;
  if (left === null || right === null) {
    const isRequired = right?.required === true;
    if (left === null) {
      const judged = effect(isRequired ? 'breaks' : 'compiles', isRequired, !isRequired);
      return to.find({ ...found, after: presence(right), places, kind: 'body-added', effect: judged });
    }
    return to.find({
      ...found,
      before: presence(left),
      places,
      kind: 'body-removed',
      effect: effect('breaks', true, left.required),
    });
  }
  if (!left.required && right.required)
    to.find({ ...found, places, kind: 'body-required', effect: effect('breaks', true) });
  if (left.required && !right.required)
    to.find({ ...found, places, kind: 'body-optional', effect: effect('tests', false, true) });
  to.values.docs(left.docs, right.docs, { ...found, owner: to.owner, places });
  compareContents(
    { before: left.content, after: right.content },
    { path: ['body'], direction: 'request', places },
    to,
  );
}

function presence(body: RequestBody | null): string | null {
  if (body === null) return null;
  return body.required ? 'required' : 'optional';
}

interface ContentAt {
  readonly path: readonly string[];
  readonly direction: Direction;
  readonly places: { readonly before: Content['place']; readonly after: Content['place'] };
}

function compareContents(pair: Pair<readonly Content[]>, at: ContentAt, to: OperationComparison): void {
  const { pairs, removed, added } = matchBy(pair.before, pair.after, ({ mediaType }) =>
    mediaType.toLowerCase(),
  );
  for (const { before, after } of pairs) compareContent({ before, after }, at, to);
  const [left] = removed;
  const [right] = added;
  if (pairs.length === 0 && left !== undefined && right !== undefined) {
    const texts = { before: mediaTypes(removed), after: mediaTypes(added) };
    const isSameFormat = left.format === right.format;
    if (isSameFormat) compareContent({ before: left, after: right }, at, to);
    const judged = effect(isSameFormat ? 'compiles' : 'breaks', true, true);
    return to.find({ ...at, ...texts, kind: 'media-type-replaced', effect: judged });
  }
  for (const content of added) {
    const judged = isPreferred(content, pair.after, at.direction) ? effect('breaks', false, true) : noEffect;
    to.find({ ...at, before: null, after: content.mediaType, kind: 'media-type-added', effect: judged });
  }
  for (const content of removed) {
    const isUsed = isPreferred(content, pair.before, at.direction);
    const judged = isUsed ? effect('breaks', true, at.direction === 'response') : noEffect;
    to.find({ ...at, before: content.mediaType, after: null, kind: 'media-type-removed', effect: judged });
  }
}

/** The client sends one media type, and asks for JSON where the server offers it. */
function isPreferred(content: Content, contents: readonly Content[], direction: Direction): boolean {
  const json = contents.filter(({ format }) => format === 'json');
  if (direction === 'response') return json.length === 0 || content.format === 'json';
  const withFiles = contents.filter(({ hasFiles }) => hasFiles);
  const [first] = [...withFiles, ...json, ...contents];
  return first === content;
}

function mediaTypes(contents: readonly Content[]): string {
  return contents.map(({ mediaType }) => mediaType).join(', ');
}

function compareContent({ before, after }: Pair<Content>, at: ContentAt, to: OperationComparison): void {
  const { direction, path } = at;
  compareEncodings({ before, after }, at, to);
  compareStreamEnds({ before, after }, at, to);
  if (direction === 'request') comparePartHeaders({ before, after }, to);
  if (exampleText(before) !== exampleText(after)) {
    const texts = { before: null, after: null };
    to.find({ path, places: at.places, ...texts, kind: 'documentation-changed', effect: noEffect });
  }
  if (!isRaw(before, direction) || !isRaw(after, direction))
    to.values.compare(before.schema, after.schema, { owner: to.owner, direction, path });
}

/** How the fields of a form and the parts of a multipart body are written. All other bodies have neither. */
function compareEncodings({ before, after }: Pair<Content>, at: ContentAt, to: OperationComparison): void {
  const { direction, path, places } = at;
  if (before.format !== after.format || !isInParts(after, direction)) return;
  const models = to.values.judgeContext(direction);
  const changed =
    after.format === 'form'
      ? changedFormFields({ before, after }, models)
      : changedParts({ before, after }, models, direction);
  for (const field of changed)
    to.find({ direction, places, path: [...path, field.name], ...encodingChange(field) });
}

/** A response in parts is read by them only if it is `multipart/form-data`. */
function isInParts({ format, mediaType }: Content, direction: Direction): boolean {
  if (direction === 'request') return format === 'form' || format === 'multipart';
  return /^multipart\/form-data\b/i.test(mediaType);
}

/** A client reads the event that ends a stream as an item unless it knows it. */
function compareStreamEnds({ before, after }: Pair<Content>, at: ContentAt, to: OperationComparison): void {
  const texts = { before: before.sentinel, after: after.sentinel };
  if (texts.before === texts.after) return;
  const judged = effect('compiles', texts.after !== null, texts.before !== null);
  to.find({ ...at, ...texts, kind: 'stream-end-changed', effect: judged });
}

/** Returns true if callers have the body as text or bytes, whatever its schema says. */
function isRaw({ format }: Content, direction: Direction): boolean {
  switch (format) {
    case 'json':
    case 'multipart':
    case 'events':
    case 'lines':
      return false;
    case 'text':
    case 'form':
      return direction === 'response';
    case 'binary':
      return true;
  }
}

export function compareResponses(pair: Pair<Operation>, to: OperationComparison): void {
  const { pairs, removed, added } = matchBy(
    pair.before.responses,
    pair.after.responses,
    ({ status }) => status,
  );
  for (const one of pairs) compareResponse(one, to);
  for (const response of added) {
    const isError = !isSuccess(response, pair.after.responses);
    const judged = isError
      ? effect(response.content.length === 0 ? 'compiles' : 'tests')
      : effect(
          hasSameBody(response, pair.before.responses) ? 'compiles' : 'breaks',
          !hasDefault(pair.before),
        );
    const places = { before: pair.before.place, after: response.place };
    to.find({
      ...wholeResponse(response, places),
      kind: isError ? 'error-added' : 'success-added',
      effect: judged,
    });
  }
  for (const response of removed) {
    const isError = !isSuccess(response, pair.before.responses);
    const judged = isError
      ? effect(response.content.length === 0 ? 'compiles' : 'tests')
      : effect(
          hasSameBody(response, pair.after.responses) ? 'compiles' : 'tests',
          false,
          !hasDefault(pair.after),
        );
    const places = { before: response.place, after: pair.after.place };
    to.find({
      ...wholeResponse(response, places),
      kind: isError ? 'error-removed' : 'success-removed',
      effect: judged,
    });
  }
}

/** The part of a finding that an added and a removed response share. */
function wholeResponse({ status }: Response, places: { readonly before: Place; readonly after: Place }) {
  return { path: [status], before: null, after: null, places, direction: 'response' } as const;
}

/** 2XX; where there is none, `default`; else whatever is below 400. */
function isSuccess({ status }: Response, all: readonly Response[]): boolean {
  if (/^[45]/.test(status)) return false;
  if (status.startsWith('2')) return true;
  const others = all.filter((one) => one.status.startsWith('2'));
  return others.length === 0 && (status === 'default' || !all.some((one) => one.status === 'default'));
}

function hasDefault({ responses }: Operation): boolean {
  return responses.some(({ status }) => status === 'default' || status === '2XX');
}

/** Returns true if another success has a body of the same model, so that the type of the result stays. */
function hasSameBody({ status, content }: Response, all: readonly Response[]): boolean {
  const bodyOf = (contents: readonly Content[]): string =>
    contents
      .map(({ schema, format }) => (schema.kind === 'model' ? schema.model : `${format} ${schema.kind}`))
      .join();
  return all.some(
    (other) => other.status !== status && isSuccess(other, all) && bodyOf(other.content) === bodyOf(content),
  );
}

function compareResponse({ before, after }: Pair<Response>, to: OperationComparison): void {
  const places = { before: before.place, after: after.place };
  const at = { path: [before.status], direction: 'response', places } as const;
  const [wasEmpty, isEmpty] = [before.content.length === 0, after.content.length === 0];
  if (wasEmpty !== isEmpty) {
    const texts = { before: mediaTypes(before.content), after: mediaTypes(after.content) };
    to.find({
      ...at,
      ...texts,
      kind: isEmpty ? 'response-emptied' : 'response-filled',
      effect: effect('breaks', true, true),
    });
  } else {
    compareContents({ before: before.content, after: after.content }, at, to);
  }
  compareHeaders({ before: before.headers, after: after.headers }, at, to);
  to.values.docs(before.docs, after.docs, { ...at, owner: to.owner });
}

/** Headers are not typed and not validated: callers read `headers.get(name)`. */
function compareHeaders(pair: Pair<readonly ResponseHeader[]>, at: ContentAt, to: OperationComparison): void {
  const { pairs, removed, added } = matchBy(pair.before, pair.after, ({ name }) => name.toLowerCase());
  const found = { ...at, before: null, after: null, effect: noEffect };
  for (const { name } of added) to.find({ ...found, path: [...at.path, name], kind: 'header-added' });
  for (const { name } of removed) to.find({ ...found, path: [...at.path, name], kind: 'header-removed' });
  for (const { before, after } of pairs.filter((one) => one.before.required !== one.after.required)) {
    const kind = after.required ? 'header-required' : 'header-optional';
    to.find({ ...found, path: [...at.path, before.name], kind });
  }
}

/** Values of examples do not change types, so they count as documentation. */
function exampleText({ examples }: Content): string | null {
  return jsonText(examples === undefined ? undefined : [...examples]);
}
