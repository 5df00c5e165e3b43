import type { InviteView } from "@hallway/protocol";

/** How an invitation is recognised: its address, or the end of its link. */
export function inviteName({ email, tokenHint }: Pick<InviteView, "email" | "tokenHint">): string {
  return email ?? `ends …${tokenHint}`;
}

/** `3`, `3 of 10` */
export function inviteUses({ uses, maxUses }: Pick<InviteView, "uses" | "maxUses">): string {
  return maxUses === null ? String(uses) : `${uses} of ${maxUses}`;
}
