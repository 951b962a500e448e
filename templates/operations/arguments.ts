/** The one argument object of a call: its keys, named by where each goes and what it is called there, and `body`. */
import {
  argumentIdentity,
  type CallProperty,
  type Content,
  keyName,
  longerKeyNames,
  type Operation,
  type Parameter,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type RenderContext,
  type RequestBody,
  sentContent,
  type Schema,
} from '../../generator/index.ts';
import { bodyChoices } from './contents.ts';

export type ArgumentSymbols = ReadonlyMap<Parameter, PlannedSymbol>;

interface ArgumentRequest {
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
        identity: argumentIdentity(operation.id, parameter),
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
    !parameters.some((parameter) => plan.wasThere('symbol', argumentIdentity(operation.id, parameter)));
  if (!isOlder) return new Map(parameters.map((parameter) => [parameter, rankOf(parameter)]));
  const inOrder = parameters.toSorted((a, b) => rankOf(b) - rankOf(a));
  return new Map(inOrder.map((parameter, index) => [parameter, inOrder.length - index]));
}

/** Properties of the argument of a call, by their final names: parameters in their order, then the body. */
export function callProperties(operation: Operation, context: RenderContext): readonly CallProperty[] {
  return context.slots.operation.properties(operation, context);
}

/** The same before names are final: each property by the first name that it asks for. */
export function plannedProperties(operation: Operation): readonly CallProperty[] {
  return namedProperties(operation, ({ name }) => keyName(name));
}

export function namedProperties(
  operation: Operation,
  nameOf: (parameter: Parameter) => string,
): readonly CallProperty[] {
  const ofOtherBodies = new Set(otherPartHeaders(operation));
  const parameters = argumentParameters(operation).map((parameter): CallProperty => {
    const { schema, docs, place } = parameter;
    const required = parameter.required && !ofOtherBodies.has(parameter);
    return { name: nameOf(parameter), required, schema, docs, place, parameter };
  });
  return [...parameters, ...bodyProperties(operation)];
}

/** The parameters of a call: those of the operation, and headers of the parts of its bodies. */
function argumentParameters(operation: Operation): readonly Parameter[] {
  const usual = sentContent(operation)?.partHeaders ?? [];
  return [...operation.parameters, ...usual, ...otherPartHeaders(operation)];
}

/** Headers of the parts of bodies that a call has to choose, without those that the default body has too. */
function otherPartHeaders(operation: Operation): readonly Parameter[] {
  const sent = sentContent(operation);
  const usual = sent?.partHeaders ?? [];
  const others = bodyChoices(operation).filter((content) => content !== sent);
  const all = [...usual, ...others.flatMap(({ partHeaders = [] }) => partHeaders)];
  const isFirst = (header: Parameter): boolean => all.find((each) => isSameHeader(each, header)) === header;
  return all.slice(usual.length).filter(isFirst);
}

/** The names of headers do not depend on case (RFC 9110, section 5.1). */
function isSameHeader(one: Parameter, other: Parameter): boolean {
  return one.part === other.part && one.name.toLowerCase() === other.name.toLowerCase();
}

/** Returns the header in the parts of a body, as this body declares it. */
export function partHeaderIn({ partHeaders = [] }: Content, header: Parameter): Parameter | undefined {
  return partHeaders.find((each) => isSameHeader(each, header));
}

/** The properties of a call that are headers of the parts of one of its bodies, required where that body requires them. */
export function partHeaderProperties(
  operation: Operation,
  content: Content,
  context: RenderContext,
): readonly PartHeaderProperty[] {
  return callProperties(operation, context).flatMap((property) => {
    const { parameter } = property;
    const own = parameter === null ? undefined : partHeaderIn(content, parameter);
    if (parameter?.part === undefined || own === undefined) return [];
    return [{ ...property, parameter, part: parameter.part, required: own.required }];
  });
}

type PartHeaderProperty = CallProperty & { readonly parameter: Parameter; readonly part: string };

function bodyProperties(operation: Operation): readonly CallProperty[] {
  const content = sentContent(operation);
  if (content === null || operation.requestBody === null) return [];
  return [bodyProperty(operation.requestBody, content)];
}

/** The body of a call, as one of its media types describes it. */
export function bodyProperty(body: RequestBody, content: Content, required = body.required): CallProperty {
  const { docs: own, place } = body;
  const { schema } = content;
  // The model of several bodies has the words of one of them: the reference has those of this one.
  const isDescribed = own.description !== null || own.summary !== null || schema.kind !== 'model';
  const { summary, description } = schema.docs;
  const docs = isDescribed ? own : { ...own, summary, description };
  return { name: 'body', required, schema: bodySchema(content), docs, place, parameter: null };
}

/** Returns a schema that the media type can carry, if the schema is missing or does not fit. */
function bodySchema({ format, schema, place }: Content): Schema {
  const base = { docs: schema.docs, place };
  switch (format) {
    case 'json':
      return schema;
    case 'form':
    case 'multipart': {
      const keys: Schema = { ...base, kind: 'string', format: null, limits: {} };
      const open: Schema = {
        ...base,
        kind: 'record',
        keys,
        values: { ...base, kind: 'unknown' },
        limits: {},
      };
      return schema.kind === 'unknown' || schema.kind === 'string' ? open : schema;
    }
    case 'text':
    case 'lines':
    case 'events':
      if (format === 'lines' && schema.kind === 'array') return schema;
      return (schema.kind === 'string' && schema.format !== 'binary') || schema.kind === 'enum'
        ? schema
        : { ...base, kind: 'string', format: null, limits: {} };
    case 'binary':
      return { ...base, kind: 'string', format: 'binary', limits: {} };
  }
}
