/** A process that writes two packages in turn until it is stopped, or forgotten; its one argument is the output folder. */
import { write } from './writing-turns.ts';

process.stdout.write('ready\n');
const end = performance.now() + 120_000;
for (let turn = 0; performance.now() < end; turn += 1) await write(process.argv[2] ?? '', turn);
