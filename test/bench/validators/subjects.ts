/** The validators that are compared → one bundle each, built as their users would build it. */
import { join } from 'node:path';
import { ajvSource } from './ajv-source.ts';
import { bundle } from './bundle.ts';
import type { Bundle } from './bundle.ts';
import { generateOwn, generateHeyApi } from './generated.ts';
import { typiaModule } from './typia-module.ts';

/** A validator, its `check` in a file: a value to the number of its issues. */
export interface Subject {
  readonly name: string;
  readonly bundle: Bundle;
}

export interface SubjectsRequest {
  /** Of the repository. */
  readonly root: string;
  /** Where the peers are installed; `null`: not at all. */
  readonly peers: string | null;
  /** For what is built. */
  readonly folder: string;
}

interface Source {
  readonly name: string;
  /** What `check` is made of. */
  readonly text: string;
  /** Where its imports start. */
  readonly folder: string;
}

/** In the order of the table. */
export async function buildSubjects(request: SubjectsRequest): Promise<readonly Subject[]> {
  const sources = [...(await ownSources(request)), ...(await peerSources(request))];
  const subjects = [];
  for (const { name, text, folder } of sources) {
    const file = join(request.folder, `${name.replaceAll(/\W+/g, '-')}.mjs`);
    subjects.push({ name, bundle: await bundle({ text, folder, file }) });
  }
  return subjects;
}

/** What the table calls ours. */
export const ownName = 'clientwright';

async function ownSources({ root, folder }: SubjectsRequest): Promise<readonly Source[]> {
  const generated = await generateOwn(root, join(folder, 'own'));
  const check = (options: string): string => `
    import { WorkflowExecution } from './src/models/workflow-execution.ts';
    export const check = (value) => {
      const result = WorkflowExecution.safeParse(value${options});
      return result.ok ? 0 : result.issues.length;
    };`;
  return [
    { name: ownName, text: check(''), folder: generated },
    { name: `${ownName}, exact`, text: check(', { exact: true }'), folder: generated },
  ];
}

async function peerSources({ root, peers }: SubjectsRequest): Promise<readonly Source[]> {
  if (peers === null) return [];
  const zod = await generateHeyApi({ root, peers, plugin: 'zod' });
  const valibot = await generateHeyApi({ root, peers, plugin: 'valibot' });
  const typia = await typiaModule(root, peers);
  return [
    { name: 'typia', text: typiaCheck, folder: typia },
    { name: 'ajv, stand-alone', text: await ajvSource({ root, peers, errors: 'first' }), folder: peers },
    { name: 'ajv, all errors', text: await ajvSource({ root, peers, errors: 'all' }), folder: peers },
    { name: 'valibot, by hey-api', text: valibotCheck, folder: valibot },
    { name: 'zod, by hey-api', text: zodCheck, folder: zod },
  ];
}

const typiaCheck = `
  import { validate } from './execution.js';
  export const check = (value) => {
    const result = validate(value);
    return result.success ? 0 : result.errors.length;
  };`;

const zodCheck = `
  import { zWorkflowsExecutionsRetrieveResponse } from './zod.gen.ts';
  export const check = (value) => {
    const result = zWorkflowsExecutionsRetrieveResponse.safeParse(value);
    return result.success ? 0 : result.error.issues.length;
  };`;

const valibotCheck = `
  import { safeParse } from 'valibot';
  import { vWorkflowsExecutionsRetrieveResponse } from './valibot.gen.ts';
  export const check = (value) => {
    const result = safeParse(vWorkflowsExecutionsRetrieveResponse, value);
    return result.success ? 0 : result.issues.length;
  };`;
