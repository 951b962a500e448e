/** What a file of code is made of, layout aside: said in the same words of what was planned and of what was found. */
import { encodeString } from '../naming/encode.ts';

export interface Outline {
  /** Imports, re-exports and declarations in their order; what is inside a namespace or an interface follows it. */
  readonly statements: readonly string[];
  /** Text of the document as a value; and what strings the code holds. */
  readonly strings: readonly string[];
  readonly keys: readonly string[];
  /** Without marks and line breaks. */
  readonly comments: readonly string[];
  /** Every identifier; of what was planned, every word that may be one. */
  readonly words: ReadonlySet<string>;
}

export interface OutlinedName {
  readonly name: string;
  readonly alias: string | null;
  readonly isType: boolean;
}

/** `import './pet.js': type Pet, checkPet as importedCheckPet` */
export function moduleLine(
  verb: 'import' | 'export',
  specifier: string,
  names: readonly OutlinedName[],
): string {
  const listed = names.map(
    ({ name, alias, isType }) => `${isType ? 'type ' : ''}${name}${alias === null ? '' : ` as ${alias}`}`,
  );
  return `${verb} ${encodeString(specifier)}: ${listed.join(', ')}`;
}

/** `export interface Pet`; `within` are the names of the namespaces around it. */
export function declarationLine(
  kind: 'interface' | 'type' | 'namespace' | 'const' | 'function',
  name: string,
  { exported, within }: { readonly exported: boolean; readonly within: readonly string[] },
): string {
  return `${exported ? 'export ' : ''}${kind} ${[...within, name].join('.')}`;
}

/** `  property 'id'` */
export function memberLine(kind: 'property' | 'method' | 'index', name: string): string {
  return `  ${kind} ${encodeString(name)}`;
}

/** One line of words: what a formatter may change in a comment is gone. */
export function flatComment(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
