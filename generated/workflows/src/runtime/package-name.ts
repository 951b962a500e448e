/** Tells the errors of this package from those of another client. */
export const packageName: string = '@artu/workflows';
