/** Marks places in a text by something that nobody who wrote the text can know. */

/** 128 random bits as digits and hyphens: it needs no escape in JSON, nor in a regular expression. */
export function secretMark(): string {
  return `${crypto.getRandomValues(new Uint32Array(4)).join('-')}:`;
}
