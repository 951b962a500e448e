/** A module → which of its sentences are missing: the one that opens it, and one for each export. */
import type { Class, Comment, Directive, Function as FunctionNode, Statement } from 'oxc-parser';
import { areaOf } from './areas.ts';
import type { SourceModule } from './source-tree.ts';

/** Every file says in its first comment what it turns into what. */
export function missingOpening({ path, text, comments }: SourceModule): readonly string[] {
  const start = /^(#![^\n]*\n)?/.exec(text)?.[0].length ?? 0;
  const opening = comments.find((comment) => comment.start === start);
  const isSentence = opening !== undefined && isDoc(opening) && /[.:?]$/.test(wordsOf(opening).trim());
  return isSentence ? [] : [`${path}:1 opens with no sentence`];
}

/**
 * Functions and classes that another area of the street imports need a doc comment: whoever reads
 * them there has no opening sentence at hand. Within an area, the opening sentence and the signature
 * do, as they do for the one function of a file and for a guard, which its type describes.
 */
export function missingDocs(module: SourceModule, imports: ReadonlySet<string>): readonly string[] {
  const { path, program, lineAt } = module;
  const exported = program.body.flatMap((statement) => {
    const callable = callableIn(statement);
    return callable === null ? [] : [{ name: callable.id?.name ?? '', callable, statement }];
  });
  if (new Set(exported.map(({ name }) => name)).size === 1) return [];
  return exported
    .filter(({ name, callable }) => imports.has(name) && !isGuard(callable))
    .filter(({ statement }) => !isDocumented(statement, module))
    .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
    .map(({ name, statement }) => `${path}:${lineAt(statement.start)} ${name} has no doc comment`);
}

/** By path, the names that files of other areas import. */
export function namesAbroad(modules: readonly SourceModule[]): ReadonlyMap<string, ReadonlySet<string>> {
  const abroad = new Map<string, ReadonlySet<string>>();
  for (const { path, imports } of modules) {
    for (const { target, names } of imports) {
      if (areaOf(target) === areaOf(path)) continue;
      abroad.set(target, new Set([...(abroad.get(target) ?? []), ...names]));
    }
  }
  return abroad;
}

function callableIn(statement: Directive | Statement): FunctionNode | Class | null {
  if (statement.type !== 'ExportNamedDeclaration') return null;
  const { declaration } = statement;
  const isCallable = declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration';
  return isCallable ? declaration : null;
}

function isGuard(callable: FunctionNode | Class): boolean {
  return 'returnType' in callable && callable.returnType?.typeAnnotation.type === 'TSTypePredicate';
}

function isDocumented(statement: Directive | Statement, { comments, text }: SourceModule): boolean {
  const above = comments.findLast(({ end }) => end <= statement.start);
  return above !== undefined && isDoc(above) && text.slice(above.end, statement.start).trim() === '';
}

/** Doc comments that only say the name again. */
export function emptyDocs({ path, comments, text, lineAt }: SourceModule): readonly string[] {
  return comments.filter(isDoc).flatMap((comment) => {
    const named = /^\s*(?:export\s+)?(?:async\s+)?(?:function|class|interface|type|const)\s+(\w+)/.exec(
      text.slice(comment.end),
    )?.[1];
    if (named === undefined) return [];
    const isEcho = squeezed(wordsOf(comment)) === squeezed(named) || wordsOf(comment).trim() === '';
    return isEcho ? [`${path}:${lineAt(comment.start)} says nothing of ${named}`] : [];
  });
}

/** Notes to oneself, rules that are switched off, banners, and code that is kept as a comment. */
export function unwantedComments({ path, comments, lineAt }: SourceModule): readonly string[] {
  return comments
    .filter(({ value }) => unwanted.test(value))
    .map(({ start, value }) => `${path}:${lineAt(start)} ${value.trim().slice(0, 60)}`);
}

const unwanted = new RegExp(
  [
    String.raw`\b(TODO|FIXME|XXX|HACK)\b`,
    String.raw`@ts-(ignore|nocheck)`,
    String.raw`(eslint|oxlint|prettier)-(disable|ignore)`,
    String.raw`^\s*[-=*#]{4,}|[-=*#]{4,}\s*$`,
    String.raw`^\s*(import\s.*from\s'|(const|let)\s\w+\s=|return\s\w+\(.*\);$|\}\s*else\s*\{)`,
  ].join('|'),
);

function isDoc({ type, value }: Comment): boolean {
  return type === 'Block' && value.startsWith('*');
}

function wordsOf({ value }: Comment): string {
  return value.replace(/^\*/, '').replaceAll(/^\s*\*/gm, '');
}

function squeezed(text: string): string {
  return text.replaceAll(/\W|\bthe\b|\ba\b/gi, '').toLowerCase();
}
