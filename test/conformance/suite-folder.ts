/** The JSON-Schema-Test-Suite → a folder that holds it: no package of npm has it, one of Debian does. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../support/generated-package.ts';

const run = promisify(execFile);

/** Test::JSON::Schema::Acceptance carries the suite; this version of it has the commit that the page tells of. */
const debianPackage = 'libtest-json-schema-acceptance-perl=1.040-1';

const inPackage = 'usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance';

/** Kept between runs. */
const cache = join(root, 'node_modules/.cache/json-schema-test-suite');

/** Without a look at the network; `null` where it is not here. */
export function findSuite(): string | null {
  const places = [process.env['JSON_SCHEMA_TEST_SUITE'], cache];
  return places.find((place) => place !== undefined && existsSync(join(place, 'tests'))) ?? null;
}

/** Found, or downloaded by `apt-get` from the archive that this machine uses; nothing is installed. */
export async function provideSuite(): Promise<string> {
  return findSuite() ?? download();
}

async function download(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-suite-'));
  try {
    const apt = await aptFor(folder);
    await apt('update');
    await apt('download', debianPackage);
    await run('sh', ['-c', 'dpkg-deb -x *.deb package'], { cwd: folder });
    await cp(join(folder, 'package', inPackage), cache, { recursive: true });
    return cache;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `apt-get` with lists of its own: those of the machine, which may be of an older release, stay as they are. */
async function aptFor(folder: string): Promise<(...words: readonly string[]) => Promise<unknown>> {
  const format = ['--format', '$(ORIGIN) $(SITE)', 'Created-By: Packages'];
  const { stdout } = await run('apt-get', ['indextargets', ...format]);
  const [, site] = /^Debian (\S+)$/m.exec(stdout) ?? [];
  if (site === undefined) throw new Error('this machine has no archive of Debian to take the suite from');
  await mkdir(join(folder, 'lists/partial'), { recursive: true });
  await mkdir(join(folder, 'cache/archives/partial'), { recursive: true });
  await writeFile(join(folder, 'sources.list'), `deb ${site} sid main\n`);
  const options = [
    `Dir::Etc::sourcelist=${join(folder, 'sources.list')}`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State::lists=${join(folder, 'lists')}`,
    `Dir::Cache=${join(folder, 'cache')}`,
  ].flatMap((option) => ['-o', option]);
  return (...words) => run('apt-get', [...options, ...words], { cwd: folder });
}
