/** Finds the line of a declaration, or of a member of it, in a generated file. */

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
