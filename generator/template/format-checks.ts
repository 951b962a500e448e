/** The formats of strings that are checked unless more are asked for, with the checks of the runtime. */
import type { RuntimeValueName } from './runtime-names.ts';

const checks: ReadonlyMap<string, RuntimeValueName> = new Map([
  ['uuid', 'uuid'],
  ['date', 'date'],
  ['time', 'time'],
  ['date-time', 'dateTime'],
  ['duration', 'duration'],
  ['email', 'email'],
  ['uri', 'uri'],
  ['ipv4', 'ipv4'],
  ['ipv6', 'ipv6'],
  ['json-pointer', 'jsonPointer'],
  ['regex', 'regex'],
]);

/** Returns the check of a format; `undefined`: any text of this format is valid. */
export function formatCheck(format: string | null): RuntimeValueName | undefined {
  return format === null ? undefined : checks.get(format);
}
