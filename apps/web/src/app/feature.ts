import type { ComponentType } from "react";
import { NotFoundPage } from "./not-found-page.tsx";

/** The pages that features offer to the router, by file. */
const pages = import.meta.glob<Record<string, ComponentType>>([
  "../features/sign-in/*-page.tsx",
  "../features/workspaces/workspaces-page.tsx",
  "../features/shell/workspace-shell.tsx",
  "../features/admin/admin-layout.tsx",
  "../features/settings/settings-layout.tsx",
]);

/** Loads a feature's page when its address is first visited. */
export function feature(file: string, name: string): () => Promise<{ Component: ComponentType }> {
  return async () => {
    const page = await pages[`../features/${file}.tsx`]?.();
    return { Component: page?.[name] ?? NotFoundPage };
  };
}
