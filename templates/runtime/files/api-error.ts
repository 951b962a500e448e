/** Turns a failure into one family of errors that `instanceof` knows, also over two copies of this package. */
import { packageName } from './package-name.js';

const lineage: unique symbol = /* @__PURE__ */ Symbol.for(`${packageName} error`);

/** Any of these classes, whatever its constructor takes. */
interface ErrorClass {
  new (...parameters: never): unknown;
  readonly className: string;
}

/** The root of every error that a call can end with. */
export class ApiError extends Error {
  /** Stays what it is where a bundler renames the class. */
  static readonly className: string = 'ApiError';

  /** By itself `instanceof` makes `any` of the type arguments of a class; this says what they are. */
  static override [Symbol.hasInstance]<Class extends ErrorClass>(
    this: Class,
    value: unknown,
  ): value is InstanceType<Class> {
    if (!Object.hasOwn(this, 'className'))
      return Function.prototype[Symbol.hasInstance].call(this, value);
    return lineageOf(value).includes(this.className);
  }

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    Object.defineProperty(this, lineage, { value: classNames(new.target) });
  }

  override get name(): string {
    // TypeScript knows `constructor` only as some function.
    return (this.constructor as typeof ApiError).className;
  }

  /** What may be logged: no header, no body, no credential. */
  toJSON(): Record<string, unknown> {
    const fields: object = this;
    return { name: this.name, message: this.message, ...fields };
  }
}

function classNames(target: typeof ApiError): string[] {
  const names: string[] = [];
  let current: Partial<typeof ApiError> | null = target;
  while (current?.className !== undefined) {
    if (Object.hasOwn(current, 'className')) names.push(current.className);
    current = Object.getPrototypeOf(current);
  }
  return names;
}

function lineageOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null || !(lineage in value)) return [];
  return Array.isArray(value[lineage]) ? value[lineage] : [];
}
