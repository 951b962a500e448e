/** Random histories of documents → how many lines of the package each changed line of the document changes. */
import { generatePackage, type Files } from '../../support/generated-package.ts';
import { changedLines } from '../../support/changed-lines.ts';
import { copyOf, find, isMap, listAt, mapAt, type Json, type JsonMap } from './document.ts';
import { partOf } from './part.ts';
import { randomOf, type Random } from './random.ts';

export interface HistoryRequest {
  readonly root: JsonMap;
  readonly seed: number;
  /** Versions of the document after the first one. */
  readonly versions: number;
  /** Edits of each version. */
  readonly edits: number;
  /** Only descriptions are edited. */
  readonly isProse: boolean;
}

export interface Lines {
  readonly document: number;
  readonly sources: number;
  /** Of `src/`, the manifest, the ledger and `API.md`. */
  readonly all: number;
}

type Edit = (root: JsonMap, random: Random, serial: string) => boolean;

/** What authors do most: in the order of real histories, descriptions, properties, operations and members. */
const proseEdits: readonly Edit[] = [changeSentence, addSentence, describe];
const contractEdits: readonly Edit[] = [
  ...proseEdits,
  addProperty,
  addProperty,
  addMember,
  addOperation,
  addParameter,
  deprecate,
  addComponent,
  removeProperty,
];

export async function linesOfHistory(request: HistoryRequest): Promise<Lines> {
  const random = randomOf(request.seed);
  let document = partOf(copyOf(request.root), random, 25);
  let files = await packageOf(document, new Map());
  let lines: Lines = { document: 0, sources: 0, all: 0 };
  for (let version = 0; version < request.versions; version += 1) {
    const edited = copyOf(document);
    const kinds = request.isProse ? proseEdits : contractEdits;
    for (let done = 0, tries = 0; done < request.edits && tries < request.edits * 20; tries += 1) {
      const edit = random.oneOf(kinds);
      if (edit?.(edited, random, `${version}x${tries}`) === true) done += 1;
    }
    const next = await packageOf(edited, files);
    const texts = [document, edited].map((each) => new Map([['spec', textOf(each)]]));
    const changed = (isOfInterest: (path: string) => boolean): number =>
      count(changedLines(files, next, isOfInterest));
    lines = {
      document: lines.document + count(changedLines(texts[0] ?? new Map(), texts[1] ?? new Map())),
      sources: lines.sources + changed((path) => path.startsWith('src/')),
      all: lines.all + changed(isCounted),
    };
    document = edited;
    files = next;
  }
  return lines;
}

function isCounted(path: string): boolean {
  return path.startsWith('src/') || path.startsWith('.clientwright/') || path === 'API.md';
}

function count({ added, removed }: ReturnType<typeof changedLines>): number {
  return added.length + removed.length;
}

function textOf(document: JsonMap): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

async function packageOf(document: JsonMap, previous: Files): Promise<Files> {
  const { files, result } = await generatePackage({ spec: textOf(document), previous });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return files;
}

/** The map itself, and every other one that is equal: whoever prints a document changes all copies. */
function copiesIn(root: JsonMap, original: JsonMap): readonly JsonMap[] {
  const text = JSON.stringify(original);
  const found: JsonMap[] = [];
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isMap(value)) return;
    if (JSON.stringify(value) === text) found.push(value);
    else Object.values(value).forEach(visit);
  };
  visit(root);
  return found;
}

/** Owners of a description of more than a few words. */
function described(root: JsonMap): readonly (JsonMap & { readonly description: string })[] {
  const found: (JsonMap & { description: string })[] = [];
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isMap(value)) return;
    if (hasDescription(value)) found.push(value);
    for (const [key, inner] of Object.entries(value)) if (!/^examples?$/.test(key)) visit(inner);
  };
  visit(root['paths'] ?? null);
  visit(root['components'] ?? null);
  return found;
}

function hasDescription(value: JsonMap): value is JsonMap & { description: string } {
  return typeof value['description'] === 'string' && value['description'].length > 40;
}

function changeSentence(root: JsonMap, random: Random): boolean {
  const owner = random.oneOf(described(root));
  const words = owner?.description.split(' ') ?? [];
  if (owner === undefined || words.length < 4) return false;
  words.splice(1 + random.below(words.length - 2), 1, 'current');
  for (const copy of copiesIn(root, owner)) copy['description'] = words.join(' ');
  return true;
}

function addSentence(root: JsonMap, random: Random): boolean {
  const owner = random.oneOf(described(root));
  if (owner === undefined) return false;
  const end = /[.!?]$/.test(owner.description) ? '' : '.';
  const description = `${owner.description}${end} The server sets it.`;
  for (const copy of copiesIn(root, owner)) copy['description'] = description;
  return true;
}

function describe(root: JsonMap, random: Random): boolean {
  const owner = random.oneOf(find(root).objects);
  const properties = Object.values(owner === undefined ? {} : mapAt(owner.schema, 'properties')).filter(
    isMap,
  );
  const property = random.oneOf(
    properties.filter((each) => each['description'] === undefined && each['$ref'] === undefined),
  );
  if (property === undefined) return false;
  for (const copy of copiesIn(root, property)) copy['description'] = 'What the server has stored.';
  return true;
}

function addProperty(root: JsonMap, random: Random, serial: string): boolean {
  const owner = random.oneOf(find(root).objects);
  if (owner === undefined) return false;
  const type = random.oneOf(['string', 'integer', 'boolean']) ?? 'string';
  const description = 'A value that this version has added.';
  for (const copy of copiesIn(root, owner.schema))
    mapAt(copy, 'properties')[`added_${serial}`] = { type, description };
  return true;
}

function addMember(root: JsonMap, random: Random, serial: string): boolean {
  const owner = random.oneOf(find(root).enums);
  if (owner === undefined) return false;
  for (const copy of copiesIn(root, owner.schema)) listAt(copy, 'enum').push(`added_${serial}`);
  return true;
}

/** Like its neighbour, at another path. */
function addOperation(root: JsonMap, random: Random, serial: string): boolean {
  const beside = random.oneOf(find(root).operations);
  if (beside === undefined) return false;
  const operation = { ...copyOf(beside.operation), operationId: `${beside.method}Added${serial}` };
  mapAt(root, 'paths')[`/added/${serial}${beside.path}`] = { [beside.method]: operation };
  return true;
}

function addParameter(root: JsonMap, random: Random, serial: string): boolean {
  const to = random.oneOf(find(root).operations);
  if (to === undefined) return false;
  const description = 'Returns only what has this value.';
  listAt(to.operation, 'parameters').push({
    name: `added_${serial}`,
    in: 'query',
    description,
    schema: { type: 'string' },
  });
  return true;
}

function deprecate(root: JsonMap, random: Random): boolean {
  const to = random.oneOf(find(root).operations);
  if (to === undefined || to.operation['deprecated'] === true) return false;
  to.operation['deprecated'] = true;
  return true;
}

/** Like another one with a property more, and used by one model. */
function addComponent(root: JsonMap, random: Random, serial: string): boolean {
  const { objects, schemas } = find(root);
  const owner = random.oneOf(objects);
  const like = random.oneOf(objects.filter(({ component, name }) => component === name));
  if (owner === undefined || like === undefined) return false;
  const added = copyOf(like.schema);
  mapAt(added, 'properties')[`own_${serial}`] = { type: 'string', description: 'A value of its own.' };
  const reference = { $ref: `#/components/schemas/Added${serial}` };
  for (const copy of copiesIn(root, owner.schema))
    mapAt(copy, 'properties')[`addition_${serial}`] = reference;
  schemas[`Added${serial}`] = added;
  return true;
}

function removeProperty(root: JsonMap, random: Random): boolean {
  const owner = random.oneOf(find(root).objects);
  const properties = owner === undefined ? {} : mapAt(owner.schema, 'properties');
  const required = Array.isArray(owner?.schema['required']) ? owner.schema['required'] : [];
  const name = random.oneOf(Object.keys(properties).filter((each) => !required.includes(each)));
  if (name === undefined || Object.keys(properties).length < 3) return false;
  for (const copy of owner === undefined ? [] : copiesIn(root, owner.schema))
    delete mapAt(copy, 'properties')[name];
  return true;
}
