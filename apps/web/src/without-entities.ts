/**
 * What markdown-it asks its library of entities for. Messages keep entities as they were typed (`packages/markup`), and
 * so do the addresses of links: an `&amp;` in one is part of the address.
 */
export function decodeHTMLStrict(text: string): string {
  return text;
}
