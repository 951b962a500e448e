/** Which check of the runtime an enum needs. */
import { runtimeValue, type Code, type EnumSchema } from '../../generator/index.ts';
import type { CheckContext } from './check-context.ts';

/** Only text and numbers may get members later. */
export function enumCheck({ members }: EnumSchema, context: CheckContext): Code {
  const types = new Set(members.map((known) => typeof known.value));
  const isOpen = types.size === 1 && !types.has('boolean');
  return runtimeValue(isOpen ? 'member' : 'known', context);
}
