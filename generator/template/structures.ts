/**
 * Declarations of a file as plain data: the result of `render`.
 *
 * They mirror the structures of ts-morph, with two differences: code is `Code`, so that no raw text
 * can enter it; and a declared name is a planned symbol, so that it is final before rendering.
 */
import type { Code } from './code.ts';
import type { PlannedSymbol } from './plan.ts';

export type Statement =
  | InterfaceStatement
  | TypeAliasStatement
  | NamespaceStatement
  | ConstStatement
  | FunctionStatement
  | ReExportStatement
  | ProgramStatement;

/** A statement that declares a name of the file. */
export type DeclarationStatement = Exclude<Statement, ReExportStatement | ProgramStatement>;

/** Text of a doc comment, as the document writes it. It is encoded when it is printed. */
export interface DocComment {
  readonly text: string;
  readonly tags?: readonly {
    readonly name: 'deprecated' | 'throws' | 'see' | 'default' | 'example';
    readonly text: string;
  }[];
}

interface Declaration {
  readonly name: PlannedSymbol;
  readonly exported: boolean;
  /** Exported for other files of the package only, and so no part of its signatures. */
  readonly internal?: boolean;
  readonly docs?: DocComment | null;
  /** Limits, addresses and the like, which no type states. Only `API.md` prints them, behind the signature. */
  readonly facts?: readonly string[];
}

export interface InterfaceStatement extends Declaration {
  readonly kind: 'interface';
  readonly extends?: readonly Code[];
  readonly members: readonly Member[];
}

export interface TypeAliasStatement extends Declaration {
  readonly kind: 'type';
  readonly typeParameters?: readonly Code[];
  readonly type: Code;
}

/** Holds types only, so that it leaves nothing at run time. */
export interface NamespaceStatement extends Declaration {
  readonly kind: 'namespace';
  readonly statements: readonly (InterfaceStatement | TypeAliasStatement | NamespaceStatement)[];
}

export interface ConstStatement extends Declaration {
  readonly kind: 'const';
  /** `null`: the type is inferred, as for `[…] as const`. */
  readonly type: Code | null;
  readonly value: Code;
}

export interface FunctionStatement extends Declaration {
  readonly kind: 'function';
  readonly typeParameters?: readonly Code[];
  readonly parameters: readonly ParameterStructure[];
  readonly returns: Code;
  /** One statement each. */
  readonly body: readonly Code[];
}

/** Names of other files that this one hands on, one by one: never `export *`. */
export interface ReExportStatement {
  readonly kind: 'reexport';
  readonly symbols: readonly PlannedSymbol[];
}

/** Makes the file a program of Node.js: it starts with `#!/usr/bin/env node`, and the code runs when it is loaded. */
export interface ProgramStatement {
  readonly kind: 'program';
  /** One expression: `await main()`. */
  readonly run: Code;
}

/** Returns true if the statement declares a name. */
export function isDeclaration(statement: Statement): statement is DeclarationStatement {
  return statement.kind !== 'reexport' && statement.kind !== 'program';
}

export type Member = PropertyMember | MethodMember | IndexMember;

export interface PropertyMember {
  readonly kind: 'property';
  /** The key in JSON. It is quoted in the output if it is not an identifier. */
  readonly name: string;
  readonly type: Code;
  readonly optional?: boolean;
  readonly readonly?: boolean;
  readonly docs?: DocComment | null;
  /** The same as the facts of a declaration. */
  readonly facts?: readonly string[];
}

export interface MethodMember {
  readonly kind: 'method';
  readonly name: string;
  readonly parameters: readonly ParameterStructure[];
  readonly returns: Code;
  readonly docs?: DocComment | null;
  /** The same as the facts of a declaration. */
  readonly facts?: readonly string[];
}

export interface IndexMember {
  readonly kind: 'index';
  readonly key: 'string' | 'number';
  readonly type: Code;
  readonly docs?: DocComment | null;
}

export interface ParameterStructure {
  /** A name or a destructuring pattern. */
  readonly name: Code;
  readonly type: Code;
  readonly optional?: boolean;
  /** Default value. A parameter with a default is optional in signatures. */
  readonly initial?: Code;
}

/** Content of a file. */
export type FileContent =
  | { readonly kind: 'code'; readonly statements: readonly Statement[] }
  /** Set if the template has already formatted the Markdown. */
  | { readonly kind: 'text'; readonly text: string; readonly isFormatted?: boolean }
  | { readonly kind: 'json'; readonly value: unknown }
  /** The public declarations of the whole package, sorted, without words: filled in by the engine. */
  | { readonly kind: 'signatures'; readonly title: string };
