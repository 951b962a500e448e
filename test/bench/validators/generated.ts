/** The workflows document → the packages that we and hey-api make of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '../../../generator/generate.ts';
import { isJsonObject } from '../../../generator/api/json.ts';
import type { JsonValue } from '../../../generator/api/json.ts';
import { defaults } from '../../support/generated-package.ts';
import { processUsage } from '../process-usage.ts';

/** From the root of the repository. */
const spec = 'specs/workflows.json';

/** Not the committed package: what the sources give now. */
export async function generateOwn(root: string, out: string): Promise<string> {
  const { ok } = await generate({ ...defaults, spec: join(root, spec), out, workingDirectory: root });
  if (!ok) throw new Error(`no package of ${spec}`);
  return out;
}

export interface HeyApiRequest {
  readonly root: string;
  /** Where hey-api is installed: what it makes is written there, as its imports are found there. */
  readonly peers: string;
  readonly plugin: 'zod' | 'valibot';
}

/** The folder of its output. */
export async function generateHeyApi({ root, peers, plugin }: HeyApiRequest): Promise<string> {
  const out = join(peers, 'node_modules', `.bench-${plugin}`);
  await processUsage(['generate.mjs', join(root, spec), out, plugin], peers);
  return out;
}

/** Of the response that is measured, as the document has it. */
export function responseSchema(root: string): JsonValue {
  const document: JsonValue = JSON.parse(readFileSync(join(root, spec), 'utf8'));
  const keys = ['paths', '/workflows/executions/{id}', 'get', 'responses', '200', 'content'];
  const path = [...keys, 'application/json', 'schema'];
  return path.reduce<JsonValue>(
    (value, key) => (isJsonObject(value) ? (value[key] ?? null) : null),
    document,
  );
}
