import type { Refusal } from "@hallway/protocol";

/** Why somebody is not, or no longer, let into a workspace. */
export const NOT_A_MEMBER: Refusal = {
  code: "not_a_member",
  message: "You are not in this workspace.",
};

export const DEACTIVATED: Refusal = {
  code: "deactivated",
  message: "An admin has deactivated your account in this workspace.",
};

/** Why an admin panel that was open closes. */
export const NO_LONGER_ADMIN: Refusal = {
  code: "forbidden",
  message: "You no longer administer this workspace.",
};
