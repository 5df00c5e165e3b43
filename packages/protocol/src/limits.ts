/** Every limit on what comes from outside, once. Lengths are Unicode code points unless a name says otherwise. */
export const limits = {
  /** One socket.io packet or one JSON body. */
  payloadBytes: 256 * 1024,
  personName: 80,
  email: 254,
  passwordMin: 10,
  passwordMax: 256,
  title: 80,
  statusText: 100,
  workspaceName: 60,
  slugMin: 2,
  slugMax: 40,
  workspaceIcon: 16,
  channelName: 80,
  topic: 250,
  purpose: 500,
  messageText: 12_000,
  mentionsPerMessage: 50,
  /** People in one direct message, myself included. */
  directMessagePeople: 9,
  peoplePerRequest: 200,
  pageDefault: 50,
  pageMax: 100,
  /** Members in a bootstrap; more come by `member:get` and `member:list`. */
  bootstrapMembers: 300,
  /** Changes of one room in one `sync` answer; a room that moved further is answered with `reset`. */
  syncChangesPerRoom: 500,
  /** About the bytes of all changes in one `sync` answer; the heaviest rooms beyond are answered with `reset`. */
  syncBytes: 1_000_000,
  /** Text in one page of messages, in bytes; a page of heavier ones holds fewer than were asked for. */
  pageBytes: 1_000_000,
  /** Rooms a client may name in one `sync`. */
  syncRooms: 5_000,
  /** Unread messages are counted up to here, then shown as "999+". */
  unreadCount: 999,
  query: 200,
  cursor: 600,
  inviteHoursMax: 24 * 365,
  inviteUsesMax: 10_000,
  inviteChannels: 20,
  namespacesPerConnection: 20,
  socketsPerPerson: 50,
} as const;

export interface RateLimit {
  /** Requests allowed in one window. */
  points: number;
  windowMs: number;
  /** A longer window that holds beside it: the shorter one then says how much may come at once. */
  sustained?: { points: number; windowMs: number };
}

/** How often one person may run the commands of a class, over HTTP and sockets together. */
export const rateLimits = {
  read: { points: 600, windowMs: 60_000 },
  sync: { points: 60, windowMs: 60_000 },
  write: { points: 120, windowMs: 60_000 },
  send: { points: 20, windowMs: 2_000, sustained: { points: 120, windowMs: 60_000 } },
  edit: { points: 25, windowMs: 5_000 },
  invite: { points: 60, windowMs: 60 * 60_000 },
} as const satisfies Record<string, RateLimit>;

export type RateLimitClass = keyof typeof rateLimits;

/** Turns that come back one by one: so many at once, then so many a second. */
export interface Pace {
  burst: number;
  perSecond: number;
}

/** How fast connections may be opened and used, before anything is looked up for them (docs/decisions/0012). */
export const paces = {
  /** Handshakes that one server takes on from everybody together. */
  handshakes: { burst: 300, perSecond: 300 },
  /** Of these, those without a session's cookie: strangers from everywhere leave two thirds to people who come back. */
  handshakesOfStrangers: { burst: 100, perSecond: 100 },
  /** Handshakes with a session's cookie: a browser that restores all its tabs, and ten a minute for ever. */
  handshakesOfSession: { burst: 30, perSecond: 1 / 6 },
  /** Handshakes without one, from one address. */
  handshakesOfAddress: { burst: 60, perSecond: 1 },
  /** Namespaces asked for over one connection. */
  namespaces: { burst: 40, perSecond: 1 },
  /** Events that come up over one connection. */
  events: { burst: 200, perSecond: 30 },
  /** Events beyond that pace which are still answered with a refusal; then the connection is closed. */
  refusedEvents: { burst: 300, perSecond: 1 },
} as const satisfies Record<string, Pace>;

/** A typing signal a person and conversation is passed on at most this often. */
export const TYPING_INTERVAL_MS = 3_000;
/** A reader forgets a typing signal after this time. */
export const TYPING_EXPIRES_MS = 5_000;
