/**
 * The workspace that an address names. The list may be older than a workspace's new address, which is known where it is
 * open; a workspace that is listed under the address is stronger.
 */
export function workspaceAt<Summary extends { id: string; slug: string }>(
  slug: string,
  workspaces: readonly Summary[],
  slugNow: (id: string) => string | undefined,
): Summary | undefined {
  return (
    workspaces.find((workspace) => workspace.slug === slug) ??
    workspaces.find(({ id }) => slugNow(id) === slug)
  );
}
