const WEB_ADDRESS =
  /^https?:\/\/(?:[^/?#@]*@)?(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#]|$)/i;
const MAIL_ADDRESS = /^mailto:[^\s/?#\\]/i;

/** What an address may be written with; anything else has been percent-encoded before. */
const PRINTABLE_ASCII = /^[!-~]*$/;

/** Whether a link may lead there: http or https with a host, or mailto, and nothing hidden in it. */
export function isSafeHref(href: string): boolean {
  return PRINTABLE_ASCII.test(href) && (WEB_ADDRESS.test(href) || MAIL_ADDRESS.test(href));
}
