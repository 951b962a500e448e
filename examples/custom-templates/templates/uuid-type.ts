/**
 * Changes one part of a built-in: a string of format `uuid` is a `Uuid`, which a title or a date cannot be.
 * It is the type that `crypto.randomUUID()` gives; the built-in validators check what the type promises.
 */
import { code, defineTemplate, type, type PlannedSymbol } from 'clientwright';
import { models, typeOfSchema } from 'clientwright/templates';

const uuid: PlannedSymbol = { kind: 'symbol', identity: 'uuid:Uuid' };

export const uuidModels = models({
  typeOf: (schema, context) =>
    schema.kind === 'string' && schema.format === 'uuid' ? type(uuid) : typeOfSchema(schema, context),
});

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
