import { asId, type ConversationId, type MessageId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMembers } from "../channels/add-members.ts";
import { archiveChannel } from "../channels/archive-channel.ts";
import { joinChannel } from "../channels/join-channel.ts";
import { leaveChannel } from "../channels/leave-channel.ts";
import { removeMember } from "../channels/remove-member.ts";
import { updateChannel } from "../channels/update-channel.ts";
import { updateProfile } from "../members/update-profile.ts";
import { deleteMessage } from "../messages/delete-message.ts";
import { editMessage } from "../messages/edit-message.ts";
import { type Cast, openCast } from "../testing/cast.ts";
import type { Player } from "../testing/stage.ts";

let cast: Cast;

beforeAll(async () => {
  cast = await openCast();
});
afterAll(() => cast.close());

const forbidden = { view: { code: "forbidden" } };

/** A person with a channel and a message of their own. */
async function settle(name: string): Promise<{ person: Player; place: Place; id: MessageId }> {
  const person = await cast.admits(name);
  const { conversation } = await cast.must(person, "channel:create", { name: `of-${uuidv7()}` });
  const place = { conversationId: conversation.id };
  const id = asId<MessageId>(uuidv7());
  await cast.must(person, "message:send", { ...place, id, text: "Mine" });
  return { person, place, id };
}
type Place = { conversationId: ConversationId };

describe("a command that was let in before its person was shut out, and waited for its room", () => {
  it("changes nothing any more", async () => {
    const { person, place, id } = await settle("Lars Late");
    const other = await cast.channelOfMia();
    await cast.must(cast.admin, "member:deactivate", { userId: person.userId });
    cast.forget();
    const { context } = cast;
    const userId = cast.mia.userId;
    const late = [
      editMessage(context, person, { id, text: "Late" }),
      deleteMessage(context, person, { id }),
      joinChannel(context, person, { conversationId: other.id }),
      leaveChannel(context, person, place),
      addMembers(context, person, { ...place, userIds: [userId] }),
      removeMember(context, person, { ...place, userId }),
      updateChannel(context, person, { ...place, topic: "Late" }),
      archiveChannel(context, person, place),
      updateProfile(context, person, { title: "Late" }),
    ];
    for (const outcome of await Promise.allSettled(late)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: forbidden });
    }
    expect(cast.published).toEqual([]);
  });

  it("counts as what its person is by then", async () => {
    const boss = await cast.admits("Bea Boss", "admin");
    const { id } = await cast.channelOfMia();
    await cast.must(cast.owner, "member:set-role", { userId: boss.userId, role: "member" });
    const late = archiveChannel(cast.context, boss, { conversationId: id });
    await expect(late).rejects.toMatchObject(forbidden);
  });
});
