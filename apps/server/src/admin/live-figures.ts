import { type AdminFigures, asId, type WorkspaceId } from "@hallway/protocol";
import type { Context } from "../context.ts";
import { readFigures } from "./read-figures.ts";

/** An open admin panel, as far as the figures care; its socket is one. */
export interface Panel {
  data: { workspaceId: string };
  emit(event: "figures", figures: AdminFigures): unknown;
  on(event: "disconnect", left: () => void): unknown;
}

type Source = Pick<Context, "database" | "presence" | "logger">;

/** How often the figures are looked at while somebody looks at them. */
const EVERY_MS = 2_000;

/** Tells a panel the figures now and whenever they change, until it closes. Panels of a workspace share the reading. */
export function watchFigures(source: Source, panel: Panel): void {
  const workspaceId = asId<WorkspaceId>(panel.data.workspaceId);
  const watches = watchesOf(source.database);
  const watch = watches.get(workspaceId) ?? { panels: new Set(), told: null, timer: null };
  watches.set(workspaceId, watch);
  watch.panels.add(panel);
  panel.on("disconnect", () => {
    watch.panels.delete(panel);
    if (watch.panels.size > 0) return;
    if (watch.timer) clearTimeout(watch.timer);
    watches.delete(workspaceId);
  });
  if (watch.told) panel.emit("figures", watch.told);
  if (watch.panels.size === 1) void keepTelling(source, workspaceId, watch);
}

interface Watch {
  panels: Set<Panel>;
  told: AdminFigures | null;
  timer: NodeJS.Timeout | null;
}

/** The open panels of each server of this process; tests run several. */
const servers = new WeakMap<object, Map<WorkspaceId, Watch>>();

function watchesOf(server: object): Map<WorkspaceId, Watch> {
  const watches = servers.get(server) ?? new Map<WorkspaceId, Watch>();
  servers.set(server, watches);
  return watches;
}

async function keepTelling(source: Source, workspaceId: WorkspaceId, watch: Watch): Promise<void> {
  try {
    const figures = await readFigures(source.database, source.presence, workspaceId);
    if (!isSame(figures, watch.told)) {
      watch.told = figures;
      for (const panel of watch.panels) panel.emit("figures", figures);
    }
  } catch (error) {
    source.logger.warn({ err: error }, "the admin panel's figures could not be read");
  }
  if (watch.panels.size === 0) return;
  watch.timer = setTimeout(() => void keepTelling(source, workspaceId, watch), EVERY_MS).unref();
}

function isSame(figures: AdminFigures, told: AdminFigures | null): boolean {
  return (
    told !== null &&
    figures.online === told.online &&
    figures.members === told.members &&
    figures.messagesToday === told.messagesToday &&
    figures.channels === told.channels
  );
}
