/** Every attack in every place, a few places at a time, so that what one refuses hides nothing: `npm run test:hostile`. */
import { allAttacks } from './attacks.ts';
import { judge } from './judge.ts';
import { hostileDocument, places } from './places.ts';

const placesAtOnce = 8;
let failures = 0;
let documents = 0;

for (const { name, text } of allAttacks) {
  for (let first = 0; first < places.length; first += placesAtOnce) {
    const chosen = places.slice(first, first + placesAtOnce);
    const problems = await judge(hostileDocument(chosen, text));
    documents += 1;
    if (problems.length > 0) {
      failures += 1;
      process.stderr.write(
        `${name} in ${chosen.map((place) => place.name).join(', ')}:\n  ${problems.join('\n  ')}\n`,
      );
    }
  }
  process.stdout.write(`${name}: done\n`);
}

process.stdout.write(`${documents} hostile documents, ${failures} with problems\n`);
process.exitCode = failures === 0 ? 0 : 1;
