/** A template for tests: a module that lists every schema of zod beside the validator of its model. */
import {
  code,
  defineTemplate,
  join,
  literal,
  value,
  type Code,
  type Model,
  type RenderContext,
  type Template,
} from '../../../generator/index.ts';
import type { SampleCheck } from './sample-checks.ts';

/** One entry of the module: a model of responses that has both. */
export interface ZodCheck {
  /** Id of the model. */
  readonly model: string;
  readonly schema: { safeParse(value: unknown): { readonly success: boolean; readonly error?: unknown } };
  readonly validator: NonNullable<SampleCheck['validator']>;
}

/** `src/zod-checks.ts`, which exports `checks`. */
export function zodChecks(): Template<null> {
  return defineTemplate({
    name: 'zod-checks',
    slot: null,
    declare(api, plan) {
      const file = plan.file({ identity: 'zod-checks', path: 'src/zod-checks.ts' });
      const name = plan.symbol({ identity: 'zod-checks', file, name: 'checks', meaning: 'value' });
      const models = api.models.filter(
        ({ usage, isAlias }) => isAlias !== true && (usage.response || !usage.request),
      );
      return {
        files: [
          {
            file,
            render: (context) => ({
              kind: 'code',
              statements: [
                {
                  kind: 'const',
                  name,
                  exported: true,
                  type: code`readonly unknown[]`,
                  value: code`[${join(models.map((model) => entryOf(model, context)))}]`,
                },
              ],
            }),
          },
        ],
      };
    },
  });
}

/** Nested models have no validator. The union of a thousand types of schemas would be too complex for the compiler. */
function entryOf(model: Model, { slots }: RenderContext): Code {
  try {
    const validator = value(slots.validator.validator(model));
    const schema = value({ kind: 'symbol', identity: `zod.response ${model.id}` });
    return code`{ model: ${literal(model.id)}, schema: ${schema}, validator: ${validator} } as unknown,`;
  } catch {
    return code``;
  }
}
