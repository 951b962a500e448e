/** Returns the types that the keywords and the format of a schema without `type` imply. */
import type { JsonObject } from './json.ts';
import { keywordsThat, typeFamilies } from './keywords.ts';
import type { TypeFamily } from './keywords.ts';

const textFormats =
  /^(date|date-time|time|duration|uuid|uri|uri-reference|email|hostname|ipv4|ipv6|binary|byte|password)$/;
const numberFormats = /^(float|double|int32|int64)$/;

const limiting = typeFamilies.map((type) => ({
  type,
  keywords: keywordsThat((keyword) => keyword.type === type && keyword.role !== 'annotation'),
}));

const describing = keywordsThat(({ type, role }) => type === 'string' && role === 'annotation');

/** Several if its keywords belong to several types; empty if no keyword belongs to a type. */
export function impliedTypes(schema: JsonObject): readonly TypeFamily[] {
  const has = (keyword: string): boolean => Object.hasOwn(schema, keyword);
  const found = limiting.filter(({ keywords }) => keywords.some(has)).map(({ type }) => type);
  const byFormat = typeOfFormat(schema['format']);
  // A number with a `pattern` for its digits is a number.
  if (byFormat !== null && (found.length === 0 || found.includes(byFormat))) return [byFormat];
  return found.length === 0 && describing.some(has) ? ['string'] : found;
}

function typeOfFormat(format: unknown): TypeFamily | null {
  if (typeof format !== 'string') return null;
  if (textFormats.test(format)) return 'string';
  return numberFormats.test(format) ? 'number' : null;
}
