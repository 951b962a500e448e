/** The flags of a command: one for each parameter, and one for each property of a body that is an object. */
import {
  type Api,
  apiName,
  array,
  type CallProperty,
  code,
  type Code,
  type Docs,
  hashText,
  isRepresented,
  type JsonValue,
  kebabCase,
  key,
  literal,
  notesOf,
  object,
  type Operation,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  property,
  type RenderContext,
  runtimeType,
  runtimeValue,
  type Schema,
  splitWords,
  type Statement,
  unrefined,
  value,
  withoutNull,
} from '../../generator/index.ts';
import {
  type ConversionContext,
  converterOf,
  declareConversions,
  type InputConversions,
} from './input-conversions.ts';
import { firstLine, inputModels, isBytes } from './json-calls.ts';
import { constantNames, declareConstants, type OperationConstants } from './operation-constants.ts';

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

export function commandsStatement({ commands, all }: CliSymbols, context: RenderContext): Statement {
  const names = constantNames(commands);
  return {
    kind: 'const',
    name: all,
    exported: true,
    internal: true,
    docs: { text: 'All commands.' },
    type: code`readonly ${runtimeType('CliCommand', context)}[]`,
    value: array(names.map(value)),
  };
}

export function programStatement(
  { all }: CliSymbols,
  command: string | undefined,
  context: RenderContext,
): Statement {
  const { createTransport, optionsFromEnvironment, environmentVariables } = context.slots.client;
  const options = optionsFromEnvironment === undefined ? code`{}` : code`${value(optionsFromEnvironment)}()`;
  const name = command ?? context.package.name.replace(/^@[^/]*\//, '');
  return {
    kind: 'program',
    run: code`await ${runtimeValue('runCli', context)}(
      ${value(all)},
      {
        name: ${literal(name)},
        version: ${literal(context.package.version)},
        summary: ${literal(`Command line of the ${apiName(context.api)}.`)},
        variables: ${literal([...(environmentVariables?.(context) ?? [])])},
      },
      () => ${value(createTransport)}(${options}),
    )`,
  };
}

interface CliSymbols {
  readonly commands: readonly OperationConstants[];
  readonly index: PlannedFile;
  /** Constant that lists the commands. */
  readonly all: PlannedSymbol;
  readonly program: PlannedFile;
  readonly conversions: InputConversions | null;
}

export function declareCli(operations: readonly Operation[], api: Api, plan: Plan): CliSymbols {
  const index = plan.file({ identity: 'cli', path: 'src/cli/index.ts' });
  return {
    index,
    all: plan.symbol({ identity: 'cli.commands', file: index, name: 'commands', meaning: 'value' }),
    conversions: declareConversions({ models: inputModels(api, operations), area: 'cli', api }, plan),
    program: plan.file({ identity: 'cli.program', path: 'src/cli/main.ts' }),
    commands: declareConstants({ operations, area: 'cli', word: 'command', isKept: false }, plan),
  };
}
