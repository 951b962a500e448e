/** Tells the errors of this package from those of another client. */
export declare const packageName: string;
