/** Names that HTTP allows for headers and cookies. */
import { isToken } from '../api/requests.ts';
import { quote, report, type Scope } from './scope.ts';
import { memberOf, type Source } from './source.ts';

/** Characters that end no cookie and no name of one, also those that RFC 6265 forbids and servers accept. */
const cookieName = /^[!-+\--:<>-~]+$/;

/** Returns false, and reports, for the name of a header or cookie that no request can have: platforms refuse to send it. */
export function isFieldName(scope: Scope, source: Source, name: string): boolean {
  const location = String(memberOf(source.value, 'in') ?? 'header');
  const isUsable = location === 'header' ? isToken(name) : location !== 'cookie' || cookieName.test(name);
  if (isUsable) return true;
  const message = `${quote(name)} cannot be the name of a ${location}.`;
  report(scope, source, { code: 'CW2002', message });
  return false;
}
