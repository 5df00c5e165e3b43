import type { Block, TableBlock } from "@hallway/markup";
import type { ReactNode } from "react";
import { CodeBlock } from "./code-block.tsx";
import { Inlines } from "./inlines.tsx";

/**
 * The blocks of a message: paragraphs, quotes, lists, code, tables. They never change place, so their place is their
 * key. `tail` ends the last of them when that is a paragraph.
 */
export function Blocks({ blocks, tail }: { blocks: readonly Block[]; tail?: ReactNode }) {
  return keyed(blocks, (block, at) => (
    <OneBlock block={block} tail={at === blocks.length - 1 ? tail : null} />
  ));
}

function OneBlock({ block, tail }: { block: Block; tail?: ReactNode }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p dir="auto">
          <Inlines inlines={block.children} />
          {tail}
        </p>
      );
    case "quote":
      return (
        <blockquote
          dir="auto"
          className="flex flex-col gap-1.5 border-s-[3px] border-line-strong/50 ps-3 text-ink-2"
        >
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case "list":
      return <List list={block} />;
    case "code-block":
      return <CodeBlock code={block.code} language={block.language} />;
    case "table":
      return <MessageTable table={block} />;
    case "rule":
      return <hr className="my-1 border-line" />;
  }
}

function List({ list }: { list: Extract<Block, { kind: "list" }> }) {
  const items = keyed(list.items, (item) => (
    <li className="ps-1 marker:text-muted">
      <div className="flex flex-col gap-1">
        <Blocks blocks={item} />
      </div>
    </li>
  ));
  if (!list.ordered) {
    return (
      <ul dir="auto" className="flex list-disc flex-col gap-0.5 ps-6">
        {items}
      </ul>
    );
  }
  return (
    <ol dir="auto" start={list.start} className="flex list-decimal flex-col gap-0.5 ps-7">
      {items}
    </ol>
  );
}

function MessageTable({ table }: { table: TableBlock }) {
  const alignment = (column: number) => table.columns[column] ?? "left";
  return (
    <div className="max-w-full self-start overflow-x-auto rounded-control border border-line">
      <table className="border-collapse text-[14px] [overflow-wrap:break-word]">
        <thead className="bg-surface-2">
          <tr>
            {keyed(table.header, (cell, column) => (
              <th
                scope="col"
                className="px-3 py-1.5 font-semibold"
                style={{ textAlign: alignment(column) }}
              >
                <Inlines inlines={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(table.rows, (row) => (
            <tr className="border-t border-line">
              {keyed(row, (cell, column) => (
                <td className="px-3 py-1.5 align-top" style={{ textAlign: alignment(column) }}>
                  <Inlines inlines={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function keyed<Item>(items: readonly Item[], draw: (item: Item, at: number) => ReactNode) {
  return items.map((item, at) => <Placed key={at.toString()}>{draw(item, at)}</Placed>);
}

function Placed({ children }: { children: ReactNode }) {
  return children;
}
