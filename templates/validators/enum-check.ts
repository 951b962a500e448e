/** Which check of the runtime an enum needs. */
import type { Code, EnumSchema } from '../../generator/index.ts';
import { runtime } from '../runtime/runtime-name.ts';
import type { CheckContext } from './check-context.ts';

/** Only text and numbers may get members later. */
export function enumCheck({ members }: EnumSchema, context: CheckContext): Code {
  const types = new Set(members.map((known) => typeof known.value));
  const isOpen = types.size === 1 && !types.has('boolean');
  return runtime(isOpen ? 'member' : 'known', context);
}
