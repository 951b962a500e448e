/** The flags of a command: one for each parameter, and one for each property of a body that is an object. */
import {
  code,
  hashText,
  isRepresented,
  kebabCase,
  key,
  literal,
  notesOf,
  object,
  property,
  splitWords,
  unrefined,
  withoutNull,
  type CallProperty,
  type Code,
  type Docs,
  type JsonValue,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { converterOf, type ConversionContext } from './input-conversions.ts';
import { firstLine, isBytes } from './json-calls.ts';

interface Flag {
  /** The part of the call that the flag sets. */
  readonly target: 'parameter' | 'property';
  /** Key of the parameter, or of the property of the body. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly docs: Docs;
  readonly default: JsonValue | undefined;
}

/** `{ id: { parameter: 'id', required: true } }` */
export function flagsOf(properties: readonly CallProperty[], at: ConversionContext): Code {
  const parameters = properties
    .filter(({ parameter }) => parameter !== null)
    .map((each): Flag => ({ ...each, target: 'parameter', default: each.parameter?.default }));
  const body = properties.find(({ parameter }) => parameter === null);
  const flags = [...parameters, ...(body === undefined ? [] : propertyFlags(body.schema, at.context))];
  const members = flags.map((flag) => code`${key(nameOf(flag, flags))}: ${flagCode(flag, at)}`);
  return object(members, 'lines');
}

function propertyFlags(schema: Schema, context: RenderContext): readonly Flag[] {
  const body = plainSchema(schema, context);
  if (body.kind !== 'object') return [];
  return body.properties
    .filter(({ access }) => access !== 'read')
    .map((each): Flag => ({ ...each, target: 'property' }));
}

/** The schema itself, behind names of models, null and assertions. */
function plainSchema(schema: Schema, context: RenderContext): Schema {
  const plain = unrefined(withoutNull(unrefined(schema)).schema);
  return plain.kind === 'model' ? plainSchema(context.model(plain.model).schema, context) : plain;
}

/** Flags that commands have anyway. */
const reserved: ReadonlySet<string> = new Set([
  'all',
  'body',
  'body-json',
  'help',
  'json',
  'max-wait-ms',
  'output',
]);

/** A parameter keeps its name before a property. Names that are equal once they are cased end in a hash. */
function nameOf(flag: Flag, flags: readonly Flag[]): string {
  const word = wordOf(flag);
  const sameTarget = flags.filter((other) => other.target === flag.target && wordOf(other) === word);
  const isTaken =
    reserved.has(word) ||
    (flag.target === 'property' &&
      flags.some((other) => other.target === 'parameter' && wordOf(other) === word));
  const name = isTaken ? `${flag.target === 'property' ? 'body' : 'parameter'}-${word}` : word;
  const isPlain = sameTarget.length === 1 && word !== '' && !reserved.has(name);
  return isPlain ? name : `${name}-${hashText(flag.name).slice(0, 8)}`;
}

function wordOf({ name }: Flag): string {
  return kebabCase(splitWords(name));
}

function flagCode(flag: Flag, at: ConversionContext): Code {
  const { type, list, choices, schema } = valueOf(flag.schema, at.context);
  const description = descriptionOf(flag);
  const converter = converterOf(schema, at);
  const members = [
    code`${key(flag.target)}: ${literal(flag.name)}`,
    type === 'string' ? null : code`type: ${literal(type)}`,
    list ? code`list: true` : null,
    flag.required ? code`required: true` : null,
    choices.length === 0 ? null : code`choices: ${literal([...choices])}`,
    property('convert', converter),
    description === '' ? null : code`description: ${literal(description)}`,
  ];
  return object(members);
}

function descriptionOf({ docs, schema, default: content }: Flag): string {
  const about = firstLine(docs.description ?? docs.summary ?? '');
  const notes = notesOf(schema, content).map((note) => note.replaceAll('`', ''));
  return [about, ...notes].filter((text) => text !== '').join(' ');
}

interface FlagValue {
  readonly type: 'string' | 'number' | 'boolean' | 'json' | 'file';
  readonly list: boolean;
  readonly choices: readonly string[];
  /** Schema of one value: that of the items of a list. */
  readonly schema: Schema;
}

function valueOf(schema: Schema, context: RenderContext): FlagValue {
  const plain = plainSchema(schema, context);
  if (plain.kind !== 'array') return { ...scalarOf(plain), list: false, schema };
  const items = scalarOf(plainSchema(plain.items, context));
  return items.type === 'json'
    ? { ...items, list: false, schema }
    : { ...items, list: true, schema: plain.items };
}

function scalarOf(plain: Schema): Omit<FlagValue, 'list' | 'schema'> {
  switch (plain.kind) {
    case 'string':
      return { type: isBytes(plain) ? 'file' : 'string', choices: [] };
    case 'number':
      // Digits beyond the precision of a number stay a text for the conversion.
      return { type: isRepresented(plain) ? 'string' : 'number', choices: [] };
    case 'boolean':
      return { type: 'boolean', choices: [] };
    case 'enum':
      return choiceOf(plain.members.map(({ value }) => value));
    case 'literal':
      return choiceOf([plain.value]);
    case 'union':
      return plain.members.every((member) => scalarOf(unrefined(member)).type === 'string')
        ? { type: 'string', choices: plain.members.flatMap((member) => scalarOf(unrefined(member)).choices) }
        : { type: 'json', choices: [] };
    case 'unknown':
    case 'never':
    case 'null':
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
    case 'intersection':
    case 'refined':
    case 'model':
      return { type: 'json', choices: [] };
  }
}

function choiceOf(values: readonly JsonValue[]): Omit<FlagValue, 'list' | 'schema'> {
  const choices = values.map(String);
  if (values.every((value) => typeof value === 'string')) return { type: 'string', choices };
  if (values.every((value) => typeof value === 'number')) return { type: 'number', choices };
  return { type: 'json', choices: [] };
}
