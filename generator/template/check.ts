/** Checks what templates return: an author without a compiler may return anything. */
import { describe } from '../diagnostics/thrown.ts';
import type { Code } from './code.ts';
import type { FileContent, Member, ParameterStructure, Statement } from './structures.ts';
import type { AnyTemplate, Declaration } from './template.ts';

/** Reads each member of a result of `declare` once: a getter may answer otherwise the next time. */
export function readDeclaration(result: unknown): unknown {
  if (!isObject(result) || 'then' in result) return result;
  const { files, runtimeExports, slot } = result;
  const additions = result['package'];
  return { files, runtimeExports, slot, package: isObject(additions) ? { ...additions } : additions };
}

/** Returns the fault of what `readDeclaration` has read, or `null`. */
export function findDeclarationFault(template: AnyTemplate, result: unknown): string | null {
  if (!isObject(result)) return `declare returned ${describe(result)}; it must return { files }`;
  if ('then' in result) return 'declare returned a promise; it must be synchronous';
  const { files, runtimeExports } = result;
  if (!Array.isArray(files)) return `declare returned ${describe(files)} as files; they must be an array`;
  if (template.slot !== null && !isObject(result['slot']))
    return `declare returned ${describe(result['slot'])} as slot; it must return the contract of "${template.slot}"`;
  const wrong = files.findIndex(
    (file) => !isObject(file) || !isPlanned('file', file['file']) || typeof file['render'] !== 'function',
  );
  if (wrong >= 0) return `declare returned files of which number ${wrong + 1} is not { file, render }`;
  if (runtimeExports !== undefined && !Array.isArray(runtimeExports))
    return `declare returned ${describe(runtimeExports)} as runtimeExports; they must be an array`;
  return findAdditionsFault(result['package']);
}

const additionLists = ['exportFiles', 'bin', 'dependencies'] as const;
const additionObjects = ['exports', 'scripts'] as const;

function findAdditionsFault(additions: unknown): string | null {
  if (additions === undefined) return null;
  if (!isObject(additions)) return `declare returned ${describe(additions)} as package; it must be an object`;
  const fault = (name: string, kind: string): string =>
    `declare returned ${describe(additions[name])} as package.${name}; it must be an ${kind}`;
  const list = additionLists.find(
    (name) => additions[name] !== undefined && !isListOfObjects(additions[name]),
  );
  if (list !== undefined) return fault(list, 'array of objects');
  const object = additionObjects.find((name) => additions[name] !== undefined && !isObject(additions[name]));
  return object === undefined ? null : fault(object, 'object');
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject);
}

/** The same result after its check. */
export function asDeclaration(result: unknown): Declaration<null> & { readonly slot?: unknown } {
  return result as Declaration<null>; // findDeclarationFault has looked at each member
}

/** Reads the content of a file that is no code once, and JSON as its text has it: later stages meet plain values. */
export function readContent(content: unknown): unknown {
  if (!isObject(content) || 'then' in content) return content;
  const { kind, text, value, isFormatted } = content;
  if (kind === 'text') return { kind, text, ...(isFormatted === true && { isFormatted }) };
  const json = kind === 'json' ? JSON.stringify(value) : undefined;
  if (kind !== 'json') return content;
  return { kind, value: json === undefined ? undefined : (JSON.parse(json) as unknown) };
}

/** Returns the fault of what `readContent` has read, or `null`. */
export function findContentFault(content: unknown): string | null {
  if (!isObject(content))
    return `render returned ${describe(content)}; it must return the content of the file`;
  if ('then' in content) return 'render returned a promise; it must be synchronous';
  switch (content['kind']) {
    case 'text':
      return typeof content['text'] === 'string'
        ? null
        : `render returned ${describe(content['text'])} as text`;
    case 'json':
      return content['value'] === undefined ? 'render returned no value for a JSON file' : null;
    case 'signatures':
      return typeof content['title'] === 'string'
        ? null
        : `render returned ${describe(content['title'])} as title`;
    case 'code': {
      const { statements } = content;
      if (!Array.isArray(statements)) return `render returned ${describe(statements)} as statements`;
      return firstFault(statements, (statement, index) =>
        findStatementFault(statement, `statement ${index + 1}`),
      );
    }
    default:
      return `render returned content of the unknown kind ${JSON.stringify(content['kind'])}`;
  }
}

/** The same content after its check. */
export function asContent(content: unknown): FileContent {
  return content as FileContent; // findContentFault has looked at each member
}

/** Members that hold code, a list of it, or may be left out, by the kind of a statement or member. */
type CodeMembers<T> = { readonly [Name in KeysOf<T>]?: CodeKind };

type CodeKind = 'code' | 'list' | 'optional' | 'nullable';

type KeysOf<T> = T extends unknown ? keyof T : never;

const codeOfStatements: { readonly [Kind in Statement['kind']]: CodeMembers<Statement> } = {
  interface: { extends: 'optional' },
  type: { type: 'code', typeParameters: 'optional' },
  namespace: {},
  const: { type: 'nullable', value: 'code' },
  function: { returns: 'code', body: 'list', typeParameters: 'optional' },
  reexport: {},
  program: { run: 'code' },
};

const codeOfMembers: { readonly [Kind in Member['kind']]: CodeMembers<Member> } = {
  property: { type: 'code' },
  method: { returns: 'code' },
  index: { type: 'code' },
};

function findStatementFault(statement: unknown, label: string): string | null {
  if (!isObject(statement)) return `${label} is ${describe(statement)}`;
  const { kind } = statement;
  if (!isKindOf(codeOfStatements, kind)) return `${label} has the unknown kind ${JSON.stringify(kind)}`;
  if (kind === 'reexport')
    return isListOf(statement['symbols'], (each) => isPlanned('symbol', each))
      ? null
      : `${label} (${kind}) must have symbols, an array of planned symbols`;
  if (kind === 'program') return findCodeFault(statement, codeOfStatements.program, `${label} (${kind})`);
  if (!isPlanned('symbol', statement['name']))
    return `${label} (${kind}) has ${describe(statement['name'])} as name; it must be a planned symbol`;
  const own =
    findCodeFault(statement, codeOfStatements[kind], `${label} (${kind})`) ??
    findFactsFault(statement, label);
  if (own !== null) return own;
  switch (kind) {
    case 'interface':
      return findListFault(statement['members'], `members of ${label}`, findMemberFault);
    case 'namespace':
      return findListFault(statement['statements'], `statements of ${label}`, findStatementFault);
    case 'function':
      return findListFault(statement['parameters'], `parameters of ${label}`, findParameterFault);
    case 'type':
    case 'const':
      return null;
  }
}

function findFactsFault({ facts }: Readonly<Record<string, unknown>>, label: string): string | null {
  return facts === undefined || isListOf(facts, (each) => typeof each === 'string')
    ? null
    : `${label} has ${describe(facts)} as facts; they must be an array of texts`;
}

function findMemberFault(member: unknown, label: string): string | null {
  if (!isObject(member)) return `${label} is ${describe(member)}`;
  const { kind } = member;
  if (!isKindOf(codeOfMembers, kind)) return `${label} has the unknown kind ${JSON.stringify(kind)}`;
  if (kind !== 'index' && typeof member['name'] !== 'string')
    return `${label} (${kind}) has ${describe(member['name'])} as name; it must be a string`;
  const own =
    findCodeFault(member, codeOfMembers[kind], `${label} (${kind})`) ?? findFactsFault(member, label);
  return (
    own ??
    (kind === 'method'
      ? findListFault(member['parameters'], `parameters of ${label}`, findParameterFault)
      : null)
  );
}

const codeOfParameters: CodeMembers<ParameterStructure> = { name: 'code', type: 'code' };

function findParameterFault(parameter: unknown, label: string): string | null {
  return isObject(parameter)
    ? findCodeFault(parameter, codeOfParameters, label)
    : `${label} is ${describe(parameter)}`;
}

type FindFault = (item: unknown, label: string) => string | null;

function findListFault(list: unknown, label: string, find: FindFault): string | null {
  if (!Array.isArray(list)) return `${label} are ${describe(list)}; they must be an array`;
  return firstFault(list, (item, index) => find(item, `number ${index + 1} of the ${label}`));
}

function findCodeFault(
  holder: Readonly<Record<string, unknown>>,
  members: Readonly<Record<string, CodeKind>>,
  label: string,
): string | null {
  return firstFault(Object.entries(members), ([name, kind]) => {
    const found = holder[name];
    const isRight = isCodeOf(kind, found);
    return isRight
      ? null
      : `${label} has ${describe(found)} as ${name}; it must be code, as code\`…\` makes it`;
  });
}

function isCodeOf(kind: CodeKind, found: unknown): boolean {
  switch (kind) {
    case 'code':
      return isCode(found);
    case 'list':
      return isListOf(found, isCode);
    case 'optional':
      return found === undefined || isListOf(found, isCode);
    case 'nullable':
      return found === null || isCode(found);
  }
}

function firstFault<T>(items: readonly T[], find: (item: T, index: number) => string | null): string | null {
  for (const [index, item] of items.entries()) {
    const fault = find(item, index);
    if (fault !== null) return fault;
  }
  return null;
}

function isKindOf<T extends object>(table: T, kind: unknown): kind is keyof T {
  return typeof kind === 'string' && Object.hasOwn(table, kind);
}

function isListOf(list: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(list) && list.every(is);
}

function isCode(candidate: unknown): candidate is Code {
  return isObject(candidate) && Array.isArray(candidate['parts']);
}

function isPlanned(kind: 'file' | 'symbol', candidate: unknown): boolean {
  return isObject(candidate) && candidate['kind'] === kind && typeof candidate['identity'] === 'string';
}

function isObject(candidate: unknown): candidate is Readonly<Record<string, unknown>> {
  return typeof candidate === 'object' && candidate !== null;
}
