/** The text of a `package.json` → the same with our scripts, its own layout kept. */
import { applyEdits, modify, parseTree, findNodeAtLocation } from 'jsonc-parser';

/** Under the names that the documentation uses. */
export const scripts = [
  { name: 'generate', command: 'clientwright generate' },
  { name: 'check', command: 'clientwright check' },
] as const;

/** What `init` has to write, and to say. */
export interface ScriptsEdit {
  /** `null`: nothing to write, as there is no file, it is no JSON object, or it has all scripts. */
  readonly text: string | null;
  /** Scripts that stand there now, whether they did before or not. */
  readonly added: readonly string[];
  /** Whether Node takes a `.ts` file beside it for a module without guessing. */
  readonly isModule: boolean;
}

/** A script of the same name that does something else stays as it is. */
export function addScripts(text: string | null): ScriptsEdit {
  const tree = text === null ? undefined : parseTree(text);
  if (text === null || tree?.type !== 'object') return { text: null, added: [], isModule: true };
  const valueAt = (...path: string[]): unknown => findNodeAtLocation(tree, path)?.value;
  const free = scripts.filter(({ name }) => valueAt('scripts', name) === undefined);
  const changed = free.reduce((edited, { name, command }) => setScript(edited, name, command), text);
  const isOurs = ({ name, command }: (typeof scripts)[number]): boolean =>
    valueAt('scripts', name) === command || free.some((script) => script.name === name);
  return {
    text: changed === text ? null : changed,
    added: scripts.filter(isOurs).map(({ name }) => name),
    isModule: valueAt('type') === 'module',
  };
}

function setScript(text: string, name: string, command: string): string {
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? '  ';
  const formattingOptions = indent.startsWith('\t')
    ? { insertSpaces: false, tabSize: 1 }
    : { insertSpaces: true, tabSize: indent.length };
  return applyEdits(text, modify(text, ['scripts', name], command, { formattingOptions }));
}
