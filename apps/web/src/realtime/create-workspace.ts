import type { WorkspaceView } from "@hallway/protocol";
import { CommandError, toErrorView } from "./answer.ts";
import { serverCommand } from "./server-command.ts";
import { slugCandidates } from "./workspace-slug.ts";

/**
 * Creates a workspace at an address made from its name, at the next one where that is taken or reserved.
 * A refusal of the name is about the field `workspaceName`, as forms call it.
 */
export async function createWorkspace(name: string): Promise<WorkspaceView> {
  let refusal: unknown;
  for (const slug of slugCandidates(name, fourDigits)) {
    try {
      const { workspace } = await serverCommand("workspace:create", { name, slug });
      return workspace;
    } catch (error) {
      if (!isAboutAddress(error)) throw aboutName(error);
      refusal = error;
    }
  }
  throw aboutName(refusal);
}

function isAboutAddress(error: unknown): boolean {
  return error instanceof CommandError && (error.code === "conflict" || error.field === "slug");
}

function aboutName(error: unknown): unknown {
  if (!(error instanceof CommandError) || error.field === undefined) return error;
  return new CommandError({ ...toErrorView(error), field: "workspaceName" });
}

function fourDigits(): string {
  return String(1000 + Math.floor(Math.random() * 9000));
}
