/** The generated package → what parts of its validators weigh in a bundle. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from '../../../generator/generate.ts';
import { isJsonObject } from '../../../generator/api/json.ts';
import type { JsonObject, JsonValue } from '../../../generator/api/json.ts';
import { defaults } from '../../support/generated-package.ts';
import { bundle } from './bundle.ts';

/** Bytes after minifying and gzip. */
export interface Sizes {
  /** The function that checks a type, and what it calls. */
  readonly check: Weights;
  /** The same as users have it: `parse` and its like, their error, Standard Schema, defaults filled in. */
  readonly validator: Weights;
  /** What one more property adds to the response. */
  readonly furtherProperty: number;
}

export interface Weights {
  /** Everything that the response needs. */
  readonly response: number;
  /** What of that is the same for every type. */
  readonly runtime: number;
  /** One type of two properties, out of the same client. */
  readonly smallType: number;
}

const added = 10;

/** The document is changed in memory to see what a change costs. */
export async function measureSizes(root: string, folder: string): Promise<Sizes> {
  const document: JsonValue = JSON.parse(await readFile(join(root, 'specs/workflows.json'), 'utf8'));
  if (!isJsonObject(document)) throw new Error('the document is no object');
  const plain = await generateFrom(withSmallType(document), join(folder, 'plain'));
  const longer = await generateFrom(withProperties(document), join(folder, 'longer'));
  const weigh = async (text: string, from: string): Promise<number> =>
    (await bundle({ text, folder: join(from, 'src'), file: join(folder, 'size.mjs') })).gzipBytes;
  const used = await runtimeExports(plain);
  const weights = async (prefix: string, runtime: readonly string[]): Promise<Weights> => ({
    response: await weigh(responseExport(prefix), plain),
    runtime: await weigh(runtime.join('\n'), plain),
    smallType: await weigh(`export { ${prefix}Ticket } from './models/ticket.ts';`, plain),
  });
  const validator = await weights('', used);
  const longerResponse = await weigh(responseExport(''), longer);
  return {
    check: await weights(
      'check',
      used.filter((line) => !line.includes('validation.js')),
    ),
    validator,
    furtherProperty: (longerResponse - validator.response) / added,
  };
}

function responseExport(prefix: string): string {
  return `export { ${prefix}WorkflowExecution } from './models/workflow-execution.ts';`;
}

async function generateFrom(document: JsonObject, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'spec.json'), JSON.stringify(document));
  const options = { ...defaults, spec: 'spec.json', out: 'package', workingDirectory: folder };
  const { ok } = await generate(options);
  if (!ok) throw new Error('no package of the changed document');
  return join(folder, 'package');
}

/** Everything that the model takes from the runtime, a line a module, and nothing of the model. */
async function runtimeExports(generated: string): Promise<readonly string[]> {
  const model = await readFile(join(generated, 'src/models/workflow-execution.ts'), 'utf8');
  const imports = model.match(/^import \{[^}]*\} from '\.\.\/runtime[^;]*;$/gm) ?? [];
  return imports
    .filter((line) => !line.startsWith('import type'))
    .map((line) => line.replace('import', 'export').replace("'../", "'./"));
}

function withSmallType(document: JsonObject): JsonObject {
  const ticket = {
    type: 'object',
    required: ['id', 'label'],
    properties: { id: { type: 'string' }, label: { type: 'string' } },
  };
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Ticket' } } };
  const responses = { 200: { description: 'A ticket.', content } };
  const components = isJsonObject(document['components']) ? document['components'] : {};
  const schemas = isJsonObject(components['schemas']) ? components['schemas'] : {};
  const paths = isJsonObject(document['paths']) ? document['paths'] : {};
  return {
    ...document,
    paths: { ...paths, '/ticket': { get: { operationId: 'tickets.retrieve', responses } } },
    components: { ...components, schemas: { ...schemas, Ticket: ticket } },
  };
}

/** Texts of every response, which both operations answer with. */
function withProperties(document: JsonObject): JsonObject {
  const names = [
    'owner',
    'region',
    'channel',
    'origin',
    'locale',
    'branch',
    'parent',
    'caller',
    'reason',
    'tenant',
  ];
  const properties = Object.fromEntries(names.slice(0, added).map((name) => [name, { type: 'string' }]));
  const extend = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map((item: JsonValue) => extend(item));
    if (!isJsonObject(value)) return value;
    const own = value['properties'];
    if (isJsonObject(own) && 'workflowTrace' in own)
      return { ...value, properties: { ...own, ...properties } };
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, extend(member)]));
  };
  const extended = extend(document);
  return isJsonObject(extended) ? extended : document;
}
