/** How the fields of a form and the parts of a multipart body are written: what an encoding changes, and what it repeats. */
import type { Content, Encoding, Parameter, PartEncoding } from '../api/api.ts';
import { unrefined } from '../api/assertions.ts';
import { isScalar } from '../api/representations.ts';
import { explodesByDefault } from '../api/requests.ts';
import type { Schema } from '../api/schema.ts';
import { withoutNull, type ModelSource } from '../api/unions.ts';
import type { Direction, Finding } from './change.ts';
import { effect } from './judge.ts';
import type { Pair } from './match.ts';

/** How the values of one field or part are written. */
interface WrittenField {
  /** Style or shape. Fields of two shapes cannot read each other. */
  readonly shape: string;
  /** Media type that a client sends; `null`: that of the file. */
  readonly sends: string | null;
  /** Media types that a server reads; `null`: any. */
  readonly accepts: readonly string[] | null;
}

/** What the document says about a field. */
interface Field {
  readonly encoding: PartEncoding;
  /** Absent: only an encoding names the field. */
  readonly schema: Schema | undefined;
}

/** Fields by name, or parts of a list by position. */
type Fields = ReadonlyMap<string, Field>;

/** Fields by name: listed properties, and what only an encoding names. */
function fieldsOf(schema: Schema, encoding: readonly Encoding[], models: ModelSource): Fields {
  const plain = plainSchema(schema, models);
  const properties = new Map(
    plain.kind === 'object' ? plain.properties.map((each) => [each.name, each.schema]) : [],
  );
  const given = new Map(
    encoding.map(({ property, mediaType, style, explode, allowReserved }) => [
      property,
      { mediaType, style, explode, allowReserved },
    ]),
  );
  const names = [...new Set([...properties.keys(), ...given.keys()])].sort();
  return new Map(
    names.map((name) => [name, { encoding: given.get(name) ?? noEncoding, schema: properties.get(name) }]),
  );
}

/** Parts of a list by position; `[]`: all that follow. */
function positionsOf(
  { schema, positions }: Pick<Content, 'schema' | 'positions'>,
  models: ModelSource,
): Fields {
  const list = plainSchema(schema, models);
  if (list.kind !== 'tuple' && list.kind !== 'array') return new Map();
  const items = list.kind === 'tuple' ? list.items : [];
  const others = list.kind === 'tuple' ? list.rest : list.items;
  const { first, others: rest } = positions ?? { first: [], others: null };
  const at = (index: number): Field => ({
    encoding: first[index] ?? rest ?? noEncoding,
    schema: items[index] ?? others,
  });
  const count = Math.max(items.length, first.length);
  const steps = Array.from({ length: count }, (_, index) => [`[${index}]`, at(index)] as const);
  return new Map([...steps, ['[]', { encoding: rest ?? noEncoding, schema: others }]]);
}

type Writing = (encoding: PartEncoding, schema: Schema | undefined, models: ModelSource) => WrittenField;

interface EncodedSide {
  readonly fields: Fields;
  readonly models: ModelSource;
}

interface ChangedField {
  readonly name: string;
  readonly before: WrittenField;
  readonly after: WrittenField;
}

/** Fields of both sides with another encoding, unless it repeats what holds without it. */
function changedFields(before: EncodedSide, after: EncodedSide, writing: Writing): readonly ChangedField[] {
  return [...before.fields].flatMap(([name, left]): readonly ChangedField[] => {
    const right = after.fields.get(name);
    if (right === undefined || textOf(left.encoding) === textOf(right.encoding)) return [];
    const written = {
      before: writing(left.encoding, left.schema, before.models),
      after: writing(right.encoding, right.schema, after.models),
    };
    return textOf(written.before) === textOf(written.after) ? [] : [{ name, ...written }];
  });
}

/** The same for forms. */
export function changedFormFields(
  { before, after }: Pair<Pick<Content, 'schema' | 'encoding'>>,
  models: Pair<ModelSource>,
): readonly ChangedField[] {
  const sideOf = ({ schema, encoding }: Pick<Content, 'schema' | 'encoding'>, source: ModelSource) => ({
    fields: fieldsOf(schema, encoding, source),
    models: source,
  });
  return changedFields(sideOf(before, models.before), sideOf(after, models.after), formField);
}

/** The same for the parts of a multipart body. A response has no parts by position. */
export function changedParts(
  { before, after }: Pair<Content>,
  models: Pair<ModelSource>,
  direction: Direction,
): readonly ChangedField[] {
  const isSent = direction === 'request';
  const sideOf = (content: Content, source: ModelSource) => {
    const named = fieldsOf(content.schema, content.encoding, source);
    return { fields: new Map([...named, ...(isSent ? positionsOf(content, source) : [])]), models: source };
  };
  const writing = isSent ? sentPart : receivedPart;
  return changedFields(sideOf(before, models.before), sideOf(after, models.after), writing);
}

function textOf(part: PartEncoding | WrittenField): string {
  return JSON.stringify(part);
}

const noEncoding: PartEncoding = { mediaType: null, style: null, explode: null, allowReserved: null };

/** A field of `application/x-www-form-urlencoded`: a style counts for more than a media type. */
function formField(encoding: PartEncoding, schema: Schema | undefined, models: ModelSource): WrittenField {
  return { shape: formShape(encoding, schema, models), sends: null, accepts: null };
}

function formShape(encoding: PartEncoding, schema: Schema | undefined, models: ModelSource): string {
  const { style, explode, allowReserved, mediaType } = encoding;
  const isOne = schema === undefined || isScalar(schema, models);
  if (style !== null || explode !== null || allowReserved !== null)
    return styleOf(
      {
        style: style ?? 'form',
        explode: explode ?? explodesByDefault(style ?? 'form'),
        allowReserved: allowReserved ?? false,
        mediaType: null,
      },
      isOne,
    );
  if (isOne) return 'form';
  if (jsonIn(mediaType) !== null) return 'application/json';
  const plain = plainSchema(schema, models);
  if (plain.kind !== 'array') return 'application/json';
  return isScalar(plain.items, models) ? 'form, explode' : 'JSON, explode';
}

/** A part of a multipart request. Files are never written in a style, and `form` with `explode` is what parts are. */
function sentPart(encoding: PartEncoding, schema: Schema | undefined, models: ModelSource): WrittenField {
  const { style, explode } = encoding;
  const isOne = schema === undefined || isScalar(schema, models);
  const isStyled = (style !== null && style !== 'form') || explode === false;
  if (isOne || !isStyled || holdsFile(schema, models)) return typedPart(encoding, schema, models);
  const own = style ?? 'form';
  const parts = { style: own, explode: explode ?? explodesByDefault(own) };
  const shape = styleOf({ ...parts, allowReserved: false, mediaType: null }, false);
  return { shape, sends: 'text/plain', accepts: ['text/plain'] };
}

/** A part that its media type describes. */
function typedPart(
  { mediaType }: PartEncoding,
  schema: Schema | undefined,
  models: ModelSource,
): WrittenField {
  const types = mediaType?.split(',').map(withoutCharset) ?? [];
  const concrete = types.filter((type) => !type.includes('*'));
  const isList = schema !== undefined && plainSchema(schema, models).kind === 'array';
  if (schema === undefined || holdsFile(schema, models)) {
    const isAny = types.length === 0 || types.some((type) => anyFile.has(type));
    const [only = null] = types.length === 1 && types[0] !== 'application/octet-stream' ? concrete : [];
    return { shape: isList ? eachPart : onePart, sends: only, accepts: isAny ? null : types };
  }
  const usual = isTextual(schema, models) ? 'text/plain' : 'application/json';
  const fitting = types.filter((type) => usual !== 'application/json' || jsonIn(type) !== null);
  const [sends = concrete[0] ?? usual] = fitting.filter((type) => !type.includes('*'));
  const isWhole = isList && jsonIn(mediaType) !== null;
  const accepts = types.length === 0 ? [usual] : types;
  return { shape: isList && !isWhole ? eachPart : onePart, sends, accepts };
}

const [onePart, eachPart] = ['one part', 'a part for each item'];
const anyFile: ReadonlySet<string> = new Set(['*/*', 'application/octet-stream']);

/** A part of `multipart/form-data` as the client reads it. Only lists can arrive in several ways. */
function receivedPart(
  { mediaType, style, explode }: PartEncoding,
  schema: Schema | undefined,
  models: ModelSource,
): WrittenField {
  const isList = schema !== undefined && plainSchema(schema, models).kind === 'array';
  const isDelimited = style === 'spaceDelimited' || style === 'pipeDelimited';
  const isWhole = style === null && explode === null && jsonIn(mediaType) !== null;
  const shape = !isList
    ? onePart
    : isWhole
      ? 'application/json'
      : isDelimited && explode !== true
        ? style
        : explode === false
          ? 'form'
          : eachPart;
  return { shape, sends: null, accepts: null };
}

/** The part of a finding that another encoding decides. */
export function encodingChange({ before, after }: ChangedField): EncodingChange {
  const texts = { before: fieldWords(before), after: fieldWords(after) };
  const judged = effect('compiles', !isRead(before, after), !isRead(after, before));
  return { kind: 'encoding-changed', ...texts, effect: judged };
}

type EncodingChange = Pick<Finding, 'kind' | 'before' | 'after' | 'effect'>;

/** Returns true if a server of the second version reads what a client of the first one writes. */
function isRead(written: WrittenField, reader: WrittenField): boolean {
  if (written.shape !== reader.shape) return false;
  const { sends } = written;
  if (reader.accepts === null) return true;
  if (sends === null) return written.accepts?.every((type) => isIn(type, reader)) === true;
  return isIn(sends, reader);
}

function isIn(type: string, { accepts }: WrittenField): boolean {
  return (accepts ?? []).some(
    (range) => range === type || range === '*/*' || range === type.replace(/\/.*/, '/*'),
  );
}

/** `form, explode`, `image/png, image/jpeg`, `a part for each item` */
function fieldWords({ shape, accepts }: WrittenField): string {
  const types = accepts === null ? null : accepts.join(', ');
  if (shape === onePart) return types ?? 'any media type';
  return shape === eachPart && types !== null ? `${types}, ${shape}` : shape;
}

/** A scalar is written the same with and without `explode`, so only its style counts. */
export function styleOf(
  {
    style,
    explode,
    mediaType,
    allowReserved,
  }: Pick<Parameter, 'style' | 'explode' | 'mediaType' | 'allowReserved'>,
  isOneValue: boolean,
): string {
  const form = mediaType ?? (isOneValue || !explode ? style : `${style}, explode`);
  return allowReserved ? `${form}, reserved characters` : form;
}

function plainSchema(schema: Schema, models: ModelSource): Schema {
  const bare = unrefined(withoutNull(unrefined(schema)).schema);
  return bare.kind === 'model' ? plainSchema(models.model(bare.model).schema, models) : bare;
}

/** Text and other single values are plain text, and so is what the document does not describe. */
function isTextual(schema: Schema, models: ModelSource): boolean {
  const plain = plainSchema(schema, models);
  if (plain.kind === 'array') return isTextual(plain.items, models);
  return plain.kind === 'unknown' || isScalar(plain, models);
}

function holdsFile(schema: Schema, models: ModelSource): boolean {
  const plain = plainSchema(schema, models);
  if (plain.kind === 'array') return holdsFile(plain.items, models);
  if (plain.kind === 'union' || plain.kind === 'intersection')
    return plain.members.some((member) => member !== plain && holdsFile(member, models));
  return plain.kind === 'string' && plain.format === 'binary';
}

function jsonIn(mediaTypes: string | null): string | null {
  const types = mediaTypes?.split(',').map((each) => each.trim()) ?? [];
  return types.find((each) => /^[^/]+\/(?:[^;]+\+)?json(?:;|$)/i.test(each)) ?? null;
}

function withoutCharset(type: string): string {
  return type
    .trim()
    .toLowerCase()
    .replaceAll(/\s*;\s*charset="?[\w-]+"?/g, '');
}
