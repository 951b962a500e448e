/** Reads the names and descriptions that a document gives the members of an enum, from the extensions in use. */
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonValue } from '../../api/json.ts';
import { isSafeKey } from '../../naming/identifier.ts';
import { report, shownValue } from '../scope.ts';
import type { Scope } from '../scope.ts';
import { childOf, hasKey, itemsOf, memberOf } from '../source.ts';
import type { Source } from '../source.ts';

/** Name and description of a member; `null`: the document has none. */
export interface MemberTexts {
  /** Name of its constant. */
  readonly name: string | null;
  readonly description: string | null;
}

/** Returns the texts of the member at a position of the list. `values`: the members as written. */
export function readMemberTexts(
  scope: Scope,
  source: Source,
  values: readonly Source[],
): (value: Source) => MemberTexts {
  const names = readNames(scope, source, values);
  const describe = memberDescriptions(source);
  return (value) => {
    const name = names.get(value) ?? null;
    const description = describe(value.value ?? null, values.indexOf(value));
    return { name, description };
  };
}

/** A member and the place of its name. */
interface NamedMember {
  readonly member: Source;
  readonly name: Source;
}

/** Lists in the order of `enum`, or maps by value. */
const nameKeys = ['x-enum-varnames', 'x-enumNames'];

function readNames(scope: Scope, source: Source, values: readonly Source[]): ReadonlyMap<Source, string> {
  const key = nameKeys.find((each) => hasKey(source, each));
  const named =
    key === undefined ? microsoftNames(source, values) : listedNames(scope, childOf(source, key), values);
  return usableNames(scope, named);
}

function listedNames(scope: Scope, list: Source, values: readonly Source[]): readonly NamedMember[] {
  if (isJsonObject(list.value)) {
    return values.flatMap((member) => {
      const name = childOf(list, String(member.value));
      return name.value === undefined ? [] : [{ member, name }];
    });
  }
  const names = itemsOf(list);
  const fitting = [values, values.filter(({ value }) => value !== null)].find(
    (members) => members.length === names.length,
  );
  if (isJsonArray(list.value) && fitting !== undefined) {
    return fitting.flatMap((member, index) => {
      const name = names[index];
      return name === undefined || member.value === null ? [] : [{ member, name }];
    });
  }
  const message = `A list of ${values.length} names is expected here, one for each member.`;
  report(scope, list, { code: 'CW2070', message });
  return [];
}

/** `x-ms-enum`: an object for each member, found by its value. */
function microsoftNames(source: Source, values: readonly Source[]): readonly NamedMember[] {
  const described = itemsOf(childOf(childOf(source, 'x-ms-enum'), 'values'));
  return described.flatMap((each) => {
    const member = values.find(({ value }) => value === memberOf(each.value, 'value'));
    return member === undefined || !hasKey(each, 'name') ? [] : [{ member, name: childOf(each, 'name') }];
  });
}

/** Names that are identifiers, and belong to one member each. Reports the others. */
function usableNames(scope: Scope, named: readonly NamedMember[]): ReadonlyMap<Source, string> {
  const groups = Map.groupBy(named, ({ name }) => JSON.stringify(name.value));
  const usable = new Map<Source, string>();
  for (const { member, name } of named) {
    const text = name.value;
    const isShared = (groups.get(JSON.stringify(text))?.length ?? 0) > 1;
    if (typeof text === 'string' && isSafeKey(text) && !isShared) {
      usable.set(member, text);
      continue;
    }
    const shown = shownValue(text);
    const fault = isShared ? 'names several members' : 'is not an identifier';
    report(scope, name, { code: 'CW2070', message: `${shown} ${fault}.` });
  }
  return usable;
}

/** Lists in the order of `enum`, or maps by value. A name describes a member that has no description. */
const descriptionKeys = ['x-enum-descriptions', 'x-enumDescriptions', ...nameKeys];

function memberDescriptions(source: Source): (value: JsonValue, index: number) => string | null {
  const lists = descriptionKeys.map((key) => memberOf(source.value, key));
  const described = itemsOf(childOf(childOf(source, 'x-ms-enum'), 'values'));
  return (value, index) => {
    const own = described.find((each) => memberOf(each.value, 'value') === value)?.value;
    const texts = [
      ...lists.map((list) => memberOf(list, isJsonObject(list) ? String(value) : String(index))),
      memberOf(own, 'description'),
      memberOf(own, 'name'),
    ];
    return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? null;
  };
}
