/** Declares the keys of a call's argument: one for each parameter, named by where it goes and what it is called there. */
import {
  keyName,
  longerKeyNames,
  type Operation,
  type Parameter,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
} from '../../generator/index.ts';
import { argumentParameters } from './call-properties.ts';

export type ArgumentSymbols = ReadonlyMap<Parameter, PlannedSymbol>;

export interface ArgumentRequest {
  readonly operation: Operation;
  readonly file: PlannedFile;
  /** The type of the argument. */
  readonly parent: PlannedSymbol;
}

/** Not free for a parameter, even where the operation takes no body: it may take one later. */
const reservedKeys: readonly string[] = ['body', '__proto__'];

export function declareArguments({ operation, file, parent }: ArgumentRequest, plan: Plan): ArgumentSymbols {
  const claims = claimsOf(operation, plan);
  return new Map(
    argumentParameters(operation).map((parameter) => {
      const { name, location, place } = parameter;
      const symbol = plan.symbol({
        identity: identityOf(operation, parameter),
        of: { what: `${location} parameter`, name, place },
        file,
        parent,
        name: keyName(name),
        alternatives: longerKeyNames(name, parameter.part ?? location),
        avoid: reservedKeys,
        meaning: 'value',
        isKey: true,
        claim: claims.get(parameter) ?? 0,
      });
      return [parameter, symbol] as const;
    }),
  );
}

/** The parameter that chooses the media type of the body. A parameter of the document has precedence for its name. */
export function declareContentType({ operation, file, parent }: ArgumentRequest, plan: Plan): PlannedSymbol {
  return plan.symbol({
    identity: `operation.argument:${operation.id}:body:contentType`,
    of: { what: 'media type of the body of', name: operation.id, place: operation.place },
    file,
    parent,
    name: 'contentType',
    alternatives: ['bodyContentType', 'bodyMediaType'],
    avoid: reservedKeys,
    meaning: 'value',
    isKey: true,
    claim: -1,
  });
}

export function symbolOf(parameter: Parameter, symbols: ArgumentSymbols): PlannedSymbol {
  const symbol = symbols.get(parameter);
  if (symbol === undefined) throw new Error(`The parameter ${parameter.name} was not declared.`);
  return symbol;
}

/** No colon in the last two parts, so that the identities of two parameters are never the same text. */
function identityOf({ id }: Operation, { name, location, part }: Parameter): string {
  // The names of headers do not depend on case (RFC 9110, section 5.1).
  const own = location === 'header' || location === 'part' ? name.toLowerCase() : name;
  const full = part === undefined ? own : `${part}/${own}`;
  return `operation.argument:${id}:${location}:${full.replaceAll('~', '~0').replaceAll(':', '~1')}`;
}

/** A variable of the path is there as long as the operation is; then a name goes to the parameter that is called so. */
function rankOf({ name, location }: Parameter): number {
  if (location === 'path') return 2;
  return keyName(name) === name ? 1 : 0;
}

/** A ledger that knows the operation and none of its arguments is older than arguments: there, order decided. */
function claimsOf(operation: Operation, plan: Plan): ReadonlyMap<Parameter, number> {
  const parameters = argumentParameters(operation);
  const isOlder =
    plan.wasThere('symbol', `operation.call:${operation.id}`) &&
    !parameters.some((parameter) => plan.wasThere('symbol', identityOf(operation, parameter)));
  if (!isOlder) return new Map(parameters.map((parameter) => [parameter, rankOf(parameter)]));
  const inOrder = parameters.toSorted((a, b) => rankOf(b) - rankOf(a));
  return new Map(inOrder.map((parameter, index) => [parameter, inOrder.length - index]));
}
