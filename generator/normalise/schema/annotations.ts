/** Reads keywords of a schema that describe the property or parameter that has it: its default and its access. */
import type { JsonValue } from '../../api/json.ts';
import type { Access } from '../../api/schema.ts';
import { type Scope, targetOf } from '../scope.ts';
import { childOf, itemsOf, memberOf, type Source, textAt } from '../source.ts';

/** Annotations count through references and `allOf` (JSON Schema Core, section 7.7); this many of them. */
const MOST_STEPS = 32;

/** Not yet checked against the schema, which may refer to models that are still unknown. */
export function readDefault(scope: Scope, source: Source): JsonValue | undefined {
  return nearest(scope, source, (schema) => memberOf(schema.value, 'default'));
}

/** Both directions if the document has neither keyword, or both. */
export function readAccess(scope: Scope, source: Source): Access {
  return nearest(scope, source, accessOf) ?? 'both';
}

function accessOf(source: Source): Access | undefined {
  const read = memberOf(source.value, 'readOnly') === true;
  const write = memberOf(source.value, 'writeOnly') === true;
  if (read === write) return undefined;
  return read ? 'read' : 'write';
}

/** The answer of the schema itself, else of the nearest schema that it refers to or consists of. */
function nearest<Answer>(
  scope: Scope,
  source: Source,
  ask: (schema: Source) => Answer | undefined,
): Answer | undefined {
  const pending = [source];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const schema = pending.shift();
    if (schema === undefined) return undefined;
    const answer = ask(schema);
    if (answer !== undefined) return answer;
    const reference = textAt(schema, '$ref');
    const target = reference === null ? null : targetOf(scope, reference);
    if (target !== null) pending.push(target);
    pending.push(...itemsOf(childOf(schema, 'allOf')));
  }
  return undefined;
}
