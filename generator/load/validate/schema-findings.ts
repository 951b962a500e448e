/** Turns ajv's errors into one readable finding for each fault, as specific as possible. */
import type { ErrorObject } from 'ajv';
import type { JsonObject } from '../../api/json.ts';
import { withoutBranches } from './likely-faults.ts';

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
