import type { FastifyRequest } from "fastify";

/** A request's headers in the web's form. */
export function headersOf({ headers }: Pick<FastifyRequest, "headers">): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return result;
}
