/** The environment → colours, or functions that leave text as it is. */
import { createColors } from 'picocolors';
import type { Colours } from '../diagnostics/print-pretty.ts';
import type { Environment } from './environment.ts';

/** NO_COLOR wins over FORCE_COLOR: who asks for plain text has a reason, who forces colour a wish. */
export function paletteFor(stream: 'stdout' | 'stderr', { env, isTerminal }: Environment): Colours {
  return createColors(isColoured(env, isTerminal[stream]));
}

function isColoured(env: Environment['env'], isTerminal: boolean): boolean {
  if (isSet(env['NO_COLOR'])) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}

/** https://no-color.org: present and not empty. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
