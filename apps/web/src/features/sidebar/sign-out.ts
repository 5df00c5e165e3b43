import { leaveThisDevice } from "../../realtime/open-workspace.ts";
import { showToast } from "../../ui/toasts.ts";

/** Signs out here; what is kept on this device goes with it. */
export async function signOut(): Promise<void> {
  const answer = await leaveThisDevice();
  // A whole new page: nothing of this account may stay in memory.
  if (answer.ok) location.assign("/sign-in");
  else showToast({ text: answer.error.message, tone: "danger" });
}
