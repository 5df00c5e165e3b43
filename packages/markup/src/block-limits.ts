import Markdown, { type MarkdownIt, type StateBlock } from "markdown-it";

/** How deep quotes and lists may go; what is deeper stays text of the deepest block. */
const MAX_LEVEL = 12;
/** A quote looks ahead as far as it may reach, even where it then ends at once. */
const MAX_QUOTE_LINES = 200;
const MAX_TABLE_CELLS = 1_000;

type BlockRuleInput = [state: StateBlock, start: number, end: number, silent: boolean];
type BlockRule = (...input: BlockRuleInput) => boolean;

/** Bounds the depth of the blocks and the size of the tables, and with them the work of parsing. */
export function limitBlocks(markdown: MarkdownIt): void {
  const { ruler } = markdown.block;
  const pristine = new Markdown();
  ruler.at("blockquote", upToMaxLines(upToMaxLevel(ruleOf(pristine, "blockquote"))), {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  ruler.at("list", upToMaxLevel(ruleOf(pristine, "list")), {
    alt: ["paragraph", "reference", "blockquote"],
  });
  ruler.at("table", upToMaxCells(ruleOf(pristine, "table")), { alt: ["paragraph", "reference"] });
}

function ruleOf(markdown: MarkdownIt, name: string): BlockRule {
  const { ruler } = markdown.block;
  ruler.enableOnly(name);
  const [rule] = ruler.getRules("");
  if (!rule) throw new Error(`markdown-it has no block rule named ${name}`);
  return rule;
}

function upToMaxLevel(rule: BlockRule): BlockRule {
  return (state, ...rest) => state.level < MAX_LEVEL && rule(state, ...rest);
}

function upToMaxLines(rule: BlockRule): BlockRule {
  return (...[state, start, end, silent]) =>
    rule(state, start, Math.min(end, start + MAX_QUOTE_LINES), silent);
}

function upToMaxCells(rule: BlockRule): BlockRule {
  return (...[state, start, end, silent]) => {
    if (!rule(state, start, end, true)) return false;
    if (countCells(state, start, end) > MAX_TABLE_CELLS) return false;
    return silent || rule(state, start, end, false);
  };
}

/** The cells a table that starts here would have; short rows are filled up to the header's width. */
function countCells(state: StateBlock, start: number, end: number): number {
  const delimiterRow = state.src.slice(state.bMarks[start + 1], state.eMarks[start + 1]);
  const columns = delimiterRow.split("|").length;
  let line = start;
  while (line < end && !state.isEmpty(line) && (line - start) * columns <= MAX_TABLE_CELLS) line++;
  return (line - start) * columns;
}
