import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from './source-tree.ts';

/** Each tells a reader something of where a file was written, and nothing of what it is. */
const foreign: Readonly<Record<string, RegExp>> = {
  'a path of one machine': /(?<![\w.~:/-])\/(?:work|root|home\/\w+|Users\/\w+)\/[\w.]/,
  'a folder that is gone tomorrow': /(?<![\w.~:/-])\/(?:tmp|mnt|opt)\/\w/,
  'a host of packages': /\bhttps?:\/\/[\w.-]*(?:registry|artifactory|nexus|jfrog|verdaccio)[\w.-]*\//i,
  'a number in a tracker': /\b(?:issue|ticket|pull request|PR) #\d/i,
  'what was said and not written':
    /\b(?:as (?:discussed|agreed|requested)[ ](?:above|earlier|before)|in (?:this|our)[ ]conversation)\b/i,
};

function findForeign(text: string): readonly string[] {
  return Object.entries(foreign).flatMap(([what, pattern]) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [`${what}: ${found}`];
  });
}

describe.skipIf(!existsSync(`${root}.git`))(
  'the project speaks of itself alone (needs a git checkout)',
  () => {
    test('in every file that is committed', () => {
      const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
      const texts = files.filter((path) => path !== '' && existsSync(root + path));
      const found = texts.flatMap((path) =>
        findForeign(readFileSync(root + path, 'utf8')).map((finding) => `${path} ${finding}`),
      );
      expect(found).toEqual([]);
    });
  },
);

// In pieces, or this file would be found as well.
test.each([
  ['const spec = "/ro', 'ot/specs/', 'a.json";'],
  ['see /ho', 'me/ann/', 'project'],
  ['"resolved": "https://', 'registry.example/', 'a.tgz"'],
  ['as told in ', 'issue #', '12'],
  ['as agreed', ' ', 'earlier'],
])('%s%s%s is found', (...pieces) => {
  expect(findForeign(pieces.join(''))).toHaveLength(1);
});

test.each([
  ['GET https://api.example.com/ho', 'me/pets/1'],
  ['./wo', 'rk/a.ts and ../ro', 'ot/b.ts'],
  ['import from "#internal" — issue tracker, session token, /ho', 'meworld/'],
  ['{ "$ref": "#/definitions/wo', 'rk/thing" }'],
])('%s… is nothing of that', (...pieces) => {
  expect(findForeign(pieces.join(''))).toEqual([]);
});
