import { Component, type ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { useDocumentTitle } from "../ui/document-title.ts";
import { PageFrame } from "../ui/page-frame.tsx";
import { describeProblem, isMissingCode } from "./problem.ts";

type ProblemBoundaryProps = { place: string; children: ReactNode };

/** Where a page broke, says what happened, what to do, and the detail for whoever helps. Another place is tried anew. */
export class ProblemBoundary extends Component<ProblemBoundaryProps, { error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate({ place }: ProblemBoundaryProps) {
    if (place !== this.props.place) this.setState({ error: undefined });
  }

  override render() {
    const { error } = this.state;
    return error === undefined ? this.props.children : <Problem error={error} />;
  }
}

function Problem({ error }: { error: unknown }) {
  useDocumentTitle("Something went wrong");
  const outdated = isMissingCode(error);
  return (
    <PageFrame
      title={outdated ? "Hallway needs to load again" : "Something went wrong"}
      intro={
        outdated
          ? "A part of the page could not be loaded: the server may have been updated, or you may be offline."
          : "The page stopped working. What you sent is safe; load the page again to go on."
      }
    >
      <div className="flex flex-col gap-4">
        <Button variant="primary" onClick={() => location.reload()}>
          Load again
        </Button>
        <details className="text-small text-muted">
          <summary className="rounded-md py-1">Details for whoever helps you</summary>
          <pre className="mt-2 max-h-40 overflow-auto rounded-control bg-code p-3 font-mono text-[12px] whitespace-pre-wrap text-ink-2">
            {describeProblem(error)}
          </pre>
        </details>
      </div>
    </PageFrame>
  );
}
