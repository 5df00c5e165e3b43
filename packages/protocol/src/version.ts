/** What this build speaks. A client sends it as `auth.protocol` in the handshake. */
export const PROTOCOL_VERSION = 1;

/** The oldest client this server still serves; an older one is refused with `client_too_old`. */
export const OLDEST_CLIENT_VERSION = 1;
