import { Redacted, type JsonCodec, type Ttl } from "@enwrap/client"
import { ClientError } from "./client-error.ts"
import { field } from "./field.ts"

/**
 * Reads an argument. It is not valid if there is no value, or if reading it fails: JavaScript may pass anything. The error of
 * the platform may quote the argument, which may be secret.
 */
export const argument = <Value>(name: string, read: () => Value | false | null | undefined): Value => {
  try {
    const value = read()
    if (value) return value
  } catch {}
  throw new ClientError("INVALID_ARGUMENT", name)
}

/** The string of a secret, redacted or not. */
const reveal = (secret: unknown): string => (secret instanceof Redacted ? secret.reveal() : (secret as string))

/** A token, an accessor or a namespace, given as such or in a wrap info. The label of a token is none: `<wrapping token>`. */
export const textOf = (given: unknown, name: "token" | "accessor" | "namespace"): string =>
  argument(name, () => reveal(field(given, name) ?? given).match(/^[!-~]+$/)![0])

/** Formats a wrap TTL. With a TTL of zero, the server would send the secret itself (RW-TTL-6). */
export const ttlText = (ttl: Ttl | false): string =>
  argument("ttl", () => String(ttl).match(/^(?=.*[1-9])(\d+d?|(\d+(\.\d{1,3})?(h|m?s|m))+)$/)![0])

/** Writes a body as JSON. It would write a `Map`, a `FormData` or a `Promise` as `{}`: they have a tag. */
export const jsonText = (json: JsonCodec = JSON, body: unknown): string =>
  argument("data", () => !(Symbol.toStringTag in (body as object)) && json.stringify(body))

/** Checks the headers that the caller adds. They must not set a header of the protocol, such as a second token. */
export const checkHeaders = (headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  argument("headers", () => {
    void new Headers(headers)
    return !/^(x-vault-(token|namespace|wrap-)|authorization$)/im.test(Object.keys(headers).join("\n")) && headers
  })
