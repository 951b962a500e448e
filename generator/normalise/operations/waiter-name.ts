/** Turns the resource of an operation and a state into what a waiter is called. */
import type { Operation } from '../../api/api.ts';
import { pascalCase, singularName, splitWords } from '../../naming/words.ts';

/** `executions` and `completed` → `ExecutionCompleted` */
export function waiterName({ path }: Operation, state: string): string {
  const resource = path.at(-2) ?? path.at(-1) ?? 'operation';
  return pascalCase([...splitWords(singularName(resource)), ...splitWords(state)]);
}
