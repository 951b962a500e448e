/** Says of bodies of text, which are strings as they are sent, that their schemas describe something else. */
import type { Content, Operation } from '../../api/api.ts';
import { unrefined } from '../../api/assertions.ts';
import type { Schema } from '../../api/schema.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { reportAt } from '../scope.ts';

/** Once for each media type, at the first: a document in XML has them everywhere. */
export function reportDescribedTexts(scope: Scope, operations: readonly Operation[]): void {
  const texts = operations
    .flatMap(({ requestBody, responses }) => [
      // A client receives events, and sends them as text.
      (requestBody?.content ?? []).map((each) =>
        each.format === 'events' ? ({ ...each, format: 'text' } as const) : each,
      ),
      ...responses.map(({ content }) => content),
    ])
    .filter((contents) => !contents.some(({ format }) => format === 'json'))
    .flatMap((contents) => contents.filter((content) => isDescribed(scope, content)));
  for (const [mediaType, [first, ...others]] of Map.groupBy(texts, (content) => content.mediaType)) {
    if (first === undefined) continue;
    const count = others.length === 0 ? 'A body' : `${others.length + 1} bodies`;
    const message = `${count} of ${quote(mediaType)} ${others.length === 0 ? 'is a string' : 'are strings'}: the schema is ignored.`;
    reportAt(scope, first.schema.place, { code: 'CW2037', message });
  }
}

function isDescribed(scope: Scope, { format, schema }: Content): boolean {
  return format === 'text' && !isPlainText(scope, schema);
}

/** Returns true for the schema of a text, and for none. Also by way of a component, of which an alias of an alias is none. */
export function isPlainText(scope: Scope, written: Schema): boolean {
  const schema = unrefined(written);
  const { built } = scope.schemas;
  const meant =
    schema.kind === 'model' ? unrefined(built.get(schema.model.replace(/^#/, '')) ?? schema) : schema;
  return meant.kind === 'string' || meant.kind === 'unknown';
}
