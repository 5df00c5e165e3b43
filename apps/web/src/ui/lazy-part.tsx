import { Component, type ComponentType, type ReactNode, use } from "react";
import { showToast } from "./toasts.ts";

/** The code of a part could not be fetched: offline, or replaced by a newer build. */
class MissingPart extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** By then a refusal has reached the boundary; the next drawing asks again. */
const FORGOTTEN_AFTER_MS = 500;

/** A part of a page whose code comes when it is first drawn. What could not be fetched is asked for again the next time. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loading: Promise<ComponentType<Props>> | undefined;
  return function LazyPart(props) {
    loading ??= load().catch((cause: unknown) => {
      setTimeout(() => {
        loading = undefined;
      }, FORGOTTEN_AFTER_MS);
      throw new MissingPart(cause);
    });
    const Part = use(loading);
    return <Part {...props} />;
  };
}

const nearby = new Set<() => Promise<unknown>>();

/** A lazy part of the screen that one is on: its code comes ahead of time, so that it opens at once, offline too. */
export function nearbyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  nearby.add(load);
  return lazyPart(load);
}

/** Fetches the code of all nearby parts. What is not to be had now is asked for when it is first drawn. */
export async function fetchNearbyParts(): Promise<void> {
  await Promise.allSettled(Array.from(nearby, (load) => load()));
}

export type PartBoundaryProps = {
  /** To be taken away: the person has been told, and can ask for it again. */
  onMissing(): void;
  children: ReactNode;
};

/** Around a lazy part: where its code is not to be had, the page stands and a notice says so. */
export class PartBoundary extends Component<PartBoundaryProps, { error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown) {
    if (!(error instanceof MissingPart)) return;
    showToast({
      text: "This part of Hallway could not be loaded. Check your connection and try again.",
      tone: "danger",
    });
    this.props.onMissing();
  }

  override render() {
    const error: unknown = this.state.error;
    if (error === undefined) return this.props.children;
    if (error instanceof MissingPart) return null;
    throw error;
  }
}
