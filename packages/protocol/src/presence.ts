import { z } from "zod";
import { ConversationId, UserId } from "./ids.ts";
import { limits } from "./limits.ts";

/** From real connections over all of a person's tabs; `away` when every tab is idle or hidden. */
export const PresenceStatus = z.enum(["active", "away", "offline"]);
export type PresenceStatus = z.infer<typeof PresenceStatus>;

/** Up: what this tab's person is doing. */
export const PresenceReport = z.strictObject({ status: z.enum(["active", "away"]) });
/** Up: the people whose presence this tab shows, in place of those it showed before. Where many are online it is told of these alone. */
export const PresenceWatch = z.strictObject({
  userIds: z.array(UserId).max(limits.peoplePerRequest),
});
/** Down, volatile. */
export const PresenceSignal = z.strictObject({ userId: UserId, status: PresenceStatus });
export type PresenceSignal = z.infer<typeof PresenceSignal>;

/** Up: I am writing there. */
export const TypingReport = z.strictObject({ conversationId: ConversationId });
/** Down, volatile. */
export const TypingSignal = z.strictObject({ conversationId: ConversationId, userId: UserId });
export type TypingSignal = z.infer<typeof TypingSignal>;
