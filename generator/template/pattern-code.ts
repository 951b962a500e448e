/** Regular expressions of a document as code. */
import { call } from './combinators.ts';
import { code, literal, type Code } from './code.ts';
import { runtimeValue } from './runtime.ts';
import type { RenderContext } from './slots.ts';

/**
 * Returns `new RegExp('…', 'u')`; for an expression that takes long on some texts, one that refuses long texts.
 *
 * The flag `u` is that of JSON Schema Core, section 6.4. It is left out if the pattern is only valid without.
 */
export function regularExpression(source: string, context: Pick<RenderContext, 'api' | 'slots'>): Code {
  const given = [literal(source), isValid(source, 'u') ? literal('u') : null];
  const isSlow = context.api.slowPatterns?.includes(source) === true;
  return isSlow ? call(runtimeValue('shortTextPattern', context), given) : call(code`new RegExp`, given);
}

function isValid(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}
