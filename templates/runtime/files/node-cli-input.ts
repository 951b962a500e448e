/** Reads the flags of a command: words of the command line become parameters of a call. */
/// <reference types="node" />
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { CliCommand, CliFlag, CliValue } from './cli.js';

/** Returns the flags of a command by name, its own first. */
export function flagsOf(command: CliCommand): Readonly<Record<string, CliValue>> {
  const { flags, body, all, waits } = command;
  return {
    ...flags,
    ...(body === undefined ? {} : bodyFlags),
    ...(body === 'json' ? jsonBodyFlags : {}),
    ...(all === undefined ? {} : pageFlags),
    ...(waits ? waitFlags : {}),
    ...commonFlags,
  };
}

const bodyFlags: Readonly<Record<string, CliValue>> = {
  body: { type: 'file', description: 'Read the body from this file. - is standard input.' },
};
const jsonBodyFlags: Readonly<Record<string, CliValue>> = {
  'body-json': { type: 'json', description: 'The body. Flags override its properties.' },
};
const pageFlags: Readonly<Record<string, CliValue>> = {
  all: { type: 'boolean', description: 'Print the items of all pages.' },
};
const waitFlags: Readonly<Record<string, CliValue>> = {
  'max-wait-ms': { type: 'number', description: 'Milliseconds to wait at most.' },
};
const commonFlags: Readonly<Record<string, CliValue>> = {
  json: { type: 'boolean', description: 'Print JSON, one line for each result.' },
  output: { type: 'file', description: 'Write the result to this file.' },
  help: { type: 'boolean', description: 'Print this text.' },
};

/** The input of a command. */
export interface CliInput {
  /** Parameters of the call. They are not validated yet. */
  readonly parameters: Record<string, unknown>;
  readonly json: boolean;
  readonly all: boolean;
  readonly output: string | undefined;
  readonly maxWaitMs: number | undefined;
}

/** Flags that were given, by name: a text, `true` or `false`, or a list of them. */
type Given = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** Reads the words behind the name of a command. `null`: help was asked for. @throws {CliUsageError} */
export async function readInput(
  command: CliCommand,
  words: readonly string[],
): Promise<CliInput | null> {
  const given = parse(command, words);
  if (given['help'] === true) return null;
  const missing = Object.entries(command.flags).find(
    ([name, flag]) => flag.required && 'parameter' in flag && given[name] === undefined,
  );
  if (missing !== undefined) throw new CliUsageError(`Missing flag --${missing[0]}.`);
  const maxWait = given['max-wait-ms'];
  return {
    parameters: await parametersOf(command, given),
    json: given['json'] === true,
    all: given['all'] === true,
    output: typeof given['output'] === 'string' ? given['output'] : undefined,
    maxWaitMs:
      command.waits && maxWait !== undefined ? numberIn('max-wait-ms', maxWait) : undefined,
  };
}

function parse(command: CliCommand, words: readonly string[]): Given {
  const options = Object.entries(flagsOf(command)).map(
    ([name, { type, list = false }]) =>
      [name, { type: type === 'boolean' ? 'boolean' : 'string', multiple: list }] as const,
  );
  try {
    const { values } = parseArgs({
      args: [...words],
      options: Object.fromEntries(options),
      allowNegative: true,
    });
    return values;
  } catch (error) {
    throw new CliUsageError(error instanceof Error ? error.message : String(error));
  }
}

async function parametersOf(command: CliCommand, given: Given): Promise<Record<string, unknown>> {
  const parameters: Record<string, unknown> = {};
  const properties: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(command.flags)) {
    const text = given[name];
    if (text === undefined) continue;
    const value = await valueOf(name, flag, text);
    if ('parameter' in flag) parameters[flag.parameter] = value;
    else properties[flag.property] = value;
  }
  const body = await bodyOf(command, given, properties);
  return body === undefined ? parameters : { ...parameters, body };
}

async function bodyOf(
  { body, convertBody = (value) => value }: CliCommand,
  given: Given,
  properties: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { body: path, 'body-json': text } = given;
  const hasProperties = Object.keys(properties).length > 0;
  if (typeof path !== 'string' && typeof text !== 'string')
    return hasProperties ? properties : undefined;
  if (body === 'bytes') return fileAt(String(path));
  const content = typeof path === 'string' ? String(await contentOf(path)) : String(text);
  if (body === 'text') return content;
  const json = convertBody(jsonIn(typeof path === 'string' ? 'body' : 'body-json', content));
  return hasProperties ? { ...Object(json), ...properties } : json;
}

async function valueOf(
  name: string,
  flag: CliFlag,
  text: NonNullable<Given[string]>,
): Promise<unknown> {
  if (typeof text === 'object') return Promise.all(text.map((each) => valueOf(name, flag, each)));
  const { type = 'string', convert = (value) => value } = flag;
  return convert(await plainValue(name, type, text));
}

async function plainValue(
  name: string,
  type: NonNullable<CliFlag['type']>,
  text: string | boolean,
): Promise<unknown> {
  switch (type) {
    case 'string':
    case 'boolean':
      return text;
    case 'number':
      return numberIn(name, text);
    case 'json':
      return jsonIn(name, String(text));
    case 'file':
      return fileAt(String(text));
  }
}

function numberIn(name: string, text: unknown): number {
  const number = String(text).trim() === '' ? NaN : Number(text);
  if (Number.isNaN(number)) throw new CliUsageError(`--${name} must be a number.`);
  return number;
}

function jsonIn(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliUsageError(
      `--${name} must be JSON: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

async function fileAt(path: string): Promise<File> {
  return new File([await contentOf(path)], path === '-' ? 'stdin' : basename(path));
}

async function contentOf(path: string): Promise<Buffer<ArrayBuffer>> {
  if (path === '-') return Buffer.from(await buffer(process.stdin));
  try {
    return await readFile(path);
  } catch (error) {
    throw new CliUsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The command line has a mistake. Nothing was sent. */
export class CliUsageError extends Error {}
