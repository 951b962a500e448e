/** placeholder: contract follows */
export interface AnyTemplate {
  readonly name: string;
}
