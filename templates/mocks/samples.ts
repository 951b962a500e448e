/** A template that adds a sample value for each model and each response, for tests and mocks. */
import {
  defineTemplate,
  type Api,
  type FileTemplate,
  type Plan,
  type PlannedFile,
  type RenderContext,
  type Statement,
  type Template,
} from '../../generator/index.ts';
import { modelSamples, type ModelSamples } from './model-samples.ts';
import { declareSamples, type SampleFunctions, type SampleSymbols } from './sample-symbols.ts';
import { formStatements, responseStatements, type StatementContext } from './sample-statements.ts';

/**
 * Adds `./samples`: `sampleProduct(overrides)` for each model `Product`.
 *
 * The samples are chosen when the package is generated, so the same document gives the same values.
 */
export function samples(): Template<null> {
  return defineTemplate({
    name: 'samples',
    slot: null,
    declare(api, plan) {
      const { files, exports } = sampleFiles(api, plan);
      return { files, package: { exports } };
    },
  });
}

/** The files of the samples, for this template and for those that include it. */
export interface SampleFiles {
  readonly files: readonly FileTemplate[];
  readonly exports: Readonly<Record<string, PlannedFile>>;
  readonly samples: ModelSamples;
  readonly symbols: SampleSymbols;
}

export function sampleFiles(api: Api, plan: Plan): SampleFiles {
  const made = modelSamples(api);
  const symbols = declareSamples(api, made, plan);
  const functions = [...symbols.forms.values(), ...symbols.responses];
  const around = (context: RenderContext): StatementContext => ({ symbols, samples: made, context });
  const byFile = new Map<PlannedFile, ((context: RenderContext) => readonly Statement[])[]>();
  const add = (file: PlannedFile, render: (context: RenderContext) => readonly Statement[]): void => {
    byFile.set(file, [...(byFile.get(file) ?? []), render]);
  };
  for (const form of symbols.forms.values())
    add(form.file, (context) => formStatements(form, around(context)));
  for (const each of symbols.responses)
    add(each.file, (context) => responseStatements(each, around(context)));
  const files = [...byFile].map(([file, renders]): FileTemplate => ({
    file,
    render: (context) => ({ kind: 'code', statements: renders.flatMap((render) => render(context)) }),
  }));
  return {
    files: [...files, indexFile(symbols, functions)],
    exports: { './samples': symbols.index },
    samples: made,
    symbols,
  };
}

function indexFile(symbols: SampleSymbols, functions: readonly SampleFunctions[]): FileTemplate {
  return {
    file: symbols.index,
    render: (context) => {
      for (const { model, direction } of symbols.withoutSample)
        context.report({
          code: 'CW4011',
          message: `No sample of the ${direction === 'request' ? 'request ' : ''}model \`${context.qualifiedNameOf(context.slots.model.type(model, direction))}\``,
          place: model.place,
        });
      const names = functions.flatMap(({ plain, wire }) => (wire === null ? [plain] : [plain, wire]));
      return { kind: 'code', statements: [{ kind: 'reexport', symbols: names }] };
    },
  };
}
