/** Reports the keywords of a schema that nothing reads: unknown ones, and references that loading could not resolve. */
import { keywords } from '../../api/keywords.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import { quote, report, type Scope } from '../scope.ts';
import { childOf, objectOf, type Source, textAt } from '../source.ts';

/** Reports each keyword that is misspelt, of another dialect, or not validated. */
export function reportKeywords(scope: Scope, source: Source): void {
  reportDialect(scope, source);
  const written = Object.keys(objectOf(source) ?? {}).filter((keyword) => !keyword.startsWith('x-'));
  for (const keyword of written.toSorted()) reportKeyword(scope, source, keyword);
}

/** Earlier drafts differ in corners that few authors know; where each counts, they are refused. */
function reportDialect(scope: Scope, source: Source): void {
  const dialect = textAt(source, '$schema');
  if (scope.options.schemas === 'lenient' || dialect === null || readDialect.test(dialect)) return;
  const message = `The dialect ${quote(dialect)} is not supported.`;
  report(scope, childOf(source, '$schema'), { code: 'CW2003', message });
}

const readDialect =
  /^https:\/\/(json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.\d\/(dialect|schema)\/.+)#?$/;

function reportKeyword(scope: Scope, source: Source, name: string): void {
  const keyword = keywords.get(name);
  const place = childOf(source, name);
  if (keyword === undefined || !isRead(scope, name)) {
    report(scope, place, {
      code: 'CW2004',
      message: `Unknown schema keyword \`${shown(name)}\`.${hint(name)}`,
    });
  } else if (keyword.role === 'reference' && name !== '$ref') {
    report(scope, place, { code: 'CW2003', message: `\`${name}\` is not validated.` });
  }
}

/** Documents of OpenAPI 3.0 have lost it when they get here; in later ones authors still write it. */
function isRead(scope: Scope, name: string): boolean {
  return name !== 'nullable' || scope.options.schemas === 'lenient';
}

/** A short name is near many others. */
function hint(name: string): string {
  const nearest = name.length < 4 ? null : suggest(name, [...keywords.keys()]);
  return nearest === null || nearest === name ? '' : ` Did you mean \`${nearest}\`?`;
}

/** One line of bounded length, as `quote` makes it, without its quotes. */
function shown(name: string): string {
  return quote(name).slice(1, -1).replaceAll('`', "'");
}
