/** A command line → the command run, and the number that the process exits with. */
import { formatAskedFor, parseCommandLine } from './command-line.ts';
import type { CommandLine, OutputFlags } from './command-line.ts';
import type { Context, PipelineLoader } from './context.ts';
import type { Environment } from './environment.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import { exitCodes } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { ownVersion } from '../version.ts';

/** Never throws: what no stage expected is told as a fault of ours. */
export async function main(
  words: readonly string[],
  environment: Environment,
  loadPipeline: PipelineLoader,
): Promise<ExitCode> {
  const fallback: OutputFlags = { format: formatAskedFor(words), quiet: false, timings: false };
  const context: Context = { environment, output: fallback, loadPipeline };
  try {
    return await runCommand(await parseCommandLine(words, ownVersion()), context);
  } catch (error) {
    const { reportBug } = await import('./internal-error.ts');
    return reportBug(error, environment, context.output.format);
  }
}

async function runCommand(line: CommandLine, context: Context): Promise<ExitCode> {
  switch (line.kind) {
    case 'text':
      context.environment.stdout.write(line.text);
      return exitCodes.ok;
    case 'wrong':
      return (await import('./usage.ts')).refuseFor(usageReport(line), context);
    case 'generate':
    case 'check':
    case 'init':
      return runLoaded(line, { ...context, output: line.output });
  }
}

/** Loads one command: the others, and what they need, cost start-up. */
async function runLoaded(
  line: Extract<CommandLine, { output: OutputFlags }>,
  context: Context,
): Promise<ExitCode> {
  switch (line.kind) {
    case 'generate':
      return line.dump
        ? (await import('./dump-command.ts')).dumpCommand(line.flags, context)
        : (await import('./generate-command.ts')).generateCommand(line.flags, context);
    case 'check':
      return (await import('./check-command.ts')).checkCommand(line.flags, context);
    case 'init':
      return (await import('./init-command.ts')).initCommand(line.flags, context);
  }
}

function usageReport({ message, help }: Extract<CommandLine, { kind: 'wrong' }>): Report {
  return { code: 'CW6001', message, ...(help === null ? {} : { help }) };
}
