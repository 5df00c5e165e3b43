import type { ParseOptions } from "./parse.ts";

const MAX_EMOJI = 3;
const MAX_LENGTH = 200;
const SHORT_NAME = /:([a-z0-9_+-]{1,64}):/g;
const ONLY_EMOJI = new RegExp(`^(?:\\s*\\p{RGI_Emoji}){1,${MAX_EMOJI}}\\s*$`, "v");

/** Whether a message is nothing but one to three emoji, which are drawn large. */
export function isEmojiOnly(text: string, { emoji = () => undefined }: ParseOptions = {}): boolean {
  if (text.length > MAX_LENGTH) return false;
  const drawn = text.replace(SHORT_NAME, (whole, name: string) => {
    return emoji(name) ?? whole;
  });
  return ONLY_EMOJI.test(drawn);
}
