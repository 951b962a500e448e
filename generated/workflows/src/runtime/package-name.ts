/** The name of the package that this runtime is part of: it tells its errors from those of another client. */
export const packageName: string = 'client';
