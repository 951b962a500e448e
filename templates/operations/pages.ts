/** Lists in pages: the constant that says how the pages follow one another, and the function for all items. */
import {
  call,
  code,
  isInherited,
  key,
  literal,
  object,
  ownMember,
  pagingFacts,
  runtimeType,
  runtimeValue,
  type,
  union,
  value,
  type Code,
  type MethodMember,
  type NextPage,
  type Operation,
  type Pagination,
  type RenderContext,
  type Schema,
  type Statement,
} from '../../generator/index.ts';
import { callProperties } from './arguments.ts';
import { successes } from './contents.ts';
import { resultType } from './decoders.ts';
import { plainSchema } from './representations.ts';
import { memberPath, schemaAt } from './waiter-conditions.ts';
import type { OperationSymbols, PageSymbols } from './operation-symbols.ts';
import { callParameters, isOptional } from './parameters.ts';

export interface PagesRequest {
  readonly operation: Operation;
  readonly symbols: OperationSymbols;
  readonly context: RenderContext;
}

/** The constant and the function; nothing where there are no pages. */
export function pageStatements(request: PagesRequest): readonly Statement[] {
  const { pages } = request.symbols;
  return pages === null ? [] : [pagingConstant(request, pages), allItemsFunction(request, pages)];
}

/** The same as a method of the resource. */
export function pageMethods(request: PagesRequest): readonly MethodMember[] {
  const { symbols, context } = request;
  if (symbols.pages === null) return [];
  return [
    {
      kind: 'method',
      name: context.nameOf(symbols.pages.method),
      parameters: callParameters(request.operation, symbols, context),
      returns: allItemsType(request),
      docs: {
        text: `All items of {@link ${context.nameOf(symbols.method)}}: each page is asked for when it is needed.`,
      },
      facts: pagingFacts(request.operation),
    },
  ];
}

function allItemsType(request: PagesRequest): Code {
  const { operation, context } = request;
  const name = runtimeType('AllItems', context);
  return code`${name}<${itemType(request)}, ${resultType(operation, context)}>`;
}

function allItemsFunction(request: PagesRequest, pages: PageSymbols): Statement {
  const { operation, symbols, context } = request;
  const given = isOptional(operation) ? code`parameters: ${orNone(operation, context)}` : code`parameters`;
  return {
    kind: 'function',
    name: pages.call,
    exported: true,
    docs: {
      text: `{@link ${context.nameOf(symbols.resource.type)}.${context.nameOf(pages.method)}} as a function of its own.`,
    },
    parameters: [
      { name: code`transport`, type: runtimeType('Transport', context) },
      ...callParameters(operation, symbols, context),
    ],
    returns: allItemsType(request),
    body: [
      code`return ${runtimeValue('allItems', context)}(transport, ${value(pages.constant)}, { ${given}, options });`,
    ],
  };
}

/** To the compiler, `{}` has a `constructor` that is no parameter. */
function orNone(operation: Operation, context: RenderContext): Code {
  const hasInherited = callProperties(operation, context).some(({ name }) => isInherited(name));
  return hasInherited ? code`{ ...parameters }` : code`parameters ?? {}`;
}

function pagingConstant(request: PagesRequest, { pagination, constant }: PageSymbols): Statement {
  const { operation, symbols, context } = request;
  const parameters = symbols.parameters === null ? code`object` : type(symbols.parameters);
  const members = [
    code`call: ${value(symbols.call)}`,
    code`items: ${pageReader(pagination.items, request)}`,
    pagination.more === null ? null : code`more: ${pageReader(pagination.more, request)}`,
    code`next: /* @__PURE__ */ ${nextPage(request, pagination)}`,
  ];
  const paging = runtimeType('Paging', context);
  return {
    kind: 'const',
    name: constant,
    exported: false,
    type: code`${paging}<${parameters}, ${resultType(operation, context)}, ${itemType(request)}>`,
    value: object(members, 'lines'),
  };
}

/** `byCursor((page) => page.next_cursor, (parameters, next) => ({ ...parameters, cursor: next }))` */
function nextPage(request: PagesRequest, pagination: Pagination): Code {
  const { context } = request;
  const { next } = pagination;
  switch (next.kind) {
    case 'cursor':
      return call(runtimeValue('byCursor', context), [
        pageReader(next.cursor, request),
        cursorWriter(request, next),
      ]);
    case 'last-item':
      return call(runtimeValue('byLastItem', context), [
        itemReader(next.cursor, request),
        cursorWriter(request, next),
      ]);
    case 'offset':
      return call(runtimeValue('byOffset', context), [counter(request, next, pagination)]);
    case 'page': {
      const first = next.first === 1 ? null : literal(next.first);
      return call(runtimeValue('byPage', context), [counter(request, next, pagination), first]);
    }
    case 'url':
      return call(runtimeValue('byUrl', context), [pageReader(next.url, request)]);
    case 'link':
      return code`${runtimeValue('byLink', context)}()`;
  }
}

function counter(
  request: PagesRequest,
  { parameter }: NextPage & { readonly parameter: string },
  { total, totalItems }: Pagination,
): Code {
  const name = propertyFor(request, parameter)?.name ?? parameter;
  const members = [
    code`read: (parameters) => ${ownMember(code`parameters`, name, request.context)}`,
    code`write: (parameters, count) => ({ ...parameters, ${key(name)}: count })`,
    total === null ? null : code`total: ${pageReader(total, request)}`,
    totalItems === null ? null : code`totalItems: ${pageReader(totalItems, request)}`,
  ];
  return object(members);
}

function cursorWriter(
  request: PagesRequest,
  next: NextPage & { readonly kind: 'cursor' | 'last-item' },
): Code {
  const { context } = request;
  const property = propertyFor(request, next.parameter);
  const from = next.kind === 'cursor' ? answerSchema(request) : itemSchema(request);
  const cursor = schemaAt(from, next.cursor, context);
  const isNumber = cursor !== undefined && plainSchema(cursor, context).kind === 'number';
  const isText = property !== undefined && plainSchema(property.schema, context).kind === 'string';
  const content = isText && isNumber ? code`String(next)` : code`next`;
  return code`(parameters, next) => ({ ...parameters, ${key(property?.name ?? next.parameter)}: ${content} })`;
}

function propertyFor(
  { operation, context }: PagesRequest,
  parameter: string,
): ReturnType<typeof callProperties>[number] | undefined {
  return callProperties(operation, context).find(
    (property) => property.parameter?.location === 'query' && property.parameter.name === parameter,
  );
}

/** `(page) => page.meta?.next` */
function pageReader(keys: readonly string[], request: PagesRequest): Code {
  return code`(page) => ${memberPath({ name: 'page', schema: answerSchema(request) }, keys, request.context)}`;
}

/** `(item) => item.id` */
function itemReader(keys: readonly string[], request: PagesRequest): Code {
  return code`(item) => ${memberPath({ name: 'item', schema: itemSchema(request) }, keys, request.context)}`;
}

/** Normalising has followed the keys already: there is an answer, and a list in it. */
function answerSchema(request: PagesRequest): Schema {
  const [schema] = answerSchemas(request);
  if (schema === undefined) throw new Error(`${request.operation.id} has pages, and no answer.`);
  return schema;
}

/** One for each media type: all of them have a list at the same keys. */
function answerSchemas({ operation }: PagesRequest): readonly Schema[] {
  return successes(operation).flatMap(({ content }) => content.map(({ schema }) => schema));
}

function itemSchema(request: PagesRequest): Schema {
  return itemIn(answerSchema(request), request);
}

function itemIn(answer: Schema, { operation, symbols, context }: PagesRequest): Schema {
  const keys = symbols.pages?.pagination.items ?? [];
  const found = schemaAt(answer, keys, context);
  const list = found === undefined ? undefined : plainSchema(found, context);
  if (list?.kind !== 'array') throw new Error(`${operation.id} has pages, and no list in them.`);
  return list.items;
}

/** Type of an item of the list. */
export function itemType(request: PagesRequest): Code {
  const { context } = request;
  const items = answerSchemas(request).map((answer) => itemIn(answer, request));
  return union(items.map((item) => context.slots.model.typeOf(item, 'response', context)));
}
