const WEB_ADDRESS = /^https?:\/\/[^\s/?#\\]/i;
const MAIL_ADDRESS = /^mailto:[^\s/?#\\]/i;

/** Whether a link may lead there: http, https or mailto, with a host or an address, nothing hidden. */
export function isSafeHref(href: string): boolean {
  return (WEB_ADDRESS.test(href) || MAIL_ADDRESS.test(href)) && !hasControl(href);
}

function hasControl(href: string): boolean {
  for (let index = 0; index < href.length; index++) {
    const code = href.charCodeAt(index);
    if (code <= 0x20 || code === 0x7f) return true;
  }
  return false;
}
