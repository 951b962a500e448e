/** Suggests an overlay for a list whose pages have numbers, where it is not certain what ends the list. */
import { pointerKeys, pointerStep } from '../../api/place.ts';
import { placeOf, quote, type Scope } from '../scope.ts';
import type { OperationContext } from './extension.ts';
import { probablePagination } from './detected-pagination.ts';

/** The action is one line of YAML, which is JSON as well: a message prints no line breaks. */
export function suggestOverlay(scope: Scope, context: OperationContext): void {
  const probable = probablePagination(context);
  if (probable?.next.kind !== 'page') return;
  const { items, totalItems, next } = probable;
  const pagination = {
    style: 'page',
    parameter: next.parameter,
    ...(next.first === 1 ? {} : { first: next.first }),
    ...(items.length === 0 ? {} : { items: pointerTo(items) }),
    ...(totalItems === null ? {} : { totalItems: pointerTo(totalItems) }),
  };
  const action = { target: pathTo(context.source.pointer), update: { 'x-pagination': pagination } };
  const end =
    totalItems === null
      ? 'nothing in its response ends the list'
      : `${quote(pointerTo(totalItems))} may count items or pages`;
  scope.diagnostics.report({
    code: 'CW2066',
    message: `${quote(context.operation.id)} takes ${quote(next.parameter)}, but ${end}: no method returns all items.`,
    help: `If an empty page${totalItems === null ? '' : ' or this number of items'} ends the list, add this line to the actions of an overlay: - ${JSON.stringify(action)}`,
    place: placeOf(scope, context.source),
  });
}

function pointerTo(keys: readonly string[]): string {
  return keys.map(pointerStep).join('');
}

/** `$.paths['/guests'].get`: keys that are no names are quoted (RFC 9535, section 2.3.1.1). */
function pathTo(pointer: string): string {
  const steps = pointerKeys(pointer).map((key) => {
    if (/^[A-Za-z_]\w*$/.test(key)) return `.${key}`;
    return /^[^'"\\\p{Cc}]*$/u.test(key) ? `['${key}']` : `[${JSON.stringify(key)}]`;
  });
  return `$${steps.join('')}`;
}
