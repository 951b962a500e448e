/**
 * Changes one part of a built-in: a string of format `uuid` is a `Uuid`, which a title or a date cannot be.
 * It is the type that `crypto.randomUUID()` gives; the built-in validators check what the type promises.
 */
import { code, defineTemplate, type, type Code, type PlannedSymbol, type Schema } from 'clientwright';
import { models, typeOfSchema, type TypeContext } from 'clientwright/templates';

const uuid: PlannedSymbol = { kind: 'symbol', identity: 'uuid:Uuid' };

function typeOf(schema: Schema, context: TypeContext): Code {
  return schema.kind === 'string' && schema.format === 'uuid' ? type(uuid) : typeOfSchema(schema, context);
}

export const uuidModels = models({ typeOf });

export const uuidType = defineTemplate({
  name: 'uuid-type',
  slot: null,
  declare(_api, plan) {
    const file = plan.file({ identity: 'uuid', path: 'src/models/uuid.ts' });
    const name = plan.symbol({
      identity: uuid.identity,
      file,
      name: 'Uuid',
      meaning: 'type',
      isPublic: true,
    });
    const text = code`\`\${string}-\${string}-\${string}-\${string}-\${string}\``;
    return {
      files: [
        {
          file,
          render: () => ({
            kind: 'code',
            statements: [
              {
                kind: 'type',
                name,
                exported: true,
                docs: { text: 'What `crypto.randomUUID()` gives.' },
                type: text,
              },
            ],
          }),
        },
      ],
    };
  },
});
