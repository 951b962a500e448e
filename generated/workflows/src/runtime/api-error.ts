/** Turns a failure into one family of errors that `instanceof` knows, also over two copies of this package. */
import { packageName } from './package-name.js';

const lineage: unique symbol = /* @__PURE__ */ Symbol.for(`${packageName} error`);

/** What an error holds besides its message. */
export interface ErrorFields extends ErrorOptions {
  readonly [field: string]: unknown;
}

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

  /** Whether the same call may succeed later. */
  declare readonly retryable: boolean;

  /** All fields and all that is hidden become properties; a log shows by itself only the first. */
  constructor(
    message: string,
    { cause, ...fields }: ErrorFields | ErrorOptions = {},
    hidden: object = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    Object.assign(this, { retryable: false }, fields);
    for (const [name, value] of Object.entries(hidden))
      Object.defineProperty(this, name, { value });
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

/** Its own and those of the classes above it. */
function classNames(target: Partial<typeof ApiError>): string[] {
  const names: string[] = [];
  for (let link = target; link.className; link = Object.getPrototypeOf(link))
    names.push(link.className);
  return names;
}

function lineageOf(value: unknown): readonly unknown[] {
  const names = typeof value === 'object' && value && lineage in value ? value[lineage] : [];
  return Array.isArray(names) ? names : [];
}
