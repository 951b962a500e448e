/**
 * Adds a file, with `slot: null`: a table of every operation, for what has to know them all.
 * A mock server registers its handlers from it, a proxy its rules, a metric its labels.
 */
import { code, defineTemplate, literal, object, property, type Operation } from 'clientwright';

export const routes = defineTemplate({
  name: 'routes',
  slot: null,
  declare(api, plan) {
    const file = plan.file({ identity: 'routes', path: 'src/routes.ts' });
    const table = plan.symbol({
      identity: 'routes:routes',
      file,
      name: 'routes',
      meaning: 'value',
      isPublic: true,
    });
    const row = ({ id, method, url }: Operation) =>
      property(id, literal({ method: method.toUpperCase(), path: url }));
    return {
      files: [
        {
          file,
          render: () => ({
            kind: 'code',
            statements: [
              {
                kind: 'const',
                name: table,
                exported: true,
                docs: { text: 'Method and path of each operation, by its id.' },
                type: null,
                value: code`${object(api.operations.map(row))} as const`,
              },
            ],
          }),
        },
      ],
    };
  },
});
