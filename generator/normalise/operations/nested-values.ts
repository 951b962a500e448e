/** Reports parameters with values that no style can write: lists and objects inside lists and objects. */
import type { Operation, Parameter } from '../../api/api.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf } from '../../api/walk.ts';
import type { ModelSchemas } from '../models/components.ts';
import { isIncoming } from '../models/schema-uses.ts';
import { quote, reportAt, type Scope } from '../scope.ts';

export function reportNestedValues(
  scope: Scope,
  models: ModelSchemas,
  operations: readonly Operation[],
): void {
  for (const operation of operations) {
    if (isIncoming(operation)) continue;
    for (const parameter of operation.parameters) {
      if (!isWrittenInStyle(parameter) || !hasNestedValue(parameter, models)) continue;
      const message = `The parameter ${quote(parameter.name)} has lists or objects inside, which the style ${quote(parameter.style)} cannot write: a call that passes one fails.`;
      reportAt(scope, parameter.place, { code: 'CW2071', message });
    }
  }
}

/** JSON and forms have a place for every value; `deepObject` is commonly written at any depth. */
function isWrittenInStyle({ mediaType, style }: Parameter): boolean {
  return mediaType === null && style !== 'deepObject';
}

function hasNestedValue({ schema, location, explode }: Parameter, models: ModelSchemas): boolean {
  const isExploded = location === 'query' && explode;
  return alternativesOf(schema, models).some((outer) =>
    membersOf(outer).some((member) =>
      alternativesOf(member, models).some((inner) => {
        if (!isContainer(inner)) return false;
        // A list in an exploded object repeats its key.
        const repeats = isExploded && !isList(outer) && isList(inner);
        return !repeats || membersOf(inner).some((item) => alternativesOf(item, models).some(isContainer));
      }),
    ),
  );
}

/** The schemas that one value may have, behind names and unions. */
function alternativesOf(schema: Schema, models: ModelSchemas): readonly Schema[] {
  const found = new Set<Schema>();
  const pending = [schema];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    if (next.kind === 'union' || next.kind === 'intersection') pending.push(...next.members);
    if (next.kind === 'refined') pending.push(next.schema);
    const target = next.kind === 'model' ? models.get(next.model) : undefined;
    if (target !== undefined) pending.push(target);
  }
  return [...found];
}

function isContainer(schema: Schema): boolean {
  return isList(schema) || schema.kind === 'object' || schema.kind === 'record';
}

function isList({ kind }: Schema): boolean {
  return kind === 'array' || kind === 'tuple';
}

function membersOf(schema: Schema): readonly Schema[] {
  if (!isContainer(schema)) return [];
  return childrenOf(schema).flatMap(({ step, schema: child }) => (step.kind === 'keys' ? [] : [child]));
}
