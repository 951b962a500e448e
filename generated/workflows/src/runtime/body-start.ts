/** Turns the beginning of a body into text: enough to tell what came instead of what was due. */

/** More is not read. */
const longestStart = 65_536;

/** The rest is left where it is. */
export async function readStart({ body }: Pick<Response, 'body'>): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < longestStart) {
    const piece = await reader?.read();
    if (piece?.value === undefined) break;
    text += decoder.decode(piece.value, { stream: true });
  }
  await reader?.cancel();
  return text.slice(0, longestStart);
}
