/** Turns ajv's errors into one readable finding for each fault, as specific as possible. */
import type { ErrorObject } from 'ajv';
import { isJsonArray, isJsonObject, type JsonObject } from '../../api/json.ts';

export interface Finding {
  readonly pointer: string;
  /** One sentence. */
  readonly message: string;
}

/** Sorted by pointer; of several faults at one pointer the first is told, two forms at once after all others. */
export function findingsOf(errors: readonly ErrorObject[], schema: JsonObject): readonly Finding[] {
  const specific = withoutEchoes(withoutBranches(errors, schema));
  const found = new Map<string, Finding>();
  for (const error of specific.toSorted((a, b) => formsOf(a) - formsOf(b))) {
    const finding = { pointer: pointerOf(error), message: messageOf(error) };
    if (!found.has(finding.pointer)) found.set(finding.pointer, finding);
  }
  return [...found.values()].sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
}

/** How many forms fit, where only one may. */
function formsOf({ params }: ErrorObject): number {
  const passing: unknown = params['passingSchemas'];
  return Array.isArray(passing) ? passing.length : 0;
}

/** Where a part fails, `unevaluatedProperties` calls everything around it unknown as well. */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const faults = errors.filter(({ keyword }) => !keyword.startsWith('unevaluated'));
  const paths = new Set(faults.flatMap(({ instancePath }) => ancestorsOf(instancePath)));
  return errors.filter((error) => !error.keyword.startsWith('unevaluated') || !paths.has(error.instancePath));
}

function ancestorsOf(path: string): readonly string[] {
  const steps = path.split('/');
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}

/** A property too many is shown at that property. */
function pointerOf({ instancePath, params }: ErrorObject): string {
  const extra: unknown = params['additionalProperty'] ?? params['unevaluatedProperty'];
  if (typeof extra !== 'string') return instancePath;
  return `${instancePath}/${extra.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function messageOf({ keyword, params, message, instancePath, propertyName }: ErrorObject): string {
  const name = nameOf(instancePath);
  switch (keyword) {
    case 'required':
      return `${name} has no "${String(params['missingProperty'])}", which is required.`;
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const extra = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      return `"${extra}" is not known here.`;
    }
    case 'type':
      return `${name} must be ${typesOf(params['type']).map(articleOf).join(' or ')}.`;
    case 'enum':
      return `${name} must be one of: ${listed(params['allowedValues'])}.`;
    case 'const':
      return `${name} must be ${listed([params['allowedValue']])}.`;
    case 'minItems':
    case 'minProperties':
      return `${name} must not be empty.`;
    case 'uniqueItems':
      return `${name} has the same item twice.`;
    case 'pattern':
      return `${propertyName === undefined ? name : `The name "${propertyName}"`} has to match ${String(params['pattern'])}.`;
    case 'oneOf':
    case 'anyOf':
      return params['passingSchemas'] == null
        ? `${name} has none of the forms that are allowed here.`
        : `${name} has two forms at once, of which only one is allowed.`;
    default:
      return `${name} ${message ?? 'is not allowed'}.`;
  }
}

function typesOf(type: unknown): readonly string[] {
  return Array.isArray(type) ? type.map(String) : [String(type)];
}

function nameOf(path: string): string {
  const key = path.slice(path.lastIndexOf('/') + 1);
  return path === '' ? 'The document' : `"${key.replaceAll('~1', '/').replaceAll('~0', '~')}"`;
}

function articleOf(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : String(values);
}

/** `oneOf` and `anyOf` report the faults of every branch, and then their own: here the likely ones stand for all. */
function withoutBranches(errors: readonly ErrorObject[], schema: JsonObject): readonly ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    const branches = branchesOf(error, schema);
    if (branches === null) kept.push(error);
    else {
      const start = kept.findLastIndex((other) => !isOfChoice(other, { error, branches })) + 1;
      const likely = likelyFaults({ error, branches }, kept.splice(start));
      for (const fault of likely) kept.push(foundBy(error, fault));
    }
  }
  return kept.filter(({ keyword }) => !echoes.has(keyword));
}

/** Errors of a branch belong to the schema with the choice, which another choice may contain. */
function foundBy({ parentSchema }: ErrorObject, fault: ErrorObject): ErrorObject {
  return parentSchema === undefined ? fault : { ...fault, parentSchema };
}

/** Say only that some other keyword has failed. */
const echoes = new Set(['if', 'not', 'allOf']);

interface Choice {
  readonly error: ErrorObject;
  readonly branches: readonly Branch[];
}

/** The schemas that make up a branch: itself, what it says of properties, and what it joins. */
type Branch = ReadonlySet<unknown>;

/** The branches of a choice of which none fits; `null`: the error is another one. */
function branchesOf({ keyword, params, schema }: ErrorObject, root: JsonObject): readonly Branch[] | null {
  const isChoice = (keyword === 'oneOf' || keyword === 'anyOf') && params['passingSchemas'] == null;
  if (!isChoice || !Array.isArray(schema)) return null;
  return schema.filter(isJsonObject).map((branch) => partsOf(branch, root));
}

function partsOf(written: JsonObject, root: JsonObject): Branch {
  const branch = definitionOf(written, root);
  const { properties, allOf } = branch;
  const joined = isJsonArray(allOf) ? allOf.filter(isJsonObject).map((one) => definitionOf(one, root)) : [];
  return new Set([branch, ...(isJsonObject(properties) ? Object.values(properties) : []), ...joined]);
}

/** Returns the target of a reference in a published schema; without a reference, the schema itself. */
function definitionOf(schema: JsonObject, root: JsonObject): JsonObject {
  const [, group = '', name = ''] = String(schema['$ref'] ?? '').split('/');
  const definitions = root[group];
  const definition = isJsonObject(definitions) ? definitions[name] : null;
  return isJsonObject(definition) ? definition : schema;
}

/** Also what lies deeper, of which the branch is not known; but not what the branch of a choice around this one says here. */
function isOfChoice(fault: ErrorObject, { error, branches }: Choice): boolean {
  if (branches.some((branch) => branch.has(fault.parentSchema))) return true;
  const { instancePath } = error;
  const isHere = fault.instancePath === instancePath || isOtherWord(fault, error);
  return !isHere && fault.instancePath.startsWith(`${instancePath}/`);
}

function likelyFaults({ error, branches }: Choice, errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const faults = errors.filter(({ keyword }) => !echoes.has(keyword));
  const byBranch = Map.groupBy(faults, (fault) =>
    branches.findIndex((branch) => branch.has(fault.parentSchema)),
  );
  const anyBranch = byBranch.get(-1) ?? [];
  const candidates = branches
    .map((_, index) => byBranch.get(index) ?? [])
    .filter((branch) => !branch.some((fault) => wantsReference(fault, error)));
  const distances = candidates.map((branch) => distanceOf(branch, error));
  const likely = candidates.filter((_, index) => distances[index] === Math.min(...distances));
  const found = [...likely.flat(), ...anyBranch];
  if (found.length === 0) return [error];
  return likely.length > 1 ? deepest(found) : found;
}

/** An object that is no reference fails the branch that expects one: that is no fault of it. */
function wantsReference({ keyword, params, instancePath }: ErrorObject, choice: ErrorObject): boolean {
  const isMissing = keyword === 'required' && params['missingProperty'] === '$ref';
  return isMissing && instancePath === choice.instancePath;
}

/** How far a branch is from what was meant: another type altogether, the word of another branch, one word of several. */
function distanceOf(branch: readonly ErrorObject[], choice: ErrorObject): number {
  const otherTypes = branch.filter(
    ({ keyword, instancePath }) => keyword === 'type' && instancePath === choice.instancePath,
  );
  const otherWords = branch.filter((fault) => isOtherWord(fault, choice));
  const ofOthers = otherWords.filter(({ params }) => listOf(params['allowedValues']).length === 1);
  return otherTypes.length * 100 + ofOthers.length * 10 + otherWords.length;
}

function isOtherWord({ keyword, instancePath }: ErrorObject, choice: ErrorObject): boolean {
  return keyword === 'enum' && instancePath.slice(0, instancePath.lastIndexOf('/')) === choice.instancePath;
}

/** Of branches that are equally likely, what got deepest into the document, with what each of them allows there. */
function deepest(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const [first] = errors.toSorted((a, b) => depthOf(b) - depthOf(a));
  if (first === undefined) return [];
  const same = errors.filter(
    ({ keyword, instancePath }) => keyword === first.keyword && instancePath === first.instancePath,
  );
  const all = (name: string): unknown => [...new Set(same.flatMap(({ params }) => listOf(params[name])))];
  return [{ ...first, params: { ...first.params, allowedValues: all('allowedValues'), type: all('type') } }];
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}

function depthOf({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length;
}
