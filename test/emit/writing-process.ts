/** A process that writes two packages in turn until it is stopped; its one argument is the output folder. */
import { write } from './writing-turns.ts';

process.stdout.write('ready\n');
for (let turn = 0; ; turn += 1) await write(process.argv[2] ?? '', turn);
