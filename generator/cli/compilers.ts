/** Keeps the optimising compilers of the engine out of short runs, whose end comes before what they cost is paid back. */
import { setFlagsFromString } from 'node:v8';
import type { Pipeline, ProgressListener } from '../options.ts';

/** A run that enters a stage later than this is a long one. */
const shortRunMs = 500;

/** They take a tenth of the CPU of a run of half a second (measured on the document of this repository). */
export function holdCompilersBack(): void {
  for (const flag of ['--no-opt', '--no-maglev']) setFlagsFromString(flag);
}

/** The same pipeline, which lets them in at the first stage that is entered late. */
export function withCompilersWhenLong({ generate, check, readApi }: Pipeline): Pipeline {
  const letInWhenLong = (progress?: ProgressListener): ProgressListener => {
    let held = true;
    return (stage) => {
      if (held && performance.now() > shortRunMs) {
        for (const flag of ['--opt', '--maglev']) setFlagsFromString(flag);
        held = false;
      }
      progress?.(stage);
    };
  };
  return {
    generate: (options, progress) => generate(options, letInWhenLong(progress)),
    check: (options, progress) => check(options, letInWhenLong(progress)),
    readApi: (options, progress) => readApi(options, letInWhenLong(progress)),
  };
}
