/** Names of one file: those that it declares, those that it imports, and the local name of each symbol. */
import { encodeKey, encodeLiteral } from '../naming/encode.ts';
import { identityHash } from '../naming/identifier.ts';
import { camelCase, pascalCase, splitWords } from '../naming/words.ts';
import type { PackagePlan, ResolvedSymbol } from '../plan/package-plan.ts';
import type { Code, CodePart } from '../template/code.ts';
import type { Member, ParameterStructure, Statement } from '../template/structures.ts';
import { inlineComment } from './doc-comment.ts';
import { externalImports, type ImportLine, packageImports, type SymbolUse } from './imports.ts';

export interface FileScope {
  /** `within`: identity of the namespace around the code, whose names need no path. */
  readonly textOf: (code: Code, within?: string) => string;
  readonly imports: readonly ImportLine[];
}

/**
 * Finds the imports of a file in all of its code, and returns how to print each fragment.
 *
 * A nested type is imported by its outermost name. An imported name that the file itself uses for
 * something else gets an alias.
 */
export function fileScope(file: string, fragments: readonly Code[], plan: PackagePlan): FileScope {
  const parts = fragments.flatMap(({ parts }) => parts);
  const uses = rootUses(parts, plan).filter(({ symbol }) => symbol.file !== file);
  const local = namesDeclaredIn(file, plan);
  const aliases = new Map<string, string>();
  const repeatedNames = namesOfSeveralFiles(uses);
  const otherTwins = namesOfSeveralFiles(uses.filter(({ symbol }) => !isOfRuntime(symbol)));
  for (const { symbol } of uses) {
    if (local.has(symbol.name) || (repeatedNames.has(symbol.name) && isOfRuntime(symbol)))
      aliases.set(symbol.identity, aliasOf(symbol));
    else if (otherTwins.has(symbol.name)) aliases.set(symbol.identity, aliasByFile(symbol, plan));
  }
  tellApart(aliases, local, uses);
  const naming = { plan, aliases, nested: nestedNames(file, plan) };
  return {
    textOf: (code, within) => code.parts.map((part) => partText(part, naming, within)).join(''),
    imports: [...packageImports(uses, plan, aliases), ...externalImports(parts)],
  };
}

interface Naming {
  readonly plan: PackagePlan;
  readonly aliases: ReadonlyMap<string, string>;
  /** Names by the identity of the namespace that they are in. */
  readonly nested: ReadonlyMap<string, ReadonlySet<string>>;
}

function partText(part: CodePart, naming: Naming, within: string | undefined): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'literal':
      return encodeLiteral(part.content);
    case 'key':
      return encodeKey(part.name);
    case 'comment':
      return inlineComment(part.text);
    case 'external':
      return part.name;
    case 'symbol': {
      const chain = chainOf(part.symbol.identity, naming.plan);
      if (part.as === 'name') return chain.at(-1)?.name ?? '';
      return reachable(chain, naming, within)
        .map(({ identity, name }) => naming.aliases.get(identity) ?? name)
        .join('.');
    }
  }
}

/** Shortest path to a symbol: without the namespaces that it shares with the code, unless a nearer name hides its start. */
function reachable(
  chain: readonly ResolvedSymbol[],
  { plan, nested }: Naming,
  within: string | undefined,
): readonly ResolvedSymbol[] {
  const around = within === undefined ? [] : chainOf(within, plan);
  let shared = 0;
  while (shared < chain.length - 1 && chain[shared]?.identity === around[shared]?.identity) shared += 1;
  const rest = chain.slice(shared);
  const isHidden = around
    .slice(shared)
    .some(({ identity }) => nested.get(identity)?.has(rest[0]?.name ?? '') === true);
  return isHidden ? chain : rest;
}

function nestedNames(file: string, plan: PackagePlan): ReadonlyMap<string, ReadonlySet<string>> {
  const nested = symbolsIn(file, plan).filter(({ parent }) => parent !== null);
  const byParent = Map.groupBy(nested, ({ parent }) => parent ?? '');
  return new Map(
    [...byParent].map(([parent, symbols]) => [parent, new Set(symbols.map(({ name }) => name))]),
  );
}

/** The namespaces around a symbol, outermost first, then the symbol. */
function chainOf(identity: string, plan: PackagePlan): readonly ResolvedSymbol[] {
  const symbol = plan.symbols.get(identity);
  if (symbol === undefined) throw new Error(`The symbol "${identity}" is used but was never declared.`);
  return symbol.parent === null ? [symbol] : [...chainOf(symbol.parent, plan), symbol];
}

function rootUses(parts: readonly CodePart[], plan: PackagePlan): readonly SymbolUse[] {
  const uses = new Map<string, SymbolUse>();
  for (const part of parts) {
    if (part.kind !== 'symbol' || part.as === 'name') continue;
    const [root] = chainOf(part.symbol.identity, plan);
    if (root === undefined) continue;
    const isValue = part.as === 'value' || uses.get(root.identity)?.isValue === true;
    uses.set(root.identity, { symbol: root, isValue });
  }
  return [...uses.values()];
}

/** All names declared in the file. Nested ones are included, because they would hide an import. */
function namesDeclaredIn(file: string, plan: PackagePlan): ReadonlySet<string> {
  return new Set(symbolsIn(file, plan).map(({ name }) => name));
}

function symbolsIn(file: string, plan: PackagePlan): readonly ResolvedSymbol[] {
  return plan.symbolsByFile.get(file) ?? [];
}

/** Names that are imported from more than one file, and so need aliases. */
function namesOfSeveralFiles(uses: readonly SymbolUse[]): ReadonlySet<string> {
  const byName = Map.groupBy(uses, ({ symbol }) => symbol.name);
  const several = [...byName].filter(([, each]) => new Set(each.map(({ symbol }) => symbol.file)).size > 1);
  return new Set(several.map(([name]) => name));
}

/** Adds a hash to aliases that are not free: the names of two files may differ only in their separators. */
function tellApart(
  aliases: Map<string, string>,
  local: ReadonlySet<string>,
  uses: readonly SymbolUse[],
): void {
  const plain = uses.filter(({ symbol }) => !aliases.has(symbol.identity));
  const taken = new Set([...local, ...plain.map(({ symbol }) => symbol.name)]);
  const byAlias = Map.groupBy(aliases, ([, alias]) => alias);
  const fileOf = new Map(uses.map(({ symbol }) => [symbol.identity, `${symbol.file} ${symbol.name}`]));
  for (const [alias, same] of byAlias) {
    // A type and a value of one name are one import.
    const imports = Map.groupBy(same, ([identity]) => fileOf.get(identity));
    if (imports.size < 2 && !taken.has(alias)) continue;
    for (const one of imports.values()) {
      const [first = ''] = one.map(([identity]) => identity).toSorted();
      for (const [identity] of one) aliases.set(identity, `${alias}_${identityHash(first)}`);
    }
  }
}

/** `sendersStream` for `Stream` of `src/resources/senders.ts`. */
function aliasByFile(symbol: ResolvedSymbol, plan: PackagePlan): string {
  const path = (plan.paths.get(symbol.file) ?? '').replace(/^src\/(?:resources|models|runtime)\/|\.ts$/g, '');
  const words = [...splitWords(path), ...splitWords(symbol.name)];
  return /^[A-Z]/.test(symbol.name) ? pascalCase(words) : camelCase(words);
}

/** Names of the runtime yield to names of the document. */
function isOfRuntime({ identity }: ResolvedSymbol): boolean {
  return identity.startsWith('runtime');
}

/** `runtimeSend`, `ImportedPet`. Depends on the symbol alone, so that an alias stays when other imports change. */
function aliasOf(symbol: ResolvedSymbol): string {
  const words = splitWords(symbol.name);
  const prefix = isOfRuntime(symbol) ? 'runtime' : 'imported';
  return /^[A-Z]/.test(symbol.name) ? pascalCase([prefix, ...words]) : camelCase([prefix, ...words]);
}

/** All fragments in order: the imports of a file are found in them before it is printed. */
export function fragmentsOf(statements: readonly Statement[]): readonly Code[] {
  return statements.flatMap(fragmentsOfStatement);
}

function fragmentsOfStatement(statement: Statement): readonly Code[] {
  switch (statement.kind) {
    case 'interface':
      return [...(statement.extends ?? []), ...statement.members.flatMap(fragmentsOfMember)];
    case 'type':
      return [...(statement.typeParameters ?? []), statement.type];
    case 'namespace':
      return fragmentsOf(statement.statements);
    case 'const':
      return statement.type === null ? [statement.value] : [statement.type, statement.value];
    case 'function':
      return [
        ...(statement.typeParameters ?? []),
        ...statement.parameters.flatMap(fragmentsOfParameter),
        statement.returns,
        ...statement.body,
      ];
    case 'reexport':
      return [];
    case 'program':
      return [statement.run];
  }
}

function fragmentsOfMember(member: Member): readonly Code[] {
  return member.kind === 'method'
    ? [...member.parameters.flatMap(fragmentsOfParameter), member.returns]
    : [member.type];
}

function fragmentsOfParameter({ name, type, initial }: ParameterStructure): readonly Code[] {
  return [name, type, initial].filter((fragment) => fragment !== undefined);
}
