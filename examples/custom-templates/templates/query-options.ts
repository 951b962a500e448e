/** Adds options of TanStack Query for each GET: `useQuery(booksListQuery(transport))`. */
import { array, code, defineTemplate, external, literal, runtimeType, type, value } from 'clientwright';
import type { FileTemplate, Statement } from 'clientwright';

const library = { from: '@tanstack/query-core', range: '^5.0.0', kind: 'peer' } as const;

export const queryOptions = defineTemplate({
  name: 'query-options',
  slot: null,
  declare(api, plan) {
    const file = plan.file({ identity: 'queries', path: 'src/queries.ts' });
    const queries = api.operations
      .filter(({ method }) => method === 'get')
      .map((operation) => {
        const name = `${operation.path.join(' ')} query`;
        const identity = `query:${operation.id}`;
        return { operation, name: plan.symbol({ identity, file, name, meaning: 'value' }) };
      });
    const render: FileTemplate['render'] = (context) => {
      const { call, parameters, properties, result } = context.slots.operation;
      const transport = { name: code`transport`, type: runtimeType('Transport', context) };
      const statements = queries.map(({ operation, name }): Statement => {
        const given = parameters(operation);
        const optional = properties(operation, context).every(({ required }) => !required);
        const own = given === null ? [] : [{ name: code`parameters`, type: type(given), optional }];
        const argument = given === null ? null : code`parameters`;
        const answer = code`${value(call(operation))}(transport, ${argument ?? code`{}`}, { signal })`;
        const queryKey = array([literal(operation.id), argument]);
        const returns = code`${external('QueryObserverOptions', library, 'type')}<${result(operation, context)}>`;
        const body = [code`return { queryKey: ${queryKey}, queryFn: ({ signal }) => ${answer} };`];
        return { kind: 'function', name, exported: true, parameters: [transport, ...own], returns, body };
      });
      return { kind: 'code', statements };
    };
    return { files: [{ file, render }], package: { exports: { './queries': file } } };
  },
});
