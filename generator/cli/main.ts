/** A command line → the command run, and the number that the process exits with. */
import { checkCommand } from './check-command.ts';
import { formatAskedFor, parseCommandLine } from './command-line.ts';
import type { CommandLine, OutputFlags } from './command-line.ts';
import type { Context, PipelineLoader } from './context.ts';
import { dumpCommand } from './dump-command.ts';
import type { Environment } from './environment.ts';
import { exitCodes } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { generateCommand } from './generate-command.ts';
import { initCommand } from './init-command.ts';
import { reportBug } from './internal-error.ts';
import { refuseFor } from './usage.ts';
import { ownVersion } from './version.ts';

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
    return reportBug(error, environment, context.output.format);
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
      return line.dump
        ? dumpCommand(line.flags, { ...context, output: line.output })
        : generateCommand(line.flags, { ...context, output: line.output });
    case 'check':
      return checkCommand(line.flags, { ...context, output: line.output });
    case 'init':
      return initCommand(line.flags, { ...context, output: line.output });
  }
}

function usageReport({
  message,
  help,
}: Extract<CommandLine, { kind: 'wrong' }>): Parameters<typeof refuseFor>[0] {
  return { code: 'CW6001', message, ...(help === null ? {} : { help }) };
}
