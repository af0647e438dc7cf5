import { Redacted, type JsonCodec, type Ttl } from "@enwrap/client"
import { ClientError } from "./client-error.ts"
import { field } from "./field.ts"

/** The error of an argument that is not valid. */
export const invalid = (what: string): ClientError => new ClientError("INVALID_ARGUMENT", what)

/**
 * A token, an accessor or a namespace, given as such or in a wrap info. JavaScript may pass anything, such as the label
 * with which a token prints: `<wrapping token>`.
 */
export const textOf = (given: unknown, name: "token" | "accessor" | "namespace"): string => {
  const held = field(given, name) ?? given
  const text: unknown = held instanceof Redacted ? held.reveal() : held
  if (typeof text !== "string" || !/^[!-~]+$/.test(text)) throw invalid(name)
  return text
}

/** Formats a wrap TTL. With a TTL of zero, the server would send the secret itself (RW-TTL-6). */
export const ttlText = (ttl: Ttl): string => {
  const text = String(ttl)
  if (!/^(?=.*[1-9])(\d+d?|(\d+(\.\d{1,3})?([hms]|ms))+)$/.test(text)) throw invalid("ttl")
  return text
}

/** Writes a body as JSON. */
export const jsonText = (json: JsonCodec = JSON, body: unknown): string => {
  try {
    if (typeof body === "object" && body) return json.stringify(body)!
  } catch {
    // The error may quote the body, which may be secret.
  }
  throw invalid("data")
}

/** Checks the headers that the caller adds. They must not set a header of the protocol, such as a second token. */
export const checkHeaders = (headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => {
  try {
    void new Headers(headers)
    if (!/^(x-vault-(token|namespace|wrap-)|authorization$)/im.test(Object.keys(headers).join("\n"))) return headers
  } catch {}
  throw invalid("headers")
}
