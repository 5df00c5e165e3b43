import { resolve } from "node:path";
import proxyAddr from "@fastify/proxy-addr";
import { z } from "zod";

/** How one Hallway server is set up: the environment, checked once and then fixed. */
export type Config = Readonly<{
  port: number;
  /** Where to listen. Only this machine, unless the public address says that others shall come. */
  host: string;
  /** The origin people type, without a slash at the end; cookies, links and Origin checks follow it. */
  publicUrl: string;
  /** Absolute path of the folder that holds everything: database, files, mail, secrets. */
  dataDir: string;
  /** The PostgreSQL to use; null means the embedded one below `dataDir`. */
  databaseUrl: string | null;
  redisUrl: string | null;
  /** What session cookies are signed with; null means: a secret that lies in `dataDir/secrets`. */
  sessionSecret: string | null;
  signUp: "invited" | "open";
  workspaceCreation: "anyone" | "owner";
  /** False only for load tests. */
  rateLimits: boolean;
  /** Addresses (or `loopback`, `linklocal`, `uniquelocal`) whose X-Forwarded-* headers are believed. */
  trustedProxies: readonly string[];
  /** What a monitoring system on another machine shows to read `/metrics`; null means only this machine may. */
  metricsToken: string | null;
  /** How long a server that is told to end goes on serving, so that its balancer notices; 0 where there is none. */
  drainSeconds: number;
  /** Null means: mail is written to `dataDir/mail`. */
  smtpUrl: string | null;
  mailFrom: string;
  /** Null means: files lie in `dataDir/files`. */
  s3: S3Config | null;
  /** What backups are locked with; null means: a key that lies in `dataDir/secrets`. */
  backupKey: string | null;
  logLevel: LogLevel;
}>;

/** Where uploaded files go when they do not lie on this machine's disk. */
export type S3Config = Readonly<{
  bucket: string;
  region: string;
  endpoint: string | null;
  accessKeyId: string;
  secretAccessKey: string;
  forcePathStyle: boolean;
}>;

export type LogLevel = (typeof logLevels)[number];

/** A setting that cannot be used; its message is the one sentence to show. */
export class ConfigError extends Error {}

/** Reads the settings of this process. The only place that looks at `process.env`. */
export function loadConfig(): Config {
  return parseConfig(process.env, process.cwd());
}

/** Checks an environment and fills in what it leaves out; throws a `ConfigError` for the first wrong value. */
export function parseConfig(env: Record<string, string | undefined>, cwd: string): Config {
  // Files of settings bring blanks and line breaks along.
  const given = Object.entries(env)
    .map(([name, value]) => [name, value?.trim()])
    .filter(([, value]) => value);
  const result = Environment.safeParse(Object.fromEntries(given));
  if (!result.success) throw new ConfigError(sentence(result.error, env));
  const values = result.data;
  const publicUrl = values.PUBLIC_URL ?? `http://localhost:${values.PORT}`;
  return Object.freeze({
    port: values.PORT,
    host: values.HOST ?? (isThisMachine(publicUrl) ? "localhost" : "0.0.0.0"),
    publicUrl,
    dataDir: resolve(cwd, values.DATA_DIR),
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    sessionSecret: values.SESSION_SECRET ?? null,
    signUp: values.SIGN_UP,
    workspaceCreation: values.WORKSPACE_CREATION,
    rateLimits: values.RATE_LIMITS === "on",
    trustedProxies: values.TRUSTED_PROXIES,
    metricsToken: values.METRICS_TOKEN ?? null,
    drainSeconds: values.DRAIN_SECONDS,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM ?? `Hallway <no-reply@${new URL(publicUrl).hostname}>`,
    s3: s3Config(values),
    backupKey: values.BACKUP_KEY ?? null,
    logLevel: values.LOG_LEVEL,
  });
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const secretNames = new Set([
  "DATABASE_URL",
  "REDIS_URL",
  "SESSION_SECRET",
  "SMTP_URL",
  "METRICS_TOKEN",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
  "BACKUP_KEY",
]);

const Environment = z.object({
  PORT: text("a whole number from 0 to 65535", toPort).default(3000),
  HOST: text("a host name or an IP address", toHost).optional(),
  PUBLIC_URL: text(
    "an address such as https://chat.example.com, without a path",
    toOrigin,
  ).optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: url(["postgresql:", "postgres:"], "postgresql://user:password@host:5432/hallway"),
  REDIS_URL: url(["redis:", "rediss:"], "redis://host:6379"),
  SESSION_SECRET: text("a secret of at least 32 characters", toSessionSecret).optional(),
  SIGN_UP: oneOf(["invited", "open"]).default("invited"),
  WORKSPACE_CREATION: oneOf(["anyone", "owner"]).default("anyone"),
  RATE_LIMITS: oneOf(["on", "off"]).default("on"),
  TRUSTED_PROXIES: text(
    "IP addresses, networks, loopback, linklocal or uniquelocal, separated by commas",
    toProxies,
  ).default(["loopback"]),
  METRICS_TOKEN: text("at least 16 letters, digits and -._~", toToken).optional(),
  DRAIN_SECONDS: text("a whole number of seconds from 0 to 10", toDrainSeconds).default(0),
  SMTP_URL: url(["smtp:", "smtps:"], "smtps://user:password@mail.example.com:465"),
  MAIL_FROM: text("a sender such as Hallway <chat@example.com>", toSender).optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_ENDPOINT: url(["https:", "http:"], "https://s3.example.com"),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: oneOf(["true", "false"]).default("false"),
  BACKUP_KEY: text("a secret of at least 20 characters", toBackupKey).optional(),
  LOG_LEVEL: oneOf(logLevels).default("info"),
});

type Values = z.infer<typeof Environment>;

function s3Config(values: Values): S3Config | null {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = values;
  if (!bucket && !id && !secret && !values.S3_ENDPOINT) return null;
  if (!bucket || !id || !secret) {
    const parts = { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret };
    const missing = Object.entries(parts).filter(([, value]) => !value);
    throw new ConfigError(
      `${missing.map(([name]) => name).join(" and ")} must be set too when files shall go to S3.`,
    );
  }
  return Object.freeze({
    bucket,
    region: values.S3_REGION,
    endpoint: values.S3_ENDPOINT ?? null,
    accessKeyId: id,
    secretAccessKey: secret,
    forcePathStyle: values.S3_FORCE_PATH_STYLE === "true",
  });
}

function sentence(error: z.ZodError, env: Record<string, string | undefined>): string {
  const issue = error.issues[0];
  const name = String(issue?.path[0] ?? "The environment");
  const shown = secretNames.has(name) ? "" : `, but is "${env[name]}"`;
  return `${name} must be ${issue?.message ?? "valid"}${shown}.`;
}

function text<T>(expected: string, parse: (value: string) => T | undefined) {
  return z.string().transform((value, context) => {
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: "custom", message: expected });
    return z.NEVER;
  });
}

function oneOf<const T extends readonly [string, ...string[]]>(choices: T) {
  return z.enum(choices, { error: `one of ${choices.join(", ")}` });
}

function url(protocols: string[], example: string) {
  return text(`an address such as ${example}`, (value) => {
    const parsed = URL.parse(value);
    return parsed && protocols.includes(parsed.protocol) && parsed.hostname ? value : undefined;
  }).optional();
}

function toPort(value: string): number | undefined {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined;
}

function toToken(value: string): string | undefined {
  return /^[\w.~-]{16,}$/.test(value) ? value : undefined;
}

function toDrainSeconds(value: string): number | undefined {
  return /^\d{1,2}$/.test(value) && Number(value) <= 10 ? Number(value) : undefined;
}

function toSessionSecret(value: string): string | undefined {
  return value.length >= 32 ? value : undefined;
}

function toHost(value: string): string | undefined {
  return /^[\w.:-]+$/.test(value) ? value : undefined;
}

function toOrigin(value: string): string | undefined {
  const parsed = URL.parse(value);
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) return undefined;
  const plain = parsed.pathname === "/" && !parsed.search && !parsed.hash && !parsed.username;
  return plain ? parsed.origin : undefined;
}

function toProxies(value: string): string[] | undefined {
  const items = value.split(",").map((item) => item.trim());
  try {
    proxyAddr.compile(items);
    return items;
  } catch {
    return undefined;
  }
}

function toBackupKey(value: string): string | undefined {
  return value.length >= 20 ? value : undefined;
}

function toSender(value: string): string | undefined {
  return /^[^\r\n]*@[^\s@]+$/.test(value) ? value : undefined;
}

function isThisMachine(publicUrl: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(publicUrl).hostname);
}
