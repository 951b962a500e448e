/** Ties a hunk of a generated file to the changes of the document that it comes from. */
import type { Change } from './change.ts';

/** Most changes that are named beside a hunk. */
const mostNamed = 3;

/** Shorter names are parts of too many words. */
const shortestPart = 4;

/** `null`: the document has not changed, so that nothing explains the hunk. */
export function explainHunk(hunk: string, file: string, changes: readonly Change[]): string | null {
  if (changes.length === 0) return null;
  if (changes.length === 1) return list(changes);
  const lines = changedLines(hunk);
  const words = new Set(lines.match(/[\w$-]+/g));
  const inFile = changes.filter((change) => change.output?.file.endsWith(file) === true);
  const ties: readonly ((change: Change) => boolean)[] = [
    (change) => namesOf(change).some((name) => words.has(name)),
    (change) => pointersOf(change).some((pointer) => lines.includes(pointer)),
    // `writePortSpec`, `storeNameValues`: names of the package that contain the name of a model.
    (change) => isPartOf(subjectName(change), words),
    (change) => inFile.includes(change),
    (change) => change.operations.some(({ call }) => isResourceFile(file, call)),
  ];
  for (const isTied of ties) {
    const found = [...inFile, ...changes].filter(isTied);
    if (found.length > 0) return list([...new Set(found)]);
  }
  return `follows from all changes together: ${list(changes)}`;
}

function list(changes: readonly Change[]): string {
  // The same change in requests and in responses.
  const texts = [...new Set(changes.map(describe))];
  const more = texts.length - mostNamed;
  return [...texts.slice(0, mostNamed), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function changedLines(hunk: string): string {
  return hunk
    .split('\n')
    .filter((line) => /^[+-]/.test(line))
    .join('\n');
}

function namesOf(change: Change): readonly string[] {
  const { path, before, after } = change;
  const last = path.split(/[.→[\]\s]+/).findLast((step) => step !== '');
  const texts = [last ?? '', path === '' ? subjectName(change) : '', before ?? '', after ?? ''];
  return texts.flatMap((text) => text.match(/[\w$-]{2,}/g) ?? []);
}

/** `Line` of `Order.Line` */
function subjectName({ subject }: Change): string {
  return subject.split('.').at(-1) ?? '';
}

/** Lines of the ledger have pointers of the document. */
function pointersOf({ places }: Change): readonly string[] {
  return [places.before, places.after].flatMap((place) =>
    place === null || place.pointer === '' ? [] : [place.pointer],
  );
}

function isPartOf(name: string, words: ReadonlySet<string>): boolean {
  const part = name.toLowerCase();
  return part.length >= shortestPart && [...words].some((word) => word.toLowerCase().includes(part));
}

/** `src/resources/workflows/executions.ts` has `workflows.executions.wait`. */
function isResourceFile(file: string, call: string): boolean {
  const groups = call.split('.').slice(0, -1);
  const path = file.replaceAll('-', '').toLowerCase();
  return groups.length > 0 && path.endsWith(`/${groups.join('/').toLowerCase()}.ts`);
}

function describe({ subject, path, message, document }: Change): string {
  const where = path === '' ? subject : `${subject} ${path}`;
  const line = document === null || document.line === null ? '' : ` (${document.file}:${document.line})`;
  return `${where}: ${message}${line}`;
}

/** `null`: the file does not declare the name. */
export function lineOfDeclaration(text: string, name: string, member: string | null): number | null {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => declares(line, name));
  if (start < 0) return null;
  if (member === null) return start + 1;
  const indent = indentOf(lines[start] ?? '');
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line.startsWith(`${indent}}`)) break;
    if (isMember(line, member)) return index + 1;
  }
  return start + 1;
}

function declares(line: string, name: string): boolean {
  const [, declared] =
    /^\s*(?:export )?(?:declare )?(?:interface|type|const|function|class) ([\w$]+)/.exec(line) ?? [];
  return declared === name;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? '';
}

/** `name?: string;` or `'content-type': string;` */
function isMember(line: string, member: string): boolean {
  const text = line.trimStart().replace(/^readonly /, '');
  return [member, `'${member}'`, `"${member}"`].some(
    (key) => text.startsWith(`${key}:`) || text.startsWith(`${key}?:`),
  );
}
