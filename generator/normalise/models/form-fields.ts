/** Gives forms a schema that has fields: a form carries neither null nor a single value. */
import type { Operation } from '../../api/api.ts';
import { withBody } from '../../api/assertions.ts';
import type { Schema } from '../../api/schema.ts';
import { unionOf, unknownAt } from '../schema/union.ts';
import type { Scope } from '../scope.ts';
import { reportAt } from '../scope.ts';
import type { ModelSchemas } from './components.ts';
import type { SchemaUse } from './schema-uses.ts';
import { mapSchemas } from './schema-uses.ts';

/** A body without fields may have any, and is reported. A response without them stays what it is: a file. */
export function withFields(
  scope: Scope,
  models: ModelSchemas,
  operations: readonly Operation[],
): readonly Operation[] {
  return operations.map((operation) =>
    mapSchemas(operation, (schema, use) => {
      const format = formatOf(operation, use);
      // Webhooks read no multipart bodies.
      const isRead = format === 'form' || (format === 'multipart' && use.role !== 'payload');
      if (!isRead) return schema;
      const fields = fieldsOf(schema, { models, hasParts: format === 'multipart', within: [] });
      if (fields !== null) return fields;
      if (use.role === 'response') return schema;
      const sender = use.role === 'payload' ? 'the API' : 'a call';
      const message = `A form has fields, and this schema has none: ${sender} may send any fields.`;
      reportAt(scope, schema.place, { code: 'CW2067', message });
      return unknownAt(schema.place);
    }),
  );
}

function formatOf(operation: Operation, { role, status, mediaType }: SchemaUse): string | undefined {
  if (role !== 'request' && role !== 'payload' && role !== 'response') return undefined;
  const response = operation.responses.find((each) => each.status === status);
  const content = role === 'response' ? response?.content : operation.requestBody?.content;
  return content?.find((each) => each.mediaType === mediaType)?.format;
}

interface Within {
  readonly models: ModelSchemas;
  /** A list is a body of parts; a form of pairs has no place for it. */
  readonly hasParts: boolean;
  /** Models around the schema, which may refer to themselves. */
  readonly within: readonly string[];
}

/** Returns the alternatives that have fields, or the schema itself if all have; `null`: none has. */
function fieldsOf(schema: Schema, context: Within): Schema | null {
  switch (schema.kind) {
    case 'object':
    case 'record':
    case 'intersection':
    case 'unknown':
    case 'never':
      return schema;
    case 'array':
    case 'tuple':
      return context.hasParts ? schema : null;
    case 'model': {
      const target = context.models.get(schema.model);
      if (target === undefined || context.within.includes(schema.model)) return schema;
      const fields = fieldsOf(target, { ...context, within: [...context.within, schema.model] });
      return fields === target ? schema : fields;
    }
    case 'refined': {
      const fields = fieldsOf(schema.schema, context);
      if (fields === null) return null;
      return fields === schema.schema ? schema : withBody(schema, fields);
    }
    case 'union': {
      const members = schema.members
        .map((member) => fieldsOf(member, context))
        .filter((each) => each !== null);
      if (members.length === 0) return null;
      const isWhole = members.every((member, index) => member === schema.members[index]);
      if (isWhole && members.length === schema.members.length) return schema;
      return { ...unionOf(members, schema), docs: schema.docs };
    }
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'literal':
    case 'enum':
      return null;
  }
}
