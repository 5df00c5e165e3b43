import type { Answer, ConversationView } from "@hallway/protocol";
import { openStage, type Player, type Stage } from "./stage.ts";

/** A stage with one person of each role on it, and Ben, who is a member like Mia. */
export interface Cast extends Stage {
  admin: Player;
  mia: Player;
  ben: Player;
  guest: Player;
  /** A channel that Mia made, with nothing told of it yet. */
  channelOfMia(more?: { private?: boolean }): Promise<ConversationView>;
  /** A name that no channel has. */
  freshName(): string;
  /** What kinds of change a room was told. */
  kinds(room: string): string[];
}

export async function openCast(): Promise<Cast> {
  const stage = await openStage();
  const admin = await stage.admits("Adam Admin", "admin");
  const mia = await stage.admits("Mia Member");
  const ben = await stage.admits("Ben Other");
  const guest = await stage.admits("Gus Guest", "guest");
  let names = 0;
  const freshName = () => `room-${++names}`;
  return {
    ...stage,
    admin,
    mia,
    ben,
    guest,
    freshName,
    async channelOfMia(more = {}) {
      const name = freshName();
      const { conversation } = await stage.must(mia, "channel:create", { name, ...more });
      stage.forget();
      return conversation;
    },
    kinds: (room) => stage.told(room).map(({ kind }) => kind),
  };
}

/** `ok`, or the code of the refusal. */
export function codeOf(answer: Answer<unknown>): string {
  return answer.ok ? "ok" : answer.error.code;
}
