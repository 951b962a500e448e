/** Name of the package that contains this runtime. It distinguishes its errors from those of another client. */
export const packageName: string = 'client';
