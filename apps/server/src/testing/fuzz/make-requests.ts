import { type CommandName, commands, type WorkspaceId } from "@hallway/protocol";
import type { Dice } from "./dice.ts";
import { hostileValue, mutateJson } from "./hostile-values.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import { commandNames, inputMakers, type KnownIds } from "./schema-values.ts";

/** One HTTP request, before anyone mutilates its bytes. */
export interface FuzzedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What there is beside the commands. */
const otherPaths = [
  "/",
  "/livez",
  "/api/v1/nothing",
  "/api/auth/get-session",
  "/api/auth/list-sessions",
  "/api/auth/sign-out",
  "/api/auth/request-password-reset",
  "/api/auth/reset-password",
  "/api/auth/revoke-session",
  "/assets/nothing.js",
  "/invite/nothing",
  "/socket.io/?EIO=4&transport=polling",
];
/** Each costs the time of a password's hash, or of a hundred thousand characters: seldom. */
const slowPaths = [
  "/api/auth/sign-in/email",
  "/api/auth/sign-up/email",
  "/api/auth/change-password",
  "/api/docs",
  "/api/v1/openapi.json",
];
const methods = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"];
const types = ["text/plain", "application/json;charset=utf-7", "multipart/form-data", "", "x/y"];
const oddities = [
  "%00",
  "%2e%2e/",
  "//",
  "/.",
  "?",
  "?a=1&a[]=2",
  "#",
  ";x=1",
  "%",
  "%zz",
  "é",
  "/",
];

export interface Speaker {
  origin: string;
  cookie: string;
  workspaceId: WorkspaceId;
  ids: KnownIds;
}

export function requestMaker(dice: Dice, speaker: Speaker): () => FuzzedRequest {
  return () => {
    const name = dice.pick(commandNames);
    const input = inputMakers.get(name)?.(dice, speaker.ids);
    const isCommand = dice.chance(0.65);
    const path = isCommand ? commandPath(name, speaker) : otherPath(dice, speaker);
    const content = dice.chance(0.5) ? input : mutateJson(dice, isCommand ? input : account(dice));
    const body = JSON.stringify(content) ?? "";
    return {
      method: isCommand || dice.chance(0.5) ? rarely(dice, "POST", methods) : "GET",
      path: dice.chance(0.1) ? tamper(dice, path) : path,
      headers: headersFor(dice, speaker),
      body: dice.chance(0.2) ? mutateBytes(dice, Buffer.from(body)).toString() : body,
    };
  };
}

function commandPath(name: CommandName, { workspaceId }: Speaker): string {
  const place = commands[name].scope === "workspace" ? `workspaces/${workspaceId}/` : "";
  return `/api/v1/${place}${name}`;
}

function otherPath(dice: Dice, { workspaceId }: Speaker): string {
  return dice.chance(0.1)
    ? `/api/v1/workspaces/${workspaceId}/audit.csv?${new URLSearchParams({ action: "x", before: "y" })}`
    : dice.pick(dice.chance(0.02) ? slowPaths : otherPaths);
}

function tamper(dice: Dice, path: string): string {
  const at = dice.below(path.length + 1);
  const rest = path.slice(at + dice.below(3));
  return `/${path.slice(1, at)}${encodeURI(dice.pick(oddities)).replaceAll("%25", "%")}${rest}`;
}

function headersFor(dice: Dice, { origin, cookie }: Speaker): Record<string, string> {
  const odd = encodeURIComponent(toWellFormed(hostileValue(dice))).slice(0, 4_000);
  const oddest = dice.below(6);
  const headers: Record<string, string> = {
    origin: oddest === 0 ? dice.pick(foreignOrigins(origin)) : origin,
    "content-type": oddest === 1 ? dice.pick(types) : "application/json",
    cookie: oddest === 2 ? dice.pick(["", "hallway.session_token=x", `${cookie}x`, odd]) : cookie,
  };
  if (dice.chance(0.1)) headers.authorization = `Bearer ${odd}`;
  if (dice.chance(0.1)) headers["x-forwarded-for"] = dice.pick(["127.0.0.1", odd, "::1, 10.0.0.1"]);
  if (dice.chance(0.1)) headers["user-agent"] = odd;
  if (dice.chance(0.05)) headers["content-encoding"] = dice.pick(["gzip", "br", "x"]);
  if (dice.chance(0.05)) headers.range = "bytes=0-,0-,0-";
  if (dice.chance(0.05)) headers[dice.pick(["accept", "if-none-match", "x-http-method"])] = odd;
  return headers;
}

function foreignOrigins(origin: string): string[] {
  return ["null", "https://evil.example", `${origin}.evil.example`];
}

/** An account's fields, of people who do not exist. */
function account(dice: Dice): object {
  const email = `nobody${dice.below(100)}@example.com`;
  return {
    name: "Nobody",
    email,
    password: "not the password",
    token: "x",
    newPassword: "long enough",
  };
}

function rarely(dice: Dice, usual: string, others: readonly string[]): string {
  return dice.chance(0.06) ? dice.pick(others) : usual;
}

function toWellFormed(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).toWellFormed();
}
