/** What every command is given beside its own options. */
import type { Colours } from '../diagnostics/print-pretty.ts';
import type { Pipeline } from '../options.ts';
import type { OutputFlags } from './command-line.ts';
import type { Environment } from './environment.ts';
import { paletteFor } from './palette.ts';

/** Loads the stages only when a run needs them: they cost more to load than `--help` takes in all. */
export type PipelineLoader = () => Promise<Pipeline>;

/** Handed to each command, and by it to what it calls. */
export interface Context extends OutputTarget {
  readonly output: OutputFlags;
  readonly loadPipeline: PipelineLoader;
}

/** Where text goes and in what form: all that printing needs. */
export interface OutputTarget {
  readonly environment: Environment;
  readonly output: Pick<OutputFlags, 'format' | 'quiet'>;
}

/** Colours for one of the two streams; a program that reads `json` gets none. */
export function coloursOf(stream: 'stdout' | 'stderr', { environment, output }: OutputTarget): Colours {
  return paletteFor(
    stream,
    output.format === 'pretty' ? environment : { ...environment, env: { NO_COLOR: '1' } },
  );
}

/** Results, which `--quiet` silences and `json` says in its own way. */
export function printResult(text: string, { environment, output }: OutputTarget): void {
  if (!output.quiet && output.format !== 'json') environment.stdout.write(text);
}
