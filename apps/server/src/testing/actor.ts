import {
  type Answer,
  type CommandName,
  type Commands,
  type InputOf,
  type OutputOf,
  PROTOCOL_VERSION,
  type UserId,
  type WorkspaceId,
} from "@hallway/protocol";
import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";
import { keepCookies } from "./cookie-jar.ts";
import { createSocketActor, isUnavailable, type SocketActor } from "./socket-actor.ts";
import { untilAvailable } from "./until-available.ts";

export const PASSWORD = "correct horse battery";

/** A person at a keyboard outside the server: a cookie jar, HTTP and sockets. */
export interface Actor {
  userId: UserId;
  email: string;
  name: string;
  cookie: string;
  signUp(person: {
    name: string;
    email: string;
    password?: string;
    inviteToken?: string;
  }): Promise<Response>;
  signIn(email: string, password?: string): Promise<Response>;
  /** Any request, with our origin and the cookie unless `headers` says otherwise; keeps the cookies it is given. */
  request(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** A command over HTTP: its answer, whatever it is. */
  ask<Name extends CommandName>(
    name: Name,
    input: InputOf<Commands[Name]>,
    workspaceId?: WorkspaceId,
  ): Promise<Answer<OutputOf<Commands[Name]>>>;
  /** A command over HTTP that must succeed, once the server is not too busy for it: its data. */
  must<Name extends CommandName>(
    name: Name,
    input: InputOf<Commands[Name]>,
    workspaceId?: WorkspaceId,
  ): Promise<OutputOf<Commands[Name]>>;
  /** Opens `/w/<id>` (or another namespace) and waits until it is connected; rejects with the refusal. */
  connect(
    workspaceId: WorkspaceId,
    options?: { suffix?: "" | "/admin"; socket?: Partial<ManagerOptions & SocketOptions> },
  ): Promise<SocketActor>;
  disconnect(): void;
}

export function createActor(url: string): Actor {
  const sockets: Socket[] = [];
  const actor: Actor = {
    userId: "" as UserId,
    email: "",
    name: "",
    cookie: "",
    async signUp({ password = PASSWORD, ...person }) {
      const body = { ...person, password };
      const response = await untilAvailable(
        () => actor.post("/api/auth/sign-up/email", body),
        isBusy,
      );
      if (response.ok) await remember(actor, response, person);
      return response;
    },
    async signIn(email, password = PASSWORD) {
      const body = { email, password };
      const response = await untilAvailable(
        () => actor.post("/api/auth/sign-in/email", body),
        isBusy,
      );
      if (response.ok) await remember(actor, response, { email });
      return response;
    },
    async request(path, init = {}) {
      const headers = new Headers({
        origin: url,
        ...(actor.cookie ? { cookie: actor.cookie } : {}),
      });
      new Headers(init.headers).forEach((value, name) => {
        headers.set(name, value);
      });
      const response = await fetch(`${url}${path}`, { redirect: "manual", ...init, headers });
      actor.cookie = keepCookies(actor.cookie, response);
      return response;
    },
    post(path, body, headers = {}) {
      return actor.request(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      });
    },
    async ask(name, input, workspaceId) {
      const place = workspaceId ? `workspaces/${workspaceId}/` : "";
      const response = await actor.post(`/api/v1/${place}${name}`, input);
      return (await response.json()) as Answer<OutputOf<Commands[typeof name]>>;
    },
    async must(name, input, workspaceId) {
      const answer = await untilAvailable(() => actor.ask(name, input, workspaceId), isUnavailable);
      if (!answer.ok)
        throw new Error(`${name} answered ${answer.error.code}: ${answer.error.message}`);
      return answer.data;
    },
    connect(workspaceId, { suffix = "", socket: options = {} } = {}) {
      const socket = io(`${url}/w/${workspaceId}${suffix}`, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        auth: { protocol: PROTOCOL_VERSION },
        extraHeaders: { cookie: actor.cookie, origin: url },
        ...options,
      });
      sockets.push(socket);
      return createSocketActor(socket);
    },
    disconnect() {
      for (const socket of sockets) socket.disconnect();
    },
  };

  return actor;
}

function isBusy({ status }: Response): boolean {
  return status === 503;
}

async function remember(
  actor: Actor,
  response: Response,
  person: { name?: string; email: string },
): Promise<void> {
  const body = (await response.clone().json()) as { user: { id: UserId; name: string } };
  actor.userId = body.user.id;
  actor.name = person.name ?? body.user.name;
  actor.email = person.email;
}
