/** Says of objects what their other keys hold, where that can be said in the objects themselves. */
import type { Schema } from '../../api/schema.ts';

/** `null`: the schema is no object, nor a choice between objects that exclude each other. */
export function withRest(schema: Schema, rest: Schema): Schema | null {
  if (schema.kind === 'object') return schema.rest === null ? { ...schema, rest } : schema;
  if (schema.kind !== 'union' || !schema.exclusive) return null;
  const members = schema.members.map((member) => (member.kind === 'null' ? member : withRest(member, rest)));
  const closed = members.filter((member) => member !== null);
  return closed.length === members.length ? { ...schema, members: closed } : null;
}

/** Whether every object that the schema allows says what its other keys hold. */
export function saysRest(schema: Schema): boolean {
  if (schema.kind === 'object') return schema.rest !== null;
  return (
    schema.kind === 'union' &&
    schema.members.every((member) => member.kind === 'null' || saysRest(member)) &&
    schema.members.some((member) => member.kind !== 'null')
  );
}
