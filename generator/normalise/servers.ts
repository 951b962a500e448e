/** Turns `servers` and their variables into `Server`s, in the order of the document. */
import type { Server, ServerVariable } from '../api/api.ts';
import { placeOf, quote, quoteAll, report, type Scope } from './scope.ts';
import { childOf, entriesOf, itemsOf, type Source, strayBraces, textAt, variablesIn } from './source.ts';

export function readServers(scope: Scope, source: Source): readonly Server[] {
  return itemsOf(source).flatMap((server): readonly Server[] => {
    const url = textAt(server, 'url');
    if (url === null) {
      report(scope, server, { code: 'CW2002', message: 'A server needs a url.' });
      return [];
    }
    return [
      {
        url,
        name: textAt(server, 'name'),
        description: textAt(server, 'description'),
        variables: readVariables(scope, server, url),
        place: placeOf(scope, server),
      },
    ];
  });
}

/** A variable of the URL that is not defined has no default: without a value of the caller, the URL is invalid. */
function readVariables(scope: Scope, server: Source, url: string): readonly ServerVariable[] {
  const defined = entriesOf(childOf(server, 'variables')).map(([name, value]) =>
    readVariable(scope, name, value),
  );
  const stray = strayBraces(url);
  if (stray !== null) {
    const message = `${quote(stray)} in the URL of the server encloses no name of a variable: it is used as it is.`;
    report(scope, server, { code: 'CW2002', message });
  }
  const names = new Set(defined.map(({ name }) => name));
  const used = new Set(variablesIn(url));
  for (const [name, value] of entriesOf(childOf(server, 'variables'))) {
    if (used.has(name)) continue;
    const message = `The URL of the server has no variable ${quote(name)}.`;
    report(scope, value, { code: 'CW2002', message });
  }
  const missing = [...used].filter((name) => !names.has(name));
  for (const name of missing) {
    const message = `The variable ${quote(name)} of the server's URL is not defined: callers must choose its value.`;
    report(scope, server, { code: 'CW2002', message });
  }
  return [
    ...defined.filter(({ name }) => used.has(name)),
    ...missing.map((name) => ({ name, default: null, values: [], description: null })),
  ];
}

function readVariable(scope: Scope, name: string, source: Source): ServerVariable {
  const values = itemsOf(childOf(source, 'enum')).map(({ value }) => String(value));
  const written = childOf(source, 'default').value;
  if (written === undefined) {
    report(scope, source, { code: 'CW2002', message: `The variable ${quote(name)} needs a default.` });
  }
  if (written !== undefined && values.length > 0 && !values.includes(String(written))) {
    const message = `The default of the variable ${quote(name)} is not one of its values: ${quoteAll(values)}.`;
    report(scope, childOf(source, 'default'), { code: 'CW2002', message });
  }
  const fallback = written === undefined ? (values[0] ?? '') : String(written);
  return { name, default: fallback, values, description: textAt(source, 'description') };
}
