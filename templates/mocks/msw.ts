/** A template that adds handlers of Mock Service Worker: one for each operation, which answer with samples. */
import { defineTemplate, type Template } from '../../generator/index.ts';
import { mockStatements, allMocksStatement, factoryStatement, type MockContext } from './mock-statements.ts';
import { declareMocks, overlappingUrls } from './mock-symbols.ts';
import { sampleFiles } from './samples.ts';

/**
 * Adds `./msw`: a handler of Mock Service Worker for each operation, and `handlers()` for all of them.
 *
 * Handlers answer with the samples of `samples()`, which this template includes.
 */
export function msw(): Template<null> {
  return defineTemplate({
    name: 'msw',
    slot: null,
    declare(api, plan) {
      const { files, exports, samples, symbols } = sampleFiles(api, plan);
      if (api.operations.length === 0) return { files, package: { exports } };
      const names = declareMocks(api, plan);
      const overlapping = overlappingUrls(api.operations);
      const around = { symbols, samples, factory: names.factory, overlapping };
      const byFile = Map.groupBy(names.mocks, ({ file }) => file);
      const handlerFiles = [...byFile].map(([file, handlers]) => ({
        file,
        render: (context: MockContext['context']) => ({
          kind: 'code' as const,
          statements: handlers.flatMap((each) => mockStatements(each, { ...around, context })),
        }),
      }));
      return {
        files: [
          ...files,
          ...handlerFiles,
          {
            file: names.factoryFile,
            render: (context) => ({ kind: 'code', statements: [factoryStatement(names.factory, context)] }),
          },
          {
            file: names.index,
            render: (context) => ({ kind: 'code', statements: [allMocksStatement(names, context)] }),
          },
        ],
        package: {
          exports,
          exportFiles: [names.index, ...byFile.keys()],
        },
      };
    },
  });
}
