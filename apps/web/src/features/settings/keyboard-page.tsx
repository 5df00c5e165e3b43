import { useWorkspaceView } from "../../state/use-workspace.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { PanelHeader, PanelSection } from "../../ui/panel-layout.tsx";
import { SHORTCUTS } from "./shortcuts.ts";

/** Every key that does something. */
export function KeyboardPage() {
  const workspace = useWorkspaceView();
  useDocumentTitle("Keyboard", workspace?.name);
  return (
    <>
      <PanelHeader
        title="Keyboard shortcuts"
        intro={
          <>
            Everything works without a mouse. Press <Kbd keys="?" /> in a conversation to see them
            there.
          </>
        }
      />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(320px,1fr))] items-start gap-5 phone:grid-cols-1">
        {SHORTCUTS.map(({ title, keys }) => (
          <PanelSection key={title} title={title}>
            <dl className="flex flex-col divide-y divide-line text-[14px]">
              {keys.map(([notation, does]) => (
                <div
                  key={notation}
                  className="flex min-h-10 items-center justify-between gap-4 py-1"
                >
                  <dt className="text-ink-2">{does}</dt>
                  <dd className="shrink-0">
                    <Kbd keys={notation} />
                  </dd>
                </div>
              ))}
            </dl>
          </PanelSection>
        ))}
      </div>
    </>
  );
}
