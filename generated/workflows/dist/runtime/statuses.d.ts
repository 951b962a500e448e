/** Types of HTTP statuses, from the keys that a document describes responses with. */
/** The statuses with this first digit. */
export type Hundred<First extends number> = ParsedStatus<`${First}${Digit}${Digit}`>;
type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
/** The number that a text contains: `404` of `'404'`. A number stays the same. */
export type ParsedStatus<Text> = Text extends `${infer Status extends number}` ? Status : Text extends number ? Text : never;
export {};
