import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "./config.ts";

const read = (env: Record<string, string>) => parseConfig(env, "/srv/hallway");

describe("parseConfig", () => {
  it("needs no setting at all", () => {
    expect(read({})).toEqual({
      port: 3000,
      host: "localhost",
      publicUrl: "http://localhost:3000",
      dataDir: "/srv/hallway/data",
      databaseUrl: null,
      redisUrl: null,
      sessionSecret: null,
      signUp: "invited",
      workspaceCreation: "anyone",
      rateLimits: true,
      trustedProxies: ["loopback"],
      smtpUrl: null,
      mailFrom: "Hallway <no-reply@localhost>",
      s3: null,
      backupKey: null,
      metricsToken: null,
      drainSeconds: 0,
      logLevel: "info",
    });
  });

  it("cannot be changed afterwards", () => {
    expect(Object.isFrozen(read({}))).toBe(true);
  });

  it.each([
    [{ PORT: "8080" }, { port: 8080, publicUrl: "http://localhost:8080" }],
    [{ PORT: "" }, { port: 3000 }],
    [{ PUBLIC_URL: "https://Chat.Example.com/" }, { publicUrl: "https://chat.example.com" }],
    [{ PUBLIC_URL: "https://chat.example.com" }, { host: "0.0.0.0" }],
    [{ PUBLIC_URL: "https://chat.example.com", HOST: "127.0.0.1" }, { host: "127.0.0.1" }],
    [{ DATA_DIR: "/var/lib/chat" }, { dataDir: "/var/lib/chat" }],
    [{ DATA_DIR: " /var/lib/chat\r" }, { dataDir: "/var/lib/chat" }],
    [{ SIGN_UP: "open " }, { signUp: "open" }],
    [{ DATABASE_URL: "postgres://u:p@db/hallway" }, { databaseUrl: "postgres://u:p@db/hallway" }],
    [{ SIGN_UP: "open" }, { signUp: "open" }],
    [{ WORKSPACE_CREATION: "owner" }, { workspaceCreation: "owner" }],
    [{ RATE_LIMITS: "off" }, { rateLimits: false }],
    [{ TRUSTED_PROXIES: "10.0.0.0/8, loopback" }, { trustedProxies: ["10.0.0.0/8", "loopback"] }],
    [{ DRAIN_SECONDS: "5" }, { drainSeconds: 5 }],
    [{ METRICS_TOKEN: "0123456789abcdef" }, { metricsToken: "0123456789abcdef" }],
    [{ LOG_LEVEL: "debug" }, { logLevel: "debug" }],
  ])("reads %o", (env, expected) => {
    expect(read(env)).toMatchObject(expected);
  });

  it("reads a complete S3 set", () => {
    const env = { S3_BUCKET: "files", S3_ACCESS_KEY_ID: "id", S3_SECRET_ACCESS_KEY: "key" };
    expect(read(env).s3).toMatchObject({ bucket: "files", region: "us-east-1", endpoint: null });
  });

  it.each([
    [{ PORT: "http" }, 'PORT must be a whole number from 0 to 65535, but is "http".'],
    [{ PORT: "70000" }, 'PORT must be a whole number from 0 to 65535, but is "70000".'],
    [{ PORT: "-1" }, 'PORT must be a whole number from 0 to 65535, but is "-1".'],
    [{ HOST: "a b" }, 'HOST must be a host name or an IP address, but is "a b".'],
    [{ SIGN_UP: "closed" }, 'SIGN_UP must be one of invited, open, but is "closed".'],
    [{ SESSION_SECRET: "short" }, "SESSION_SECRET must be a secret of at least 32 characters."],
    [{ BACKUP_KEY: "short" }, "BACKUP_KEY must be a secret of at least 20 characters."],
    [{ METRICS_TOKEN: "hunter2" }, "METRICS_TOKEN must be at least 16 letters, digits and -._~."],
    [
      { DRAIN_SECONDS: "60" },
      'DRAIN_SECONDS must be a whole number of seconds from 0 to 10, but is "60".',
    ],
    [
      { TRUSTED_PROXIES: "loopback, nginx" },
      'TRUSTED_PROXIES must be IP addresses, networks, loopback, linklocal or uniquelocal, separated by commas, but is "loopback, nginx".',
    ],
    [{ RATE_LIMITS: "no" }, 'RATE_LIMITS must be one of on, off, but is "no".'],
    [
      { S3_BUCKET: "files" },
      "S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set too when files shall go to S3.",
    ],
    [
      { PUBLIC_URL: "https://example.com/chat" },
      'PUBLIC_URL must be an address such as https://chat.example.com, without a path, but is "https://example.com/chat".',
    ],
    [
      { PUBLIC_URL: "chat.example.com" },
      'PUBLIC_URL must be an address such as https://chat.example.com, without a path, but is "chat.example.com".',
    ],
    [
      { MAIL_FROM: "nobody" },
      'MAIL_FROM must be a sender such as Hallway <chat@example.com>, but is "nobody".',
    ],
  ])("refuses %o in one sentence", (env, message) => {
    expect(() => read(env)).toThrow(new ConfigError(message));
  });

  it.each([
    ["DATABASE_URL", "mysql://root:hunter2@db/x"],
    ["REDIS_URL", "hunter2"],
    ["SMTP_URL", "mail:hunter2@example.com"],
  ])("never shows the secret in a wrong %s", (name, value) => {
    const message = messageOf(() => read({ [name]: value }));
    expect(message).toMatch(new RegExp(`^${name} must be an address such as `));
    expect(message).not.toContain("hunter2");
  });
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof ConfigError ? error.message : String(error);
  }
  return "nothing was refused";
}
