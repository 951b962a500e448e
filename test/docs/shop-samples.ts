/** What the pages import from the samples of the shop. */

export interface Product {
  readonly id: number;
  readonly name: string;
}

export function sampleProduct(overrides?: Partial<Product>): Product {
  return { id: 1, name: 'Green tea', ...overrides };
}
