/** Finds all code in the statements of a file. */
import type { Code } from '../template/code.ts';
import type { Member, ParameterStructure, Statement } from '../template/structures.ts';

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
