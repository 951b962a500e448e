/** Tells the schemas whose checks pass what is not there, so that its presence is asked for by itself. */
import type { ModelSource, Schema } from '../../generator/index.ts';

/** Whether the check of a schema says nothing of `undefined`: keywords without a type speak of no other type. */
export function passesAbsence(schema: Schema, source: ModelSource): boolean {
  return passes(schema, source, new Set());
}

/** `around`: the models that led here; one that is met again adds nothing of its own. */
function passes(schema: Schema, source: ModelSource, around: ReadonlySet<string>): boolean {
  switch (schema.kind) {
    case 'unknown':
    case 'never':
      return true;
    case 'refined':
      return passes(schema.schema, source, around);
    case 'union':
      return schema.members.some((member) => passes(member, source, around));
    case 'intersection':
      return schema.members.every((member) => passes(member, source, around));
    case 'model':
      return (
        !around.has(schema.model) &&
        passes(source.model(schema.model).schema, source, new Set([...around, schema.model]))
      );
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
      return false;
  }
}
