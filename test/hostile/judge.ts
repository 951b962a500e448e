/** A generated package → what hostile text has got out of it; empty where all of it is still text. */
import { parseSync, type Directive, type Statement } from 'oxc-parser';
import { generatedPackage, type GeneratedPackage } from './generate.ts';
import { payload } from './attacks.ts';

/** Codes that say that the generator, not the document, is wrong. */
const ownFaults = /^CW(?:4\d{3}|5001|5002|5015|9\d{3})$/;

/** What is wrong, one sentence each. */
export async function judge(text: string): Promise<readonly string[]> {
  try {
    return judgePackage(await generatedPackage(text));
  } catch (error) {
    return [`it threw ${String(error)}`];
  }
}

/** The same of a package that is there. */
export function judgePackage(made: GeneratedPackage): readonly string[] {
  const faults = made.diagnostics.filter(
    ({ code, severity }) => severity === 'error' && ownFaults.test(code),
  );
  const pollution = Object.keys({ ...Object.prototype });
  return [
    ...faults.map(({ code, message }) => `${code} ${message}`),
    ...(made.files.size === 0 && !made.hasErrors ? ['it gave no files and no reason'] : []),
    ...[...made.files].flatMap(([path, content]) => judgeFile(path, content)),
    ...pathProblems([...made.files.keys()]),
    ...pollution.map((key) => `every object now has ${key}`),
  ];
}

/** Texts of runtime modules, most of which are the same in every package, and what is wrong with them. */
const judgedModules = new Map<string, readonly string[]>();

function judgeFile(path: string, text: string): readonly string[] {
  const problems = judgedModules.get(text) ?? [...invisibleProblems(text), ...formatProblems(path, text)];
  if (path.startsWith('src/runtime/')) judgedModules.set(text, problems);
  return problems.map((problem) => `${path}: ${problem}`);
}

function formatProblems(path: string, text: string): readonly string[] {
  if (path.endsWith('.ts')) return codeProblems(path, text);
  if (path.endsWith('.json')) return jsonProblems(text);
  return path.endsWith('.md') ? markdownProblems(text) : [];
}

function codeProblems(path: string, text: string): readonly string[] {
  const { program, errors, comments, module } = parseSync(path, text);
  if (errors.length > 0) return [`does not parse: ${errors[0]?.message}`];
  const live = [...namesAndTemplates(program.body)].filter((word) => word.includes(payload));
  const directives = comments.filter(({ type, value }) =>
    isDirective(type === 'Line' ? `//${value}` : value),
  );
  const statements = program.body.filter((statement) => !isDeclaration(statement));
  return [
    ...live.map((word) => `${word.slice(0, 40)} is code`),
    ...directives.map(({ value }) => `a comment is a directive: ${value.slice(0, 60)}`),
    ...statements.map(({ type }) => `a statement runs: ${type}`),
    ...(module.dynamicImports.length > 0 ? ['imports at run time'] : []),
    ...program.body.flatMap(sourceOf).filter((source) => !/^\.{1,2}\/[\w./-]+\.js$/.test(source)),
  ];
}

function isDirective(comment: string): boolean {
  return /@(?:ts-|jsx)|source(?:Mapping)?URL\s*=|^\/\/\/\s*</i.test(comment);
}

function isDeclaration(statement: Directive | Statement): boolean {
  return (
    statement.type === 'ImportDeclaration' ||
    statement.type === 'ExportNamedDeclaration' ||
    statement.type === 'ExportAllDeclaration' ||
    statement.type === 'FunctionDeclaration' ||
    statement.type === 'VariableDeclaration' ||
    statement.type === 'ClassDeclaration' ||
    (statement.type === 'TSEnumDeclaration' && statement.declare) ||
    /^TS(?:Interface|TypeAlias|Module)/.test(statement.type)
  );
}

function sourceOf(statement: Directive | Statement): readonly string[] {
  const isModule =
    statement.type === 'ImportDeclaration' ||
    statement.type === 'ExportNamedDeclaration' ||
    statement.type === 'ExportAllDeclaration';
  return isModule && statement.source !== null ? [statement.source.value] : [];
}

/** Everything in a program that is neither a string, a key in quotes nor a comment. */
function* namesAndTemplates(part: unknown): Generator<string> {
  if (typeof part !== 'object' || part === null) return;
  if ('type' in part && part.type === 'TemplateElement') yield JSON.stringify(part);
  if ('type' in part && part.type === 'Identifier' && 'name' in part) yield String(part.name);
  for (const member of Object.values(part)) yield* namesAndTemplates(member);
}

function jsonProblems(text: string): readonly string[] {
  try {
    const content: unknown = JSON.parse(text);
    const scripts = typeof content === 'object' && content !== null && 'scripts' in content;
    return scripts && text.includes('postinstall": "') ? ['has a script of the document'] : [];
  } catch {
    return ['is not JSON'];
  }
}

/** Text of a document is plain text in Markdown: no markup, no block, no end of a block of ours. */
function markdownProblems(text: string): readonly string[] {
  const blocks = text.split(/^```/m);
  const prose = blocks
    .filter((_, index) => index % 2 === 0)
    .join('\n')
    .replaceAll(/(?<!\\)`[^`\n]*`/g, '');
  return [
    ...(blocks.length % 2 === 0 ? ['a block of code does not end'] : []),
    ...(/(?<!\\)<[a-z!/]/i.test(prose) ? ['has HTML'] : []),
    ...(/(?<!\\)\]\(/.test(prose) ? ['has a link'] : []),
    ...(/^[ \t]*(?:#+ .*\$pwn|~~~|\|)/m.test(prose) ? ['has a block of the document'] : []),
  ];
}

function invisibleProblems(text: string): readonly string[] {
  return /[\0-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u.test(text)
    ? ['has characters that nobody sees']
    : [];
}

function pathProblems(paths: readonly string[]): readonly string[] {
  const folded = paths.map((path) => path.toLowerCase());
  const twins = paths.filter((_, index) => folded.indexOf(folded[index] ?? '') !== index);
  const odd = paths.filter((path) => !/^(?:\.?[a-z0-9][\w.-]*\/)*\.?[A-Za-z0-9][\w.-]*$/.test(path));
  const devices = paths.filter((path) => /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)/i.test(path));
  const long = paths.filter((path) => path.split('/').some((step) => step.length > 100));
  return [
    ...twins.map((path) => `${path} is there twice on some file systems`),
    ...odd.map((path) => `${path} is an odd path`),
    ...devices.map((path) => `${path} is a device`),
    ...long.map((path) => `${path} is too long`),
  ];
}
