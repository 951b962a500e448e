/** The response's schema → the module that typia's transformer makes, by TypeScript 5.9 with ts-patch. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processUsage } from '../process-usage.ts';
import { responseSchema } from './generated.ts';
import { typiaSource } from './typia-source.ts';

/** The folder that holds `execution.js`, below that of the peers, where typia is found. */
export async function typiaModule(root: string, peers: string): Promise<string> {
  const folder = join(peers, 'node_modules/.bench-typia');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'execution.ts'), typiaSource(responseSchema(root)));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
  await processUsage([join(peers, 'node_modules/ts-patch/bin/tspc.js'), '-p', folder], folder);
  return folder;
}

const configuration = {
  compilerOptions: {
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    skipLibCheck: true,
    types: [],
    plugins: [{ transform: 'typia/lib/transform' }],
  },
  files: ['execution.ts'],
};
