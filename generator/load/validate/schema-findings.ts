/** What ajv says of a document → one readable finding for each fault, the most specific that is known of it. */
import type { ErrorObject } from 'ajv';

export interface Finding {
  readonly pointer: string;
  /** One sentence. */
  readonly message: string;
}

/** Sorted by pointer; of several faults at one pointer the first is told. */
export function findingsOf(errors: readonly ErrorObject[]): readonly Finding[] {
  const specific = withoutEchoes(withoutBranches(errors));
  const found = new Map<string, Finding>();
  for (const error of specific) {
    const finding = { pointer: pointerOf(error), message: messageOf(error) };
    if (!found.has(finding.pointer)) found.set(finding.pointer, finding);
  }
  return [...found.values()].sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
}

/**
 * `oneOf` and `anyOf` report the faults of every branch and then their own: of these the one that got
 * deepest into the document is most likely what is wrong with the branch that the author meant.
 */
function withoutBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    if (!isChoice(error)) kept.push(error);
    else {
      const start = kept.findLastIndex(({ instancePath }) => !isWithin(instancePath, error.instancePath)) + 1;
      kept.push(mostSpecific(kept.splice(start)) ?? error);
    }
  }
  return kept.filter(({ keyword }) => !echoes.has(keyword));
}

function isChoice({ keyword }: ErrorObject): boolean {
  return keyword === 'oneOf' || keyword === 'anyOf';
}

/** Say only that some other keyword has failed. */
const echoes = new Set(['if', 'not', 'allOf']);

function mostSpecific(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const ranked = errors
    .filter((error) => !echoes.has(error.keyword) && !wantsReference(error))
    .map((error) => ({ error, depth: error.instancePath.split('/').length, rank: rankOf(error) }))
    .sort((a, b) => b.depth - a.depth || a.rank - b.rank);
  return ranked[0]?.error;
}

/** An object that is no reference fails the branch that expects one: that is no fault of it. */
function wantsReference({ keyword, params }: ErrorObject): boolean {
  return keyword === 'required' && params['missingProperty'] === '$ref';
}

const ranks: readonly string[] = ['additionalProperties', 'enum', 'const', 'pattern', 'type', 'required'];

function rankOf({ keyword }: ErrorObject): number {
  const rank = ranks.indexOf(keyword);
  return rank === -1 ? ranks.length : rank;
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

function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}

/** A property too many is shown at that property. */
function pointerOf({ instancePath, params }: ErrorObject): string {
  const extra: unknown = params['additionalProperty'] ?? params['unevaluatedProperty'];
  if (typeof extra !== 'string') return instancePath;
  return `${instancePath}/${extra.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function messageOf({ keyword, params, message, instancePath }: ErrorObject): string {
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
      return `${name} has to be ${articleOf(String(params['type']))}.`;
    case 'enum':
      return `${name} has to be one of: ${listed(params['allowedValues'])}.`;
    case 'const':
      return `${name} has to be ${listed([params['allowedValue']])}.`;
    case 'oneOf':
    case 'anyOf':
      return params['passingSchemas'] == null
        ? `${name} has none of the forms that are allowed here.`
        : `${name} has two forms at once, of which only one is allowed.`;
    default:
      return `${name} ${message ?? 'is not allowed'}.`;
  }
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
