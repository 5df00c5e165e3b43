import type { StateInline } from "markdown-it";

const MENTION =
  /<(?:([@#])([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})|!(channel|here))>/y;
const EMOJI = /:([a-z0-9_+-]{1,64}):(?![\p{L}\p{N}])/uy;
const WORD_BEFORE = /[\p{L}\p{N}]$/u;

/** Reads `<@userId>`, `<#conversationId>`, `<!channel>` and `<!here>`. */
export function readMention(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== "<") return false;
  const found = matchAt(MENTION, state);
  if (!found) return false;
  if (!silent) {
    const [, sign, id, audience] = found;
    const token = state.push(tokenType(sign), "", 0);
    token.content = (id ?? audience ?? "").toLowerCase();
  }
  state.pos += found[0].length;
  return true;
}

/** Reads `:short_name:` where it stands by itself; whether such an emoji exists is decided later. */
export function readEmoji(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== ":") return false;
  if (WORD_BEFORE.test(state.src.slice(Math.max(0, state.pos - 2), state.pos))) return false;
  const found = matchAt(EMOJI, state);
  if (!found) return false;
  if (!silent) state.push("emoji", "", 0).content = found[1] ?? "";
  state.pos += found[0].length;
  return true;
}

function matchAt(pattern: RegExp, state: StateInline): RegExpExecArray | null {
  pattern.lastIndex = state.pos;
  const found = pattern.exec(state.src);
  return found && pattern.lastIndex <= state.posMax ? found : null;
}

function tokenType(sign: string | undefined): string {
  if (sign === "@") return "user_mention";
  return sign === "#" ? "channel_mention" : "everyone_mention";
}
