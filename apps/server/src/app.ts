import type { AddressInfo } from "node:net";
import { type CommandName, commands } from "@hallway/protocol";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { adminCommands } from "./admin/admin.commands.ts";
import { watchFigures } from "./admin/live-figures.ts";
import { auditCommands } from "./audit/audit.commands.ts";
import { createAccounts } from "./auth/create-accounts.ts";
import { channelCommands } from "./channels/channels.commands.ts";
import type { Config } from "./config.ts";
import type { Context } from "./context.ts";
import { conversationSync, directorySync } from "./conversations/conversation-sync.ts";
import { conversationCommands } from "./conversations/conversations.commands.ts";
import { participantSync } from "./conversations/participant-sync.ts";
import type { Database } from "./database/client.ts";
import { directMessageCommands } from "./direct-messages/direct-messages.commands.ts";
import { watchDiskSpace } from "./disk-space.ts";
import { registerAuditExport } from "./http/audit-export.ts";
import { registerAuthRoutes } from "./http/auth-routes.ts";
import { registerCommandRoutes } from "./http/command-routes.ts";
import { registerMetrics } from "./http/metrics-route.ts";
import { registerOpenApi } from "./http/openapi.ts";
import { registerProbes } from "./http/probes.ts";
import { passOnLongPolling } from "./http/second-address.ts";
import { registerSecurity } from "./http/security.ts";
import { closeHttpServer, createHttpServer } from "./http/server.ts";
import { createVisitorOf } from "./http/visitor.ts";
import { registerWebFiles } from "./http/web-files.ts";
import { inviteCommands } from "./invites/invites.commands.ts";
import { createMailer } from "./mail/create-mailer.ts";
import { createMeetings } from "./members/meetings.ts";
import { memberSync } from "./members/member-sync.ts";
import { memberCommands } from "./members/members.commands.ts";
import { createMembership } from "./members/membership.ts";
import { rememberLastSeen } from "./members/remember-last-seen.ts";
import { createRoomRegister } from "./members/room-register.ts";
import { readStanding } from "./members/standings.ts";
import { messageSync } from "./messages/message-sync.ts";
import { messageCommands } from "./messages/messages.commands.ts";
import { createSendLanes } from "./messages/send-lanes.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { createMarkLanes } from "./read-state/mark-lanes.ts";
import { countsOfResetSync, participationSync } from "./read-state/participation-sync.ts";
import { readStateCommands } from "./read-state/read-state.commands.ts";
import { type Binding, bind } from "./realtime/bind-command.ts";
import type { BusTiming } from "./realtime/bus.ts";
import { type BusWitness, openBusWitness } from "./realtime/bus-witness.ts";
import { connectNodes } from "./realtime/connect-nodes.ts";
import { countNamespaces, countRooms } from "./realtime/count-rooms.ts";
import { createDrain, type Drain } from "./realtime/drain.ts";
import { createGuards, type Guards } from "./realtime/guards.ts";
import type { HallwayServer } from "./realtime/hallway-socket.ts";
import type { Membership } from "./realtime/membership.ts";
import { openNamespaces } from "./realtime/namespaces.ts";
import { openShared, type Shared } from "./realtime/open-shared.ts";
import { createRateLimits } from "./realtime/rate-limits.ts";
import { attachSocketServer, createSocketServer } from "./realtime/socket-server.ts";
import { reviewStandings } from "./realtime/standing-review.ts";
import { createSync } from "./realtime/sync.ts";
import { createTraffic } from "./realtime/traffic.ts";
import { sessionCommands } from "./sessions/sessions.commands.ts";
import { workspaceSync } from "./workspaces/workspace-sync.ts";
import { workspaceCommands } from "./workspaces/workspaces.commands.ts";

/** What there is to catch up on, by room; whatever lives in a room has its line here. */
const syncSources = [
  messageSync,
  conversationSync,
  participantSync,
  countsOfResetSync,
  directorySync,
  memberSync,
  workspaceSync,
  participationSync,
];

/** What the product can do, a feature a line. */
export const bindings: readonly Binding[] = [
  bind(commands.sync, createSync(syncSources, readStanding), { needsPlaces: true }),
  ...workspaceCommands,
  ...memberCommands,
  ...channelCommands,
  ...conversationCommands,
  ...directMessageCommands,
  ...messageCommands,
  ...readStateCommands,
  ...inviteCommands,
  ...sessionCommands,
  ...adminCommands,
  ...auditCommands,
];

export interface AppOptions {
  config: Config;
  logger: Logger;
  database: Database;
  checkOutput?: boolean;
  /** How soon a connection must open a namespace, and how often the standing of open sockets is looked at. */
  connectTimeoutMs?: number;
  reviewEveryMs?: number;
  busTiming?: BusTiming;
}

/** A server that is put together and not yet listening. */
export interface App {
  context: Context;
  /** Starts to listen and returns the port. */
  listen(): Promise<number>;
  /** Takes no more requests, ends those under way, closes the sockets. */
  close(): Promise<void>;
}

/** Puts the product together. */
export async function createApp(options: AppOptions): Promise<App> {
  requireWholeCatalog(bindings);
  const { config, logger } = options;
  const io = createSocketServer(options);
  const shared = await openShared(options);
  const context = createContext(options, { io, ...shared });
  const drain = createDrain({ io, config, logger, traffic: context.traffic });
  const membership = createMembership(context);
  const visitorOf = createVisitorOf(config);
  const witness = openBusWitness({
    ...{ bus: shared.bus, database: options.database, timing: options.busTiming },
    takesRequests: () => !drain.hasBegun() && !context.disk.last()?.low,
    warn: (error, what) => logger.warn({ err: error }, what),
  });
  const isAttached = () => io.engine !== undefined;
  const http = await createRoutes({ context, membership, visitorOf, drain, witness, isAttached });
  const guards = createGuards({ context, visitorOf, isShut: drain.isShut });
  const review = reviewStandings({ ...options, io, membership, gate: context.gate });
  openNamespaces({
    io,
    context,
    bindings: new Map(
      bindings
        .filter(({ contract }) => contract.scope === "workspace")
        .map((binding) => [binding.contract.name, binding]),
    ),
    membership,
    quotas: guards.quotas,
    people: guards.people,
    visitorOf: (socket) => visitorOf(socket.request),
    watchAdmin: (socket) => watchFigures(context, socket),
  });
  watchServer(context, { io, guards, drain });

  return {
    context,
    async listen() {
      await http.listen({ port: config.port, host: config.host });
      attachSocketServer(io, http.server, guards);
      const address = http.server.address() as AddressInfo;
      return address.port;
    },
    async close() {
      const withdrawn = witness.withdraw();
      if (http.server.listening) await drain.run();
      await closeHttpServer(http, config);
      review.stop();
      guards.watchdog.stop();
      context.disk.close();
      context.presence.close();
      context.publisher.close();
      await withdrawn;
      await shared.bus.close();
      shared.counts?.close();
      await context.accounts.settle();
    },
  };
}

function createContext(options: AppOptions, line: { io: HallwayServer } & Shared): Context {
  const { config, logger, database, checkOutput = false } = options;
  const nodes = connectNodes({
    ...line,
    registers: { gate: createRoomRegister({ database }), typing: createRoomRegister({ database }) },
    meets: createMeetings({ database }),
    onLeft: rememberLastSeen({ database, logger }),
    warn: (error, what) => logger.warn({ err: error }, what),
  });
  const { publisher } = nodes;
  const mailer = createMailer({ config, logger });
  const metrics = createMetrics();
  return {
    config,
    logger,
    database,
    bus: line.bus,
    counts: line.counts,
    ...nodes,
    mailer,
    accounts: createAccounts({ config, logger, database, publisher, mailer }),
    limits: createRateLimits({ enabled: config.rateLimits, counts: line.counts }),
    metrics,
    traffic: createTraffic(),
    disk: watchDiskSpace({ config, logger }),
    sends: createSendLanes({ database, publisher, logger, metrics }),
    marks: createMarkLanes({ database, publisher, logger }),
    checkOutput,
  };
}

/** Connects the metrics to what they tell of. */
function watchServer(
  { metrics, traffic, sends, database, disk, bus, logger }: Context,
  { io, guards, drain }: { io: HallwayServer; guards: Guards; drain: Drain },
): void {
  metrics.watch({
    connections: () => io.engine.clientsCount,
    namespaces: () => countNamespaces(io),
    rooms: () => countRooms(io),
    commandsInFlight: traffic.inFlight,
    sendsWaiting: sends.waiting,
    longestWriteBuffer: guards.watchdog.longest,
    databaseConnections: database.connections,
    databaseAway: database.pulse.isAway,
    diskFreeBytes: () => disk.last()?.freeBytes ?? null,
    bus: bus.health,
    draining: drain.hasBegun,
  });
  database.pulse.onTurn((isAway) => {
    if (isAway) logger.error("The database does not answer; commands fail until it does");
    else logger.info("The database answers again");
  });
}

/** The HTTP server with all its routes. */
async function createRoutes({
  context,
  membership,
  visitorOf,
  drain,
  witness,
  isAttached,
}: {
  context: Context;
  membership: Membership;
  visitorOf: ReturnType<typeof createVisitorOf>;
  drain: Drain;
  witness: BusWitness;
  /** Whether sockets are served already. */
  isAttached(): boolean;
}): Promise<FastifyInstance> {
  const http = createHttpServer(context);
  passOnLongPolling(http, { isAttached });
  await registerSecurity(http, context);
  registerProbes(http, { ...context, drain, witness });
  registerMetrics(http, context);
  await registerAuthRoutes(http, context);
  registerCommandRoutes(http, { context, bindings, membership, visitorOf });
  registerAuditExport(http, { context, membership, visitorOf });
  registerOpenApi(http, bindings);
  await registerWebFiles(http);
  return http;
}

/** A contract without a use case, or with two, is a mistake that no request shall have to find. */
function requireWholeCatalog(bound: readonly Binding[]): void {
  const names = bound.map(({ contract }) => contract.name).sort();
  const missing = (Object.keys(commands) as CommandName[]).filter((name) => !names.includes(name));
  const doubled = names.filter((name, index) => name === names[index + 1]);
  if (missing.length > 0 || doubled.length > 0) {
    throw new Error(`Commands without a use case: ${missing}; bound twice: ${doubled}`);
  }
}
