/** Turns the address of the next page, in a page or in its header `Link`, into a URL. */
import type { NextPage, Turn } from './pages.js';

/** The page holds the address; none, or an empty one, says that it was the last. */
export function byUrl<Parameters, Page, Item>(
  read: (page: Page) => string | null | undefined,
): NextPage<Parameters, Page, Item> {
  return (turn) => resolved(turn, read(turn.page.data) ?? undefined);
}

/** The header `Link` holds it, as the relation `next` (RFC 8288). */
export function byLink<Parameters, Page, Item>(): NextPage<Parameters, Page, Item> {
  return (turn) => resolved(turn, linkTo('next', turn.page.headers.get('link') ?? ''));
}

function resolved<Parameters, Page, Item>(
  { url, refuse }: Turn<Parameters, Page, Item>,
  address: string | undefined,
): URL | undefined {
  if (address === undefined || address === '') return undefined;
  return URL.canParse(address, url) ? new URL(address, url) : refuse('names no URL as the next');
}

/** The target of the first link of that relation; a link may be of several. */
function linkTo(relation: string, header: string): string | undefined {
  const links = header.matchAll(/<([^>]*)>((?:[^,"]|"[^"]*")*)/g);
  for (const [, target, attributes = ''] of links) {
    const [, quoted, plain = ''] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(attributes) ?? [];
    if ((quoted ?? plain).toLowerCase().split(/\s+/).includes(relation)) return target;
  }
  return undefined;
}
