/** A document → the tarball of its package, packed as its owner publishes it. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generatePackage, root } from '../support/generated-package.ts';
import { runCommand } from './run-command.ts';

export interface PackedClient {
  readonly name: string;
  /** Of the tarball. */
  readonly path: string;
  /** What it was built from, in a folder of its own. */
  readonly folder: string;
}

export interface ClientRequest {
  readonly name: string;
  /** From the root of the repository. */
  readonly spec: string;
  readonly overlay?: string;
  /** Where it is built and packed. */
  readonly folder: string;
}

/** Generates and packs. Nothing is compiled. */
export async function packClient({ name, spec, overlay, folder }: ClientRequest): Promise<PackedClient> {
  const { files } = await generatePackage({
    spec: await readFile(join(root, spec), 'utf8'),
    specFile: spec.replace(/^.*\//, ''),
    ...(overlay === undefined ? {} : { overlay: await readFile(join(root, overlay), 'utf8') }),
    options: { packageName: name, build: true },
  });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await runCommand({ command: 'npm', words: ['pack', '--silent', '--ignore-scripts'], cwd: folder });
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  return { name, path: join(folder, tarball ?? ''), folder };
}
