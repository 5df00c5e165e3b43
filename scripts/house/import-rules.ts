/** Who may import whom: a rule speaks about the files it covers, and says where to go instead of what it refuses. */
export type ImportRule = {
  covers(path: string): boolean;
  allows(target: string, path: string): boolean;
  instead: string;
};

const server = "apps/server/src/";
const web = "apps/web/src/";

/** The folders of the server that are no feature. */
const serverFoundations = new Set(["database", "http", "metrics", "realtime", "testing"]);

/** Features whose use cases any other use case may call: they write down or send what the others decide. */
const sharedDesks = [`${server}audit/`, `${server}mail/`, `${server}jobs/`];

export const importRules: ImportRule[] = [
  {
    covers: (path) => path.startsWith("packages/protocol/src/") && !isTest(path),
    allows: (target) => target === "zod" || target.startsWith("packages/protocol/src/"),
    instead: "The contract knows zod alone, neither Node nor the browser.",
  },
  {
    covers: (path) => path.startsWith("packages/markup/src/") && !isTest(path),
    allows: (target) => !target.startsWith("node:") && !target.startsWith("apps/"),
    instead:
      "Message text is read the same in the server and in the browser: plain TypeScript only.",
  },
  {
    covers: (path) => path.startsWith(server) && path.endsWith(".commands.ts"),
    allows: (target, path) =>
      isPackage(target, ["@hallway/protocol", "zod"]) ||
      isIn(target, folderOf(path)) ||
      isTopFile(target) ||
      target === `${server}realtime/bind-command.ts`,
    instead:
      "Commands only bind use cases of their own folder: move what happens here into one of them.",
  },
  {
    covers: (path) => featureOf(path) !== undefined && !isEdge(path),
    allows: (target) =>
      !isPackage(target, ["fastify", "@fastify", "socket.io", "socket.io-client"]),
    instead:
      "A use case knows neither Fastify nor socket.io: say it in realtime/, http/ or a *.routes.ts file.",
  },
  {
    covers: (path) => featureOf(path) !== undefined && path.endsWith("-access.ts"),
    allows: (target, path) =>
      !target.startsWith(server) ||
      isTopFile(target) ||
      target.startsWith(`${server}database/`) ||
      /realtime\/(clock|rooms)\.ts$/.test(target) ||
      /-(access|view)\.ts$/.test(target) ||
      isIn(target, folderOf(path)),
    instead:
      "Access rules stand alone: they may look into the database and ask another noun's *-access.ts.",
  },
  {
    covers: (path) => featureOf(path) !== undefined && !isEdge(path) && !isTest(path),
    allows: (target, path) =>
      featureOf(target) === undefined ||
      featureOf(target) === featureOf(path) ||
      /(-(access|view)|\/(read|insert|change|enter|leave|end)-[\w-]+)\.ts$/.test(target) ||
      sharedDesks.some((desk) => target.startsWith(desk)),
    instead:
      "Use another noun through its *-access.ts or *-view.ts, or through a step for other people's transactions (read-, insert-, change-, enter-, leave-, end-*.ts).",
  },
  {
    covers: (path) => featureOf(path) !== undefined && !isEdge(path) && !isTest(path),
    allows: (target) =>
      !/^apps\/server\/src\/realtime\/(publish|namespaces?|volatile|bind-command)\b/.test(target),
    instead:
      "A use case ticks the room's clock (realtime/clock.ts); publishing happens after its commit.",
  },
  {
    covers: (path) => path.startsWith(`${server}realtime/`) && !isTest(path),
    allows: (target) => featureOf(target) === undefined,
    instead: "realtime/ knows no feature: let the feature register itself in app.ts.",
  },
  {
    covers: (path) => path.startsWith(`${web}ui/`) && !isTest(path),
    allows: (target) =>
      !target.startsWith("@hallway/") &&
      (!target.startsWith("apps/") || target.startsWith(`${web}ui/`)),
    instead: "ui/ knows nothing of chat: pass it what it shows.",
  },
  {
    covers: (path) => path.startsWith(`${web}state/`) && !isTest(path),
    allows: (target) =>
      target !== "socket.io-client" &&
      !target.startsWith(`${web}features/`) &&
      !target.startsWith(`${web}ui/`) &&
      !target.startsWith(`${web}app/`) &&
      !target.startsWith(`${web}realtime/`),
    instead: "state/ knows neither screens nor the socket: they bring changes to it.",
  },
  {
    covers: (path) => path.startsWith(`${web}features/`) && !isTest(path),
    allows: (target, path) =>
      target !== "socket.io-client" &&
      (!target.startsWith(`${web}features/`) ||
        screenOf(target) === screenOf(path) ||
        screenOf(path) === "shell"),
    instead:
      "A feature speaks to state/, ui/ and realtime/; only the shell puts features together.",
  },
  {
    covers: (path) => path.startsWith("faults/"),
    allows: (target) => !target.startsWith("apps/"),
    instead:
      "The fault harness is a stranger: it speaks the public protocol and reads the database's tables.",
  },
  {
    covers: (path) => path.startsWith("e2e/"),
    allows: (target) =>
      target.startsWith("e2e/") ||
      target.startsWith("node:") ||
      isPackage(target, ["@playwright", "playwright", "playwright-core", "@axe-core"]),
    instead: "Browser tests see what a person sees: the screen and public HTTP.",
  },
];

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith(`${server}testing/`);
}

/** Where a feature meets the network. */
function isEdge(path: string): boolean {
  return /\.(commands|routes|feature)\.ts$/.test(path) || isTest(path);
}

function featureOf(path: string): string | undefined {
  if (!path.startsWith(server)) return undefined;
  const [folder, ...rest] = path.slice(server.length).split("/");
  return folder && rest.length > 0 && !serverFoundations.has(folder) ? folder : undefined;
}

function screenOf(path: string): string | undefined {
  return path.slice(`${web}features/`.length).split("/")[0];
}

function isTopFile(target: string): boolean {
  return target.startsWith(server) && !target.slice(server.length).includes("/");
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function isIn(target: string, folder: string): boolean {
  return target.startsWith(folder);
}

function isPackage(target: string, names: string[]): boolean {
  return names.some((name) => target === name || target.startsWith(`${name}/`));
}
