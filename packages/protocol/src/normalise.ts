// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Signs that show nothing but change how others look; two of them hold emoji together. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}--[\ufe0f\u200d]]/gv;
const STRAY_SELECTOR = /(?<!\p{Extended_Pictographic})\ufe0f(?!\u20e3)/gu;
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** A message as it is stored: well-formed Unicode, `\n` between lines, no control characters, no blank end. */
export function normaliseText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, "\n").replace(CONTROLS, "").trimEnd();
}

/** A name as it is stored: one line, single spaces, composed, with nothing invisible in it. */
export function normaliseName(name: string): string {
  return name
    .toWellFormed()
    .replace(INVISIBLE, "")
    .replace(STRAY_SELECTOR, "")
    .replace(STRAY_JOINER, "")
    .replace(/[\s\u0085]+/g, " ")
    .replace(CONTROLS, "")
    .replace(/ {2,}/g, " ")
    .trim()
    .normalize("NFC");
}
