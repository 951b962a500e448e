/** Turns `servers` and their variables into `Server`s, in the order of the document. */
import type { Server, ServerVariable } from '../api/api.ts';
import { quote } from './reference.ts';
import type { Scope } from './scope.ts';
import { placeOf, report } from './scope.ts';
import type { Source } from './source.ts';
import { childOf, entriesOf, itemsOf, textAt } from './source.ts';

export function readServers(scope: Scope, source: Source): readonly Server[] {
  return itemsOf(source).flatMap((server): readonly Server[] => {
    const url = textAt(server, 'url');
    if (url === null) {
      report(scope, server, { code: 'CW2002', message: 'A server needs a url.' });
      return [];
    }
    const variables = entriesOf(childOf(server, 'variables')).map(([name, value]) =>
      readVariable(scope, name, value),
    );
    return [{ url, description: textAt(server, 'description'), variables, place: placeOf(scope, server) }];
  });
}

function readVariable(scope: Scope, name: string, source: Source): ServerVariable {
  const values = itemsOf(childOf(source, 'enum')).map(({ value }) => String(value));
  const written = childOf(source, 'default').value;
  if (written === undefined) {
    report(scope, source, { code: 'CW2002', message: `The variable ${quote(name)} needs a default.` });
  }
  const fallback = written === undefined ? (values[0] ?? '') : String(written);
  return { name, default: fallback, values, description: textAt(source, 'description') };
}
