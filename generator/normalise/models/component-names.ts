/** Names of components. A key that a framework numbered or built from an operation gives way to what it stands for. */
import type { Operation } from '../../api/api.ts';
import { pascalCase, splitWords } from '../../naming/words.ts';
import type { ModelSchemas } from './components.ts';
import { nameOfComponent } from './components.ts';

/** The name of a component, by the id of its model. */
export type ComponentName = (id: string) => string;

/** A name that two components would have goes to neither: both keep their keys. */
export function componentNames(models: ModelSchemas, operations: readonly Operation[]): ComponentName {
  const wishes = new Map(
    [...models].map(([id, { docs }]) => {
      const key = nameOfComponent(id);
      return [
        id,
        titleOfNumbered(key, docs.summary) ?? bodyName(key, operations) ?? withoutArity(key),
      ] as const;
    }),
  );
  const wanted = Map.groupBy(wishes.values(), typeName);
  return (id) => {
    const wish = wishes.get(id);
    return wish === undefined || (wanted.get(typeName(wish))?.length ?? 0) > 1 ? nameOfComponent(id) : wish;
  };
}

/** `@fastify/swagger` counts schemas, and keeps their ids as titles: `def-0` is `User`. A longer title is a sentence. */
function titleOfNumbered(key: string, title: string | null): string | null {
  const name = /^[a-z]+:\/\//i.test(title ?? '') ? endOfAddress(title ?? '') : (title ?? '');
  const words = splitWords(name);
  return /^def-\d+$/.test(key) && words.length > 0 && words.length <= 5 ? name : null;
}

/** An id may be an address: `https://example.com/schemas/user.json#` is `user`. */
function endOfAddress(address: string): string {
  const [path = ''] = address.split(/[?#]/);
  return (path.split('/').findLast((segment) => segment !== '') ?? '').replace(
    /(?:\.schema)?\.(?:json|ya?ml)$/i,
    '',
  );
}

/** .NET: "Result`1[[TokenDto]]" has one type argument. */
function withoutArity(key: string): string {
  return key.replaceAll(/`\d+/g, ' ');
}

/** FastAPI: `Body_create_file_files_post` is the form of the operation `create_file_files_post`. */
function bodyName(key: string, operations: readonly Operation[]): string | null {
  const id = /^Body_(.+)$/.exec(key)?.[1];
  const operation = id === undefined ? undefined : operations.find((each) => each.id === id);
  const method = operation?.path.at(-1);
  return method === undefined ? null : `${method} body`;
}

function typeName(name: string): string {
  return pascalCase(splitWords(name));
}
