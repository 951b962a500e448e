/** A folder of generated packages → the compiler's output beside them, and what it complains of. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { complaintsOf } from '../support/compile.ts';

/** All packages in one run of the compiler: `src` holds one folder for each, `compiled` gets the same. */
export async function compilePackages(folder: string): Promise<readonly string[]> {
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const complaints = await complaintsOf({ folder, compiler: 'typescript' });
  return complaints.split('\n').filter((line) => line.includes('error TS'));
}
