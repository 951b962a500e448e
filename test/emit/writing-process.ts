/** A process that writes two packages in turn for as long as its parent lives; its one argument is the output folder. */
import { write } from './writing-turns.ts';

// The other end of standard input closes with the parent.
process.stdin.resume();
process.stdout.write('ready\n');
for (let turn = 0; process.stdin.readable; turn += 1) await write(process.argv[2] ?? '', turn);
