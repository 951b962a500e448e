/** Runs a command line and returns the exit code. */
import type { Report } from '../diagnostics/diagnostic.ts';
import { ownVersion } from '../own-file.ts';
import { checkCommand } from './check-command.ts';
import { type CommandLine, parseCommandLine, requestedFormat } from './command-line.ts';
import {
  type Context,
  type Environment,
  type ExitCode,
  exitCodes,
  type OutputFlags,
  type PipelineLoader,
} from './environment.ts';
import { dumpCommand, generateCommand, namesCommand } from './generate-command.ts';
import { refuseFor, reportBug, reportStray, systemFailure } from './report.ts';

export { callersFolder } from './environment.ts';
export { reportBug, reportStray };

/** Never throws: an error of the system is reported as such, and any other that no stage handled as internal. */
export async function main(
  words: readonly string[],
  environment: Environment,
  loadPipeline: PipelineLoader,
): Promise<ExitCode> {
  const format = requestedFormat(words);
  const output: OutputFlags = { format, quiet: false, verbose: false, timings: false };
  const context: Context = { environment, output, loadPipeline };
  try {
    return await runCommand(await parseCommandLine(words, ownVersion()), context);
  } catch (error) {
    const failed = systemFailure(error);
    return failed === null ? reportBug(error, context) : refuseFor(failed, context, exitCodes.failed);
  }
}

async function runCommand(line: CommandLine, context: Context): Promise<ExitCode> {
  switch (line.kind) {
    case 'text':
      context.environment.stdout.write(line.text);
      return exitCodes.ok;
    case 'wrong':
      return refuseFor(usageReport(line), context);
    case 'generate':
    case 'check':
    case 'diff':
    case 'names':
    case 'pull':
    case 'watch':
    case 'init':
      return runLoaded(line, { ...context, output: line.output });
  }
}

/** Imports the other commands and their dependencies where they run: they would delay `generate` and `check`. */
async function runLoaded(
  line: Extract<CommandLine, { output: OutputFlags }>,
  context: Context,
): Promise<ExitCode> {
  switch (line.kind) {
    case 'generate':
      return line.dump
        ? dumpCommand(line.flags, context)
        : generateCommand(line.flags, { ...context, workers: line.workers });
    case 'check':
      return checkCommand(line.flags, { ...context, workers: line.workers });
    case 'diff':
      return (await import('./diff-command.ts')).diffCommand(line.flags, context);
    case 'names':
      return namesCommand(line.flags, line.request, {
        ...context,
        output: line.output,
      });
    case 'pull':
      return (await import('./pull-command.ts')).pullCommand(line.flags, context);
    case 'watch':
      return (await import('./watch-command.ts')).watchCommand(line.flags, context);
    case 'init':
      return (await import('./init-command.ts')).initCommand(line.flags, context);
  }
}

function usageReport({ message, help }: Extract<CommandLine, { kind: 'wrong' }>): Report {
  return { code: 'CW6001', message, ...(help === null ? {} : { help }) };
}
