/** The response's schema → the module that ajv compiles ahead of time. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processUsage } from '../process-usage.ts';
import { responseSchema } from './generated.ts';

export interface AjvRequest {
  readonly root: string;
  readonly peers: string;
  /** `first` stops at the first error, which is what ajv does unless told. */
  readonly errors: 'first' | 'all';
}

/** To be bundled where ajv is installed. */
export async function ajvSource({ root, peers, errors }: AjvRequest): Promise<string> {
  const file = join(peers, 'node_modules/.bench-response.json');
  await writeFile(file, JSON.stringify(responseSchema(root)));
  const { stdout } = await processUsage(['ajv.mjs', file, errors], peers);
  return `${stdout}\nexport const check = (value) => validate(value) ? 0 : validate.errors.length;`;
}
