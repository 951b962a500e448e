/** Turns the beginning of a body into text: enough to tell what came instead of what was due. */

/** More is not read. */
const longestStart = 65_536;

/** The rest is left where it is. */
export async function readStart({ body }: Pick<Response, 'body'>): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let isDone = false; !isDone && text.length < longestStart;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    isDone = done;
  }
  await reader.cancel();
  return text.slice(0, longestStart);
}
