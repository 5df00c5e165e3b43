import { normalizeAddress } from "./tokenize.ts";

/** A whole address: its scheme, any user, its host. */
const ADDRESS =
  "[a-z][a-z0-9+.-]{0,20}://(?:[^\\s/?#@]{0,200}@)?(?<addressed>[^\\s/?#:@]*[\\p{L}\\p{N}])";
/** A host by itself or in a mail address: a name with an ending, or four numbers. */
const BARE_HOST =
  "(?<user>[^\\s/?#@]{1,64}@)?(?<bare>(?:[\\p{L}\\p{N}_-]{1,63}\\.)+(?:xn--[a-z0-9-]{1,59}|\\p{L}{2,63})|\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\p{L}\\p{N}])";
/** What names a place, from a word's start on, together with the path that follows it. */
const NAMED_PLACE = new RegExp(
  `(?<![\\p{L}\\p{N}_.-])(?:${ADDRESS}|${BARE_HOST})(?:[/?#:]\\S*)?`,
  "giu",
);
const DIRECTION_CONTROL = /[\u202a-\u202e\u2066-\u2069]/;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const FULL_STOPS = /[\u3002\uff0e\uff61]/g;

/** Endings that are files far more often than hosts when nothing else says it is a host. */
const FILE_ENDINGS = new Set(
  ["bat cc cs css go html java jar js json jsx kt md ml mm pdf php pm png py rb rs"]
    .concat("sh sql svg ts tsx txt vb xml yaml yml zip")
    .flatMap((endings) => endings.split(" ")),
);

/** Whether a link's label names another host than the one it leads to, or hides what it names. */
export function isDeceptive(label: string, href: string): boolean {
  if (hasUserInfo(href) || DIRECTION_CONTROL.test(label)) return true;
  const target = hostOf(href) ?? "";
  return hostsNamedIn(label).some((host) => !leadsHome(host, target));
}

/** `main.rs`, `README.md`: a word that linkification would take for a host. */
export function looksLikeFileName(text: string): boolean {
  const ending = text.slice(text.lastIndexOf(".") + 1).toLowerCase();
  return FILE_ENDINGS.has(ending) && /^[^\s/@:]+$/.test(text) && !/^www\./i.test(text);
}

function hostsNamedIn(label: string): string[] {
  // Signs that are drawn like others count as those: `․` (U+2024) is read as a full stop.
  const visible = label.normalize("NFKC").replace(INVISIBLE, "").replace(FULL_STOPS, ".");
  return [...visible.matchAll(NAMED_PLACE)].flatMap(({ groups = {} }) => {
    const { addressed, user, bare = "" } = groups;
    if (addressed === undefined && user === undefined && looksLikeFileName(bare)) return [];
    return hostOf(normalizeAddress(`http://${addressed ?? bare}`)) ?? [];
  });
}

function leadsHome(named: string, target: string): boolean {
  const home = named.replace(/^www\./, "");
  return target === home || target.endsWith(`.${home}`);
}

function hostOf(href: string): string | null {
  const found = /^(?:https?:\/\/(?:[^/?#]*@)?([^/?#:]+)|mailto:[^?]*@([^?#,]+))/i.exec(href);
  return (found?.[1] ?? found?.[2])?.toLowerCase().replace(/\.$/, "") ?? null;
}

function hasUserInfo(href: string): boolean {
  return /^https?:\/\/[^/?#]*@/i.test(href);
}
