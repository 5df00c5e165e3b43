import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export type TabsProps = {
  /** What the tabs choose between. */
  label: string;
  tabs: readonly { id: string; label: string; count?: number; content: ReactNode }[];
  value: string;
  onChange(id: string): void;
};

/** Views of one thing; arrow keys move between them. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <Primitive.Root value={value} onValueChange={onChange} className="flex min-h-0 flex-col">
      <Primitive.List
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-b border-line"
      >
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.id}
            value={tab.id}
            className="-mb-px flex h-10 items-center gap-2 border-b-2 border-transparent px-3 text-[14px] font-medium whitespace-nowrap text-ink-2 transition-colors duration-(--quick) hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-accent-text phone:h-11"
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="tabular text-small text-muted">{tab.count}</span>
            )}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.id} value={tab.id} className="min-h-0 flex-1 pt-4">
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
