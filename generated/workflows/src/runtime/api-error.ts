/** Turns a failure into one family of errors that `instanceof` knows, also over two copies of this package. */
import { packageName } from './package-name.js';

/** Where bodies, headers and parameters are: a log shows these only when it is asked to. */
const hidden: readonly string[] = [
  'headers',
  'body',
  'rawBody',
  'rawText',
  'value',
  'lastResponse',
  'resume',
];

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

  /** With the name of the class, what another copy of the package knows an error by. */
  static readonly packageName: string = packageName;

  /** By itself `instanceof` makes `any` of the type arguments of a class; this says what they are. */
  static override [Symbol.hasInstance]<Class extends ErrorClass>(
    this: Class,
    value: unknown,
  ): value is InstanceType<Class> {
    if (!Object.hasOwn(this, 'className'))
      return Function.prototype[Symbol.hasInstance].call(this, value);
    let link: Partial<typeof ApiError> | null = Object(value).constructor;
    while (link && (link.packageName !== packageName || link.className !== this.className))
      link = Object.getPrototypeOf(link);
    return Boolean(link);
  }

  /** Whether the same call may succeed later. */
  declare readonly retryable: boolean;

  /** All fields become properties. */
  constructor(message: string, { cause, ...fields }: ErrorFields | ErrorOptions = {}) {
    super(message, cause === undefined ? {} : { cause });
    for (const [name, value] of Object.entries({ retryable: false, ...fields }))
      Object.defineProperty(this, name, { value, enumerable: !hidden.includes(name) });
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
