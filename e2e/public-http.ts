import type { APIRequestContext } from "@playwright/test";

/** Someone's browser speaking HTTP with a server: its cookies are the page's cookies. */
export interface PublicHttp {
  readonly request: APIRequestContext;
  readonly origin: string;
}

export interface Credentials {
  name: string;
  email: string;
  password: string;
  inviteToken?: string;
}

/** A workspace as those who test in it need it. */
export interface Workspace {
  id: string;
  slug: string;
  name: string;
}

/** Makes an account and is signed in with it. */
export async function signUp(http: PublicHttp, person: Credentials): Promise<void> {
  await post(http, "auth/sign-up/email", person);
}

export async function signIn(
  http: PublicHttp,
  { email, password }: Pick<Credentials, "email" | "password">,
): Promise<void> {
  await post(http, "auth/sign-in/email", { email, password });
}

export async function createWorkspace(
  http: PublicHttp,
  { name, slug }: Pick<Workspace, "name" | "slug">,
): Promise<Workspace> {
  const answer = await post(http, "v1/workspace:create", { name, slug });
  return { id: textAt(answer, "data", "workspace", "id"), name, slug };
}

/** Makes an invitation that works as often as needed and returns the token of its link. */
export async function invite(
  http: PublicHttp,
  { id }: Pick<Workspace, "id">,
  terms: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const answer = await post(http, `v1/workspaces/${id}/invite:create`, terms);
  return textAt(answer, "data", "url").split("/").at(-1) ?? "";
}

export async function acceptInvitation(http: PublicHttp, token: string): Promise<void> {
  await post(http, "v1/invite:accept", { token });
}

/** Creates a channel and returns its id. */
export async function createChannel(
  http: PublicHttp,
  { id }: Pick<Workspace, "id">,
  channel: { name: string; topic?: string; private?: boolean },
): Promise<string> {
  const answer = await post(http, `v1/workspaces/${id}/channel:create`, channel);
  return textAt(answer, "data", "conversation", "id");
}

/** Says something in a conversation and returns the message's id. */
export async function sendMessage(
  http: PublicHttp,
  { id: workspaceId }: Pick<Workspace, "id">,
  message: { conversationId: string; text: string },
): Promise<string> {
  const id = newMessageId();
  await post(http, `v1/workspaces/${workspaceId}/message:send`, { id, ...message });
  return id;
}

/** Runs any command in a workspace; it must succeed. */
export async function command(
  http: PublicHttp,
  { id }: Pick<Workspace, "id">,
  [name, input]: readonly [name: string, input: object],
): Promise<void> {
  await post(http, `v1/workspaces/${id}/${name}`, input);
}

async function post({ request, origin }: PublicHttp, path: string, data: object): Promise<unknown> {
  const response = await request.post(`${origin}/api/${path}`, { data, headers: { origin } });
  if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`);
  return response.json();
}

/** A UUIDv7: the time, then chance. */
function newMessageId(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

function textAt(answer: unknown, ...path: string[]): string {
  let value = answer;
  for (const key of path) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }
  if (typeof value !== "string") throw new Error(`No text at ${path.join(".")} of the answer.`);
  return value;
}
