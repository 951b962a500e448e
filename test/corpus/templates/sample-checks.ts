/** A template for tests: a module that lists every sample function of a package beside the validator of its model. */
import {
  code,
  defineTemplate,
  join,
  literal,
  value,
  type Code,
  type Model,
  type PlannedSymbol,
  type RenderContext,
  type Template,
} from '../../../generator/index.ts';
import { keyOf, modelSamples } from '../../../templates/mocks/model-samples.ts';

/** One entry of the module. */
export interface SampleCheck {
  /** Id of the model. */
  readonly model: string;
  readonly direction: 'request' | 'response';
  readonly plain: () => unknown;
  /** The value as the server sends it, where that is another one. */
  readonly wire: (() => unknown) | null;
  readonly validator: { is(value: unknown, options: object): boolean; safeParse: Parse } | null;
}

type Parse = (value: unknown, options: object) => { readonly ok: boolean; readonly issues?: unknown };

/** `src/sample-checks.ts`, which exports `checks`. */
export function sampleChecks(): Template<null> {
  return defineTemplate({
    name: 'sample-checks',
    slot: null,
    declare(api, plan) {
      const samples = modelSamples(api);
      const forms = samples.forms.filter((form) => samples.sampleOf(form) !== null);
      const file = plan.file({ identity: 'sample-checks', path: 'src/sample-checks.ts' });
      const name = plan.symbol({ identity: 'sample-checks', file, name: 'checks', meaning: 'value' });
      const render = (context: RenderContext): Code =>
        code`[${join(
          forms.map((form) => {
            const { model, direction } = form;
            const wire = wireOf(keyOf(form), context);
            const plain = value(symbol(`sample.${keyOf(form)}`));
            return code`{ model: ${literal(model.id)}, direction: ${literal(direction)}, plain: ${plain}, wire: ${wire}, validator: ${validatorOf(model, context)} } as unknown,`;
          }),
        )}]`;
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
                  value: render(context),
                },
              ],
            }),
          },
        ],
      };
    },
  });
}

function symbol(identity: string): PlannedSymbol {
  return { kind: 'symbol', identity };
}

/** Only some samples have a second function. */
function wireOf(key: string, context: RenderContext): Code {
  const wire = symbol(`sample.${key} json`);
  try {
    context.fileOf(wire);
    return value(wire);
  } catch {
    return literal(null);
  }
}

/** Nested models have no validator of their own. */
function validatorOf(model: Model, { slots }: RenderContext): Code {
  try {
    return value(slots.validator.validator(model));
  } catch {
    return literal(null);
  }
}
