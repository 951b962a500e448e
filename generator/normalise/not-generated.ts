/** Counts the parts of a document that clients do not use, and reports each kind once. */
import type { Scope } from './scope.ts';
import { report } from './scope.ts';
import type { Source } from './source.ts';
import { childOf, entriesOf } from './source.ts';

export function reportNotGenerated(scope: Scope): void {
  const root: Source = { value: scope.document.root, pointer: '' };
  const operations = entriesOf(childOf(root, 'paths')).flatMap(([, pathItem]) => entriesOf(pathItem));
  const responses = operations.flatMap(([, operation]) => entriesOf(childOf(operation, 'responses')));
  const links = responses.flatMap(([, response]) => entriesOf(childOf(response, 'links')));
  reportCount(scope, 'link', { count: links.length, source: links[0]?.[1] ?? root });
}

function reportCount(scope: Scope, what: string, { count, source }: { count: number; source: Source }): void {
  if (count === 0) return;
  const message = `${count} ${count === 1 ? `${what} is` : `${what}s are`} not generated.`;
  report(scope, source, { code: 'CW2034', message });
}
