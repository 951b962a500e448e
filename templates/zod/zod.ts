/** A template that adds schemas of zod: one for each model, for forms and for schemas that are composed of them. */
import { defineTemplate, type RenderContext, type Template } from '../../generator/index.ts';
import { declareSchemas, type SchemaSymbols } from './schema-symbols.ts';
import { conversionStatements, schemaStatements, statedSchemas } from './schema-statements.ts';

/**
 * Adds `./zod`: `productSchema` for each model `Product`.
 *
 * A schema has the verdict of the exact validator. Conditions that zod cannot express are left to that validator.
 */
export function zod(): Template<null> {
  return defineTemplate({
    name: 'zod',
    slot: null,
    declare(api, plan) {
      const symbols = declareSchemas(api, plan);
      const { index, conversions, schemas } = symbols;
      const byFile = Map.groupBy(schemas.values(), ({ file }) => file);
      const stated = onceFor((context) => statedSchemas(symbols, context));
      const files = [...byFile].map(([file, own]) => ({
        file,
        render: (context: RenderContext) => ({
          kind: 'code' as const,
          statements: own.flatMap((each) => schemaStatements(each, stated(context), { symbols, context })),
        }),
      }));
      const entry = {
        file: index,
        render: (context: RenderContext) => ({
          kind: 'code' as const,
          statements: [
            { kind: 'reexport' as const, symbols: statedNames([...schemas.values()], stated(context)) },
          ],
        }),
      };
      const shared = {
        file: conversions.file,
        render: (context: RenderContext) => ({
          kind: 'code' as const,
          statements: conversionStatements(conversions, context),
        }),
      };
      return {
        files: [...files, entry, ...(api.types === undefined ? [] : [shared])],
        package: { exports: { './zod': index } },
      };
    },
  });
}

function statedNames(
  schemas: readonly SchemaSymbols[],
  stated: ReadonlyMap<string, unknown>,
): readonly SchemaSymbols['name'][] {
  return schemas.filter(({ id }) => stated.has(id)).map(({ name }) => name);
}

/** All files of a package have the same context. */
function onceFor<Result>(make: (context: RenderContext) => Result): (context: RenderContext) => Result {
  const made = new WeakMap<object, Result>();
  return (context) => {
    const known = made.get(context.api);
    if (known !== undefined) return known;
    const result = make(context);
    made.set(context.api, result);
    return result;
  };
}
