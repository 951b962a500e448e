/** Runs a command line on Node.js: finds the command, calls its operation, prints the result, and sets the exit code. */
/// <reference types="node" />
import { createWriteStream } from 'node:fs';
import process from 'node:process';
import type { Writable } from 'node:stream';
import type { CliCommand } from './cli.js';
import { ApiError, ApiRequestError, ApiTimeoutError } from './errors.js';
import {
  beginsWith,
  candidates,
  commandHelp,
  completionScript,
  groupHelp,
  type CliAbout,
  type CliProgram,
} from './node-cli-help.js';
import { CliUsageError, readInput, type CliInput } from './node-cli-input.js';
import type { Transport } from './transport.js';
import type { WaiterProgress } from './waiter-definition.js';
import { WaiterFailureError, WaiterTimeoutError } from './waiter-errors.js';

/** Runs the words of the command line. `connect` reads the credentials, once a command needs them. */
export async function runCli(
  commands: readonly CliCommand[],
  about: CliAbout,
  connect: () => Transport,
): Promise<void> {
  const program = { ...about, commands };
  const words = process.argv.slice(2);
  // A reader such as `head` may close the pipe before everything is written.
  process.stdout.on('error', () => undefined);
  const [first] = words;
  if (first === '--complete') print(`${candidates(program, words.slice(1)).join('\n')}\n`);
  else if (first === '--version') print(`${program.version}\n`);
  else if (first === 'completion') printScript(program, words[1]);
  else await runCommand(program, words, connect);
}

function print(text: string): void {
  process.stdout.write(text);
}

function printScript({ name }: CliProgram, shell: string | undefined): void {
  const script = completionScript(name, shell);
  if (script === undefined) fail(`Usage: ${name} completion bash|zsh|fish`, 2);
  else print(script);
}

/** Sets the code, and lets the process end by itself: what it writes has to arrive. */
function fail(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}

async function runCommand(
  program: CliProgram,
  words: readonly string[],
  connect: () => Transport,
): Promise<void> {
  const { name, commands } = program;
  const flagAt = words.findIndex((word) => word.startsWith('-'));
  const path = flagAt < 0 ? words : words.slice(0, flagAt);
  const command = commands.find(
    (each) => each.path.length === path.length && beginsWith(each.path, path),
  );
  if (command !== undefined)
    return call(program, command, { words: words.slice(path.length), connect });
  const isGroup = commands.some((each) => beginsWith(each.path, path));
  if (isGroup && words.includes('--help')) return print(groupHelp(program, path));
  if (isGroup) return fail(groupHelp(program, path), 2);
  fail(`Unknown command: ${[name, ...path].join(' ')}. ${name} --help lists the commands.`, 2);
}

interface Call {
  readonly words: readonly string[];
  readonly connect: () => Transport;
}

async function call(
  program: CliProgram,
  command: CliCommand,
  { words, connect }: Call,
): Promise<void> {
  const ending = new AbortController();
  const interrupt = (): void => ending.abort();
  process.once('SIGINT', interrupt);
  try {
    const input = await readInput(command, words);
    if (input === null) return print(commandHelp(program, command));
    await send(command, input, { transport: connect(), signal: ending.signal });
  } catch (error) {
    if (ending.signal.aborted) process.exitCode = 130;
    else if (!isBrokenPipe(error))
      report(error, program, { command, isJson: words.includes('--json') });
  } finally {
    process.off('SIGINT', interrupt);
  }
}

interface Connection {
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

async function send(
  command: CliCommand,
  input: CliInput,
  { transport, signal }: Connection,
): Promise<void> {
  const options = {
    signal,
    maxWaitMs: input.maxWaitMs ?? command.maxWaitMs ?? 0,
    onProgress: (progress: WaiterProgress<unknown>) => showProgress(command, progress),
  };
  // The call validates its parameters.
  const parameters = input.parameters as never;
  const write = writerOf(input);
  try {
    if (input.all && command.all !== undefined)
      for await (const item of command.all(transport, parameters, options)) await write.value(item);
    else await write.result(await command.run(transport, parameters, options));
  } finally {
    await write.end();
  }
}

/** One line for each change, where nobody watches a terminal. */
function showProgress({ state }: CliCommand, progress: WaiterProgress<unknown>): void {
  const seconds = Math.round(progress.elapsedMs / 1000);
  const text = state === undefined ? `request ${progress.attempt}` : textAt(state, progress.state);
  if (progress.changed || process.stderr.isTTY) process.stderr.write(`${text} (${seconds} s)\n`);
}

function textAt(keys: readonly string[], result: unknown): string {
  return String(keys.reduce<unknown>((value, key) => Object(value)[key], result));
}

interface Writer {
  readonly result: (result: unknown) => Promise<void>;
  readonly value: (value: unknown) => Promise<void>;
  readonly end: () => Promise<void>;
}

function writerOf({ json, output }: CliInput): Writer {
  const target: Writable = output === undefined ? process.stdout : createWriteStream(output);
  const write = (chunk: string | Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      target.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  const value = (each: unknown): Promise<void> =>
    write(`${json ? jsonText(each) : readableText(each).join('\n')}\n`);
  return {
    value,
    async result(result) {
      if (result === undefined) return;
      if (result instanceof Blob) await write(new Uint8Array(await result.arrayBuffer()));
      else if (isStream(result)) for await (const item of result) await value(item);
      else await value(result);
    },
    end: () =>
      output === undefined ? Promise.resolve() : new Promise((resolve) => target.end(resolve)),
  };
}

function isStream(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}

function jsonText(value: unknown): string {
  return JSON.stringify(value ?? null, (_, each: unknown) =>
    typeof each === 'bigint' ? String(each) : each,
  );
}

/** Lines for people: `key: value`, with nested values indented. */
function readableText(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || value instanceof Date)
    return scalarLines(value);
  if (Array.isArray(value)) {
    const lines = value.flatMap((item) => indented('- ', readableText(item)));
    return lines.length === 0 ? ['[]'] : lines;
  }
  const lines = Object.entries(value).flatMap(([key, member]) => {
    const below = readableText(member);
    const isBlock =
      below.length > 1 || (typeof member === 'object' && /: |:$|^- /.test(below[0] ?? ''));
    return isBlock
      ? [`${visible(key)}:`, ...indented('  ', below)]
      : [`${visible(key)}: ${below[0]}`];
  });
  return lines.length === 0 ? ['{}'] : lines;
}

function indented(start: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${index === 0 ? start : '  '}${line}`);
}

function scalarLines(value: unknown): readonly string[] {
  const text = value instanceof Date ? value.toISOString() : String(value);
  return text.split('\n').map(visible);
}

/** Encodes control characters of a server, which could change what the terminal shows. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, encodeURI);
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

interface Failed {
  readonly command: CliCommand;
  readonly isJson: boolean;
}

function report(error: unknown, { name }: CliProgram, { command, isJson }: Failed): void {
  const code = exitCodeOf(error);
  if (!(error instanceof ApiError)) {
    const message = error instanceof Error ? error.message : String(error);
    const help = `${[name, ...command.path].join(' ')} --help lists its flags.`;
    fail(error instanceof CliUsageError ? `${message}\n${help}` : message, code);
  } else if (isJson) fail(jsonText(error.toJSON()), code);
  else fail(messageOf(error, command), code);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CliUsageError || error instanceof ApiRequestError) return 2;
  if (error instanceof WaiterFailureError) return 3;
  return error instanceof ApiTimeoutError || error instanceof WaiterTimeoutError ? 4 : 1;
}

/** Invalid inputs are named by their flags. */
function messageOf(error: ApiError, { flags }: CliCommand): string {
  if (!(error instanceof ApiRequestError) || error.issues.length === 0) return error.message;
  const lines = error.issues.map(({ path, expected, received }) => {
    const [parameter, property] = path.map(String);
    const flag = Object.entries(flags).find(([, each]) =>
      'parameter' in each
        ? each.parameter === parameter
        : parameter === 'body' && each.property === property,
    );
    const subject = flag === undefined ? path.join('.') : `--${flag[0]}`;
    return `${subject}: expected ${expected}, received ${received}`;
  });
  return lines.join('\n');
}
