/**
 * Expectations that are declared once, with patterns, for the client for pages. Most pages know the path of their token, and
 * need only `client.receive`.
 */
import {
  isClientError as isFullError,
  mismatchOf,
  readWrapInfo,
  Redacted,
  type WrappedFrom,
  type WrappingToken
} from "@enwrap/client"
import type { CallOptions } from "./call-options.ts"
import { ClientError, type CallName } from "./client-error.ts"
import { field } from "./field.ts"
import type { BrowserClient } from "./options.ts"
import { receive, type Receipt } from "./receive.ts"

export { readWrapInfo, wrappedFrom, type WrappedFrom, type WrappedFromOptions } from "@enwrap/client"

/** A token that was received, and what was declared about it. */
export interface ReceiveFromOptions<Content> extends CallOptions {
  /** The token, its wrap info, or the JSON of a backend that contains a `wrap_info`. */
  readonly token: WrappingToken<Content> | object
  readonly expected: WrappedFrom<Content>
}

/**
 * Receives a token as `client.receive` does, and compares it with an expectation that is declared once: path patterns, TTL and
 * age, and the times in its wrap info. A schema of the expectation checks the data of the response. If the data differs, or the
 * schema throws (`mismatch` is `schema`), the token is used up.
 *
 * The client can be that of `@enwrap/client-browser/full`, too. The errors of receipts are a `ClientError` of this package.
 *
 * @throws ClientError with the code `INVALID_ARGUMENT` if there is no token, or the JSON does not contain exactly one wrap info
 *
 * @example
 * ```ts
 * import { createBrowserClient } from "@enwrap/client-browser"
 * import { receiveFrom, wrappedFrom } from "@enwrap/client-browser/expect"
 *
 * const orderKey = wrappedFrom<{ key: string }>({ path: "orders/+/key", maxTtl: "5m", maxAge: "1m" })
 * const client = createBrowserClient({ address: "https://vault.example:8200" })
 *
 * const response = await fetch("/api/orders/7/key", { method: "POST" })
 * const receipt = await receiveFrom(client, { token: await response.json(), expected: orderKey })
 * if (receipt.verdict === "received") console.log(receipt.response.data.key.length)
 * ```
 */
export const receiveFrom = async <Content>(
  client: Pick<BrowserClient, "lookup" | "unwrap">,
  { expected, token: given, signal, timeoutMs, ...unknown }: ReceiveFromOptions<Content>
): Promise<Receipt<Content>> => {
  // One may be a check, such as the `maxTtl` of `receive`, which nothing would make here.
  for (const name of Object.keys(unknown)) throw new ClientError("INVALID_ARGUMENT", name)
  const info = infoOf(given)
  const token = (info ?? given) as WrappingToken<Content>
  const calls: typeof client = {
    lookup: (...args) => client.lookup(...args).catch(rethrow("lookup")),
    unwrap: (...args) => client.unwrap(...args).catch(rethrow("unwrap"))
  }
  const receipt = await receive({ token, signal, timeoutMs, expectedPath: expected.paths }, calls, (lookup) =>
    mismatchOf(lookup, expected, info, Date.now())
  )
  const { schema } = expected
  if (receipt.verdict !== "received" || schema === undefined) return receipt
  try {
    const checked = await schema["~standard"].validate(field(receipt.response, "data"))
    if (!checked.issues) return { ...receipt, response: { ...receipt.response, data: checked.value } }
  } catch {
    // A transformation of the schema may fail on data that it does not expect, and its error may quote the data.
  }
  return { verdict: "tampered", mismatch: "schema", lookup: receipt.lookup }
}

/** The full client has errors of other classes. */
const rethrow =
  (call: CallName) =>
  (error: unknown): never => {
    if (!isFullError(error)) throw error
    const { code, status, errors, cause, envelope } = error
    throw new ClientError(code, call, { status, errors, cause, envelope })
  }

const infoOf = (given: unknown) => {
  if (typeof given !== "object" || given === null || given instanceof Redacted) return undefined
  try {
    return readWrapInfo(given)
  } catch {
    throw new ClientError("INVALID_ARGUMENT", "token")
  }
}
