/** The built-in template of the slot `entry`: hands on every public name, one by one. */
import { defineTemplate, type Template } from '../../generator/index.ts';

/** `src/index.ts` */
export function entry(): Template<'entry'> {
  return defineTemplate({
    name: 'entry',
    slot: 'entry',
    declare(_api, plan) {
      const file = plan.file({ identity: 'entry', path: 'src/index.ts' });
      return {
        slot: { path: 'src/index.ts' },
        files: [
          {
            file,
            render: (context) => ({
              kind: 'code',
              statements: [
                {
                  kind: 'reexport',
                  symbols: context.publicSymbols,
                },
              ],
            }),
          },
        ],
      };
    },
  });
}
