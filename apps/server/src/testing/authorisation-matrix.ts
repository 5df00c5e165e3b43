import type { CommandName, ErrorCode } from "@hallway/protocol";

/** What someone is answered. */
export type Verdict = "ok" | ErrorCode;

/** The verdicts for each of `people`, in their order. */
export type Row = readonly [Verdict, Verdict, Verdict, Verdict, Verdict, Verdict, Verdict, Verdict];

const ok = "ok";
const no = "forbidden";
const hidden = "not_found";
const who = "unauthenticated";

/**
 * Who may what: every command, asked by everyone of `people` in the situation that `situations.ts` makes for it. Where it
 * is about a conversation, that is a private channel which the first four are in. A command without a row fails the type
 * check.
 */
// biome-ignore format: a table
export const authorisationMatrix: Record<CommandName, Row> = {
  //                               owner   admin   member  guest   outsider stranger deactivated anonymous
  "workspace:bootstrap":          [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  sync:                           [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  "workspace:create":             [ok,     ok,     ok,     ok,     ok,      ok,      ok,         who],
  "workspace:mine":               [ok,     ok,     ok,     ok,     ok,      ok,      ok,         who],
  "workspace:join":               [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  "workspace:update":             [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "workspace:transfer-ownership": [ok,     no,     no,     no,     no,      hidden,  no,         who],
  "server:info":                  [ok,     ok,     ok,     ok,     ok,      ok,      ok,         ok ],
  "member:get":                   [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  "member:list":                  [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  "member:update-profile":        [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  "member:set-role":              [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "member:deactivation-preview":  [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "member:deactivate":            [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "member:reactivate":            [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "member:end-sessions":          [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "channel:create":               [ok,     ok,     ok,     no,     ok,      hidden,  no,         who],
  "channel:browse":               [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  "channel:join":                 [ok,     ok,     ok,     no,     hidden,  hidden,  no,         who],
  "channel:leave":                [ok,     ok,     ok,     ok,     hidden,  hidden,  no,         who],
  "channel:archive":              [ok,     ok,     no,     no,     hidden,  hidden,  no,         who],
  "channel:unarchive":            [ok,     ok,     no,     no,     hidden,  hidden,  no,         who],
  "channel:update":               [ok,     ok,     ok,     no,     hidden,  hidden,  no,         who],
  "channel:add-members":          [ok,     ok,     ok,     no,     hidden,  hidden,  no,         who],
  "channel:remove-member":        [ok,     ok,     no,     no,     hidden,  hidden,  no,         who],
  "conversation:get":             [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  "conversation:members":         [ok,     ok,     ok,     ok,     hidden,  hidden,  no,         who],
  "dm:open":                      [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  "message:send":                 [ok,     ok,     ok,     ok,     hidden,  hidden,  no,         who],
  "message:edit":                 [no,     no,     ok,     no,     hidden,  hidden,  no,         who],
  "message:delete":               [ok,     ok,     ok,     no,     hidden,  hidden,  no,         who],
  "message:list":                 [ok,     ok,     ok,     ok,     hidden,  hidden,  no,         who],
  "read:mark":                    [ok,     ok,     ok,     ok,     hidden,  hidden,  no,         who],
  "participation:update":         [ok,     ok,     ok,     ok,     hidden,  hidden,  no,         who],
  "invite:create":                [ok,     ok,     ok,     no,     ok,      hidden,  no,         who],
  "invite:list":                  [ok,     ok,     ok,     no,     ok,      hidden,  no,         who],
  "invite:revoke":                [ok,     ok,     hidden, no,     hidden,  hidden,  no,         who],
  "invite:preview":               [ok,     ok,     ok,     ok,     ok,      ok,      ok,         ok ],
  "invite:accept":                [ok,     ok,     ok,     ok,     ok,      ok,      ok,         who],
  "session:list":                 [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  "session:revoke":               [ok,     ok,     ok,     ok,     ok,      hidden,  no,         who],
  "admin:overview":               [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "admin:members":                [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "admin:channels":               [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "admin:archive-channel":        [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "admin:rename-channel":         [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "audit:list":                   [ok,     ok,     no,     no,     no,      hidden,  no,         who],
};

/** The same commands where the answer turns on something else than the private channel. */
// biome-ignore format: a table
export const specialCases = {
  //                                          owner   admin   member  guest   outsider stranger deactivated anonymous
  "the address, by workspace:update":        [ok,     no,     no,     no,     no,      hidden,  no,         who],
  "the role owner, by member:set-role":      [ok,     no,     no,     no,     no,      hidden,  no,         who],
  "an owner, by member:deactivate":          [ok,     no,     no,     no,     no,      hidden,  no,         who],
  "an owner, by member:end-sessions":        [ok,     no,     no,     no,     no,      hidden,  no,         who],
  "a public channel, by channel:join":       [ok,     ok,     ok,     no,     ok,      hidden,  no,         who],
  "a public channel, by channel:archive":    [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "a public channel, by channel:update":     [ok,     ok,     ok,     no,     no,      hidden,  no,         who],
  "a channel's name, by channel:update":     [ok,     ok,     no,     no,     hidden,  hidden,  no,         who],
  "a public channel, by channel:add-members":[ok,     ok,     ok,     no,     no,      hidden,  no,         who],
  "a public channel, by message:list":       [ok,     ok,     ok,     hidden, ok,      hidden,  no,         who],
  "a public channel, by message:send":       [ok,     ok,     ok,     hidden, hidden,  hidden,  no,         who],
  "a direct message, by message:list":       [ok,     hidden, ok,     hidden, hidden,  hidden,  no,         who],
  "a direct message, by conversation:members":[ok,    hidden, ok,     hidden, hidden,  hidden,  no,         who],
  "a stranger to guests, by dm:open":        [ok,     ok,     ok,     hidden, ok,      hidden,  no,         who],
  "the role admin, by invite:create":        [ok,     ok,     no,     no,     no,      hidden,  no,         who],
  "a private channel, by admin:rename-channel":[hidden,hidden,no,     no,     no,      hidden,  no,         who],
  "a private channel, by admin:archive-channel":[hidden,hidden,no,    no,     no,      hidden,  no,         who],
  "@channel, by message:send":               [ok,     ok,     ok,     no,     hidden,  hidden,  no,         who],
} as const satisfies Record<string, Row>;

export type SpecialCase = keyof typeof specialCases;
