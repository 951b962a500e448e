/** Two versions of a package → what the second one takes away from those who call the first. */
import { unrefined } from '../../../generator/api/assertions.ts';
import type { ModelSchema, Schema } from '../../../generator/api/schema.ts';
import { childrenOf } from '../../../generator/api/walk.ts';
import type { Call, NamedType, Site, Surface, Way } from './surface.ts';

/** `lost`: a name is gone. `re-pointed`: it means something else. `moved`: a value has got another type. `call`: a call no longer compiles, or sends something else. */
export interface Fault {
  readonly kind: 'lost' | 're-pointed' | 'moved' | 'call';
  readonly message: string;
}

export interface Versions {
  readonly before: Surface;
  readonly after: Surface;
  /** Pointers of the references that the author has written in the second document. */
  readonly written: ReadonlySet<string>;
  /** The same of the first document. */
  readonly writtenBefore?: ReadonlySet<string>;
}

export function faultsBetween(versions: Versions): readonly Fault[] {
  const { before, after } = versions;
  const faults: Fault[] = [];
  for (const [identity, name] of before.names) {
    const now = after.names.get(identity);
    if (now !== name) faults.push({ kind: 'lost', message: `${name} (${identity}) is ${now ?? 'gone'}` });
  }
  for (const name of before.values) {
    if (!after.values.has(name)) faults.push({ kind: 'lost', message: `the constant ${name} is gone` });
  }
  for (const [name, type] of before.types) {
    const now = after.types.get(name);
    if (now === undefined) faults.push({ kind: 'lost', message: `the type ${name} is gone` });
    else {
      const problem = new Comparison(versions).problemOf(type, now);
      if (problem !== null) faults.push({ kind: problem.kind, message: `${name}${problem.message}` });
    }
  }
  for (const [address, call] of before.calls) faults.push(...callFaults(versions, { address, call }));
  return faults;
}

function callFaults(
  versions: Versions,
  { address, call }: { readonly address: string; readonly call: Call },
): readonly Fault[] {
  const now = versions.after.calls.get(address);
  const broken = (message: string): Fault => ({ kind: 'call', message: `${address}: ${message}` });
  if (now === undefined) return [broken('the call is gone')];
  const faults: Fault[] = [];
  if (now.path !== call.path) faults.push(broken(`${call.path} is ${now.path}`));
  for (const [wire, key] of call.keys) {
    if (now.keys.get(wire) !== key)
      faults.push(broken(`${wire} was ${key} and is ${now.keys.get(wire) ?? 'gone'}`));
  }
  for (const wire of now.required) {
    if (!call.required.has(wire)) faults.push(broken(`${wire} is required`));
  }
  for (const [key, site] of call.sites) {
    const later = now.sites.get(key);
    if (later === undefined) faults.push(broken(`${site.where} is gone`));
    else faults.push(...siteFaults(versions, { address, site, later }));
  }
  return faults;
}

function siteFaults(
  versions: Versions,
  { address, site, later }: { readonly address: string; readonly site: Site; readonly later: Site },
): readonly Fault[] {
  const problem = new Comparison(versions).problemAt(site.schema, later.schema, site.way);
  return problem === null
    ? []
    : [{ kind: problem.kind, message: `${address}: ${site.where}${problem.message}` }];
}

interface Problem {
  readonly kind: 're-pointed' | 'moved';
  readonly message: string;
}

/** Walks down two schemas at once: the later one may add, and must call everything else as before. */
class Comparison {
  readonly #versions: Versions;
  readonly #seen = new Set<string>();

  constructor(versions: Versions) {
    this.#versions = versions;
  }

  problemOf(before: NamedType, after: NamedType): Problem | null {
    return this.#inside(before.schema, after.schema, before.ways[0] ?? 'response');
  }

  /** The problem of a value that was of one schema and is of another. */
  problemAt(left: Schema, right: Schema, way: Way): Problem | null {
    const { before, after } = this.#versions;
    if (left.kind !== 'model' || right.kind !== 'model')
      return this.#inside(this.#opened(left, before), this.#opened(right, after), way);
    const [name, now] = [before.nameOf(left.model, way), after.nameOf(right.model, way)];
    const key = `${left.model} ${right.model} ${way}`;
    if (name === now || this.#isAlias(name, now, way) || this.#seen.has(key)) return null;
    if (this.#isChangedComponent(left, name) || this.#isOtherReference(left, right)) return null;
    if (before.shapeOf(left) === after.shapeOf(right)) {
      return { kind: 'moved', message: ` was ${name} and is ${now}, of the same shape` };
    }
    this.#seen.add(key);
    return this.#inside(before.model(left.model).schema, after.model(right.model).schema, way);
  }

  /**
   * The author changed the component of that name, or one that the type of that name refers to, and not its copies: they
   * cannot both be called so.
   */
  #isChangedComponent(schema: ModelSchema, name: string): boolean {
    const { before, after } = this.#versions;
    const now = after.types.get(name);
    if (now === undefined) return false;
    return before.model(schema.model).origin === 'component'
      ? after.shapeOf(now.schema) !== before.shapeOf(before.model(schema.model).schema)
      : this.#refersToChangedComponent(now.schema);
  }

  #refersToChangedComponent(schema: Schema, seen = new Set<string>()): boolean {
    const { before, after } = this.#versions;
    if (schema.kind !== 'model')
      return childrenOf(schema).some((child) => this.#refersToChangedComponent(child.schema, seen));
    if (seen.has(schema.model)) return false;
    seen.add(schema.model);
    const model = after.model(schema.model);
    const was = before.types.get(after.nameOf(schema.model, 'response'));
    const isChanged =
      model.origin === 'component' &&
      was !== undefined &&
      before.shapeOf(was.schema) !== after.shapeOf(schema);
    return isChanged || this.#refersToChangedComponent(model.schema, seen);
  }

  /**
   * The author replaced an inline schema by a reference to a component of equal shape, or the reverse. Where the old
   * type stays, it is that of other places, and still takes the value.
   */
  #isOtherReference(left: ModelSchema, right: ModelSchema): boolean {
    const { before, after, written, writtenBefore = new Set() } = this.#versions;
    const old = after.types.get(before.nameOf(left.model, 'response'));
    const isThere = old !== undefined && after.shapeOf(old.schema) === before.shapeOf(left);
    const isReference = isWritten(right, written) && after.model(right.model).origin === 'component';
    const wasReference =
      isWritten(left, writtenBefore) &&
      !isWritten(right, written) &&
      before.model(left.model).origin === 'component';
    return isThere && (isReference || wasReference) && before.shapeOf(left) === after.shapeOf(right);
  }

  /** The old name is another name of the new one. */
  #isAlias(name: string, now: string, way: Way): boolean {
    const type = this.#versions.after.types.get(name);
    const other = this.#versions.after.types.get(now);
    return type !== undefined && type.schema === other?.schema && type.ways.includes(way);
  }

  #opened(schema: Schema, surface: Surface): Schema {
    return schema.kind === 'model' ? this.#opened(surface.model(schema.model).schema, surface) : schema;
  }

  #inside(first: Schema, second: Schema, way: Way): Problem | null {
    const [left, right] = [unrefined(first), unrefined(second)];
    if (left.kind === 'model' || right.kind === 'model') return this.problemAt(left, right, way);
    if (left.kind === 'object' && right.kind === 'object') {
      for (const { name, schema } of left.properties) {
        const now = right.properties.find((property) => property.name === name);
        if (now === undefined) return { kind: 're-pointed', message: `.${name} is gone` };
        const problem = this.problemAt(schema, now.schema, way);
        if (problem !== null) return { ...problem, message: `.${name}${problem.message}` };
      }
      return null;
    }
    if (left.kind === 'array' && right.kind === 'array')
      return this.#within('[]', this.problemAt(left.items, right.items, way));
    // A map that gets a property goes on to take the keys that it took.
    if (left.kind === 'record' && right.kind === 'object')
      return right.rest === null ? null : this.#within('[*]', this.problemAt(left.values, right.rest, way));
    if (left.kind === 'record' && right.kind === 'record')
      return this.#within('[*]', this.problemAt(left.values, right.values, way));
    if (left.kind === 'enum' || left.kind === 'literal') return this.#values(left, right);
    if (left.kind === 'union' || right.kind === 'union') return this.#members(left, right, way);
    return left.kind === right.kind
      ? null
      : { kind: 're-pointed', message: ` was ${left.kind} and is ${right.kind}` };
  }

  #within(step: string, problem: Problem | null): Problem | null {
    return problem && { ...problem, message: `${step}${problem.message}` };
  }

  #values(left: Schema, right: Schema): Problem | null {
    const members = membersOf(right).map((member) => unrefined(this.#opened(member, this.#versions.after)));
    const had = valuesOf(left);
    const has = new Set(members.flatMap((member) => [...valuesOf(member)]));
    const gone = [...had].filter((value) => !has.has(value));
    return gone.length === 0 ? null : { kind: 're-pointed', message: ` no longer has ${gone.join(', ')}` };
  }

  /** Each member of before is one of those of now. */
  #members(left: Schema, right: Schema, way: Way): Problem | null {
    const all = membersOf(right);
    for (const member of membersOf(left)) {
      const problems = all.map((other) => new Comparison(this.#versions).problemAt(member, other, way));
      if (problems.every((problem) => problem !== null)) {
        return (
          problems.find((problem) => problem?.kind === 'moved') ?? {
            kind: 're-pointed',
            message: ` lost a member of kind ${member.kind}`,
          }
        );
      }
    }
    return null;
  }
}

function membersOf(schema: Schema): readonly Schema[] {
  return schema.kind === 'union' ? schema.members : [schema];
}

function valuesOf(schema: Schema): ReadonlySet<string> {
  if (schema.kind === 'literal') return new Set([JSON.stringify(schema.value)]);
  return new Set(schema.kind === 'enum' ? schema.members.map(({ value }) => JSON.stringify(value)) : []);
}

/** The schema is a reference, or an `allOf` with one. */
function isWritten({ place: { pointer } }: ModelSchema, written: ReadonlySet<string>): boolean {
  return written.has(pointer) || written.has(`${pointer}/allOf/0`);
}
