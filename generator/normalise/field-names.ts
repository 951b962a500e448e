/** Names that HTTP allows for headers and cookies. */
import { quote, report, type Scope } from './scope.ts';
import { memberOf, type Source } from './source.ts';

/** RFC 9110, section 5.6.2. Platforms refuse to send a header of any other name. */
const headerName = /^[!#$%&'*+\-.^`|~\w]+$/;

/** Characters that end no cookie and no name of one, also those that RFC 6265 forbids and servers accept. */
const cookieName = /^[!-+\--:<>-~]+$/;

/** Returns false, and reports, for the name of a header or cookie that no request can have. */
export function isFieldName(scope: Scope, source: Source, name: string): boolean {
  const location = String(memberOf(source.value, 'in') ?? 'header');
  const allowed = location === 'header' ? headerName : location === 'cookie' ? cookieName : /^/;
  if (allowed.test(name)) return true;
  const message = `${quote(name)} cannot be the name of a ${location}.`;
  report(scope, source, { code: 'CW2002', message });
  return false;
}
