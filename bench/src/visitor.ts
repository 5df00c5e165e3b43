/** A signed-in account that speaks HTTP. */
export interface Visitor {
  userId: string;
  cookie: string;
  command<Data>(name: string, input: object, workspaceId?: string): Promise<Data>;
}

const PASSWORD = "a bench and nothing else";

export async function signUp(url: string, name: string): Promise<Visitor> {
  return enter(url, "sign-up/email", { name, email: `${name}@bench.example`, password: PASSWORD });
}

export async function signIn(url: string, email: string, password: string): Promise<Visitor> {
  return enter(url, "sign-in/email", { email, password });
}

async function enter(url: string, path: string, body: object): Promise<Visitor> {
  const response = await post(`${url}/api/auth/${path}`, body, { origin: url });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const { user } = (await response.json()) as { user: { id: string } };
  return signedIn(url, { userId: user.id, cookie });
}

/** Somebody whose cookie is known already. */
export function signedIn(
  url: string,
  { userId, cookie }: Pick<Visitor, "userId" | "cookie">,
): Visitor {
  return {
    userId,
    cookie,
    async command<Data>(name: string, input: object, workspaceId?: string) {
      const place = workspaceId ? `workspaces/${workspaceId}/` : "";
      const answer = await post(`${url}/api/v1/${place}${name}`, input, { origin: url, cookie });
      const result = (await answer.json()) as {
        ok: boolean;
        data: Data;
        error?: { message: string };
      };
      if (!result.ok) throw new Error(`${name}: ${result.error?.message}`);
      return result.data;
    },
  };
}

function post(url: string, body: object, headers: Record<string, string>): Promise<Response> {
  return fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
}
