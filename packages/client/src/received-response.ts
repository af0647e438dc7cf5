import { UnexpectedResponseError } from "./response-errors.ts"

/** A response whose body has been read completely. */
export interface ReceivedResponse {
  readonly status: number
  /** Whether it is a redirect, which is never followed. */
  readonly redirected: boolean
  readonly contentType: string
  /** Whether it has `Cache-Control: no-store`. Every response of the protocol has it; an error page of a proxy rarely does. */
  readonly noStore: boolean
  readonly bytes: Uint8Array
  /** The bytes decoded as UTF-8. */
  readonly text: string
}

/**
 * The longest body that a client reads if its options do not say otherwise, in bytes: 64 MiB, twice the longest request of a
 * server.
 *
 * @example
 * ```ts
 * import { DEFAULT_MAX_RESPONSE_BYTES } from "@enwrap/client"
 *
 * console.log(DEFAULT_MAX_RESPONSE_BYTES) // 67108864
 * ```
 */
export const DEFAULT_MAX_RESPONSE_BYTES = 64 * 1024 * 1024

/**
 * Reads a response to its end.
 *
 * @throws UnexpectedResponseError if its body, decompressed, is longer than `maxBytes`
 */
export const readResponse = async (
  response: Response,
  maxBytes: number = DEFAULT_MAX_RESPONSE_BYTES
): Promise<ReceivedResponse> => {
  const bytes = await readBody(response, maxBytes)
  return {
    status: response.status,
    redirected: response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400),
    contentType: response.headers.get("content-type") ?? "",
    noStore: response.headers.get("cache-control")?.includes("no-store") ?? false,
    bytes,
    text: new TextDecoder().decode(bytes)
  }
}

/** It needs no stream other than the body: happy-dom has its own, which do not fit together. */
const readBody = async (response: Response, maxBytes: number): Promise<Uint8Array> => {
  const { body, headers, status } = response
  if (body === null) return new Uint8Array()
  // The platform reads no more than the length of the header, unless it decompresses.
  const length = headers.get("content-length")
  if (length !== null && !headers.has("content-encoding") && Number(length) <= maxBytes)
    return new Uint8Array(await response.arrayBuffer())
  const reader = body.getReader()
  const chunks: Array<Uint8Array> = []
  let size = 0
  for (let value; (value = (await reader.read()).value) !== undefined; chunks.push(value)) {
    size += value.length
    if (size > maxBytes) {
      void reader.cancel().catch(() => {})
      throw new UnexpectedResponseError(`The body of the response is longer than ${maxBytes} bytes`, {
        status,
        hint: "Check that the address is the server's, or raise maxResponseBytes."
      })
    }
  }
  const bytes = new Uint8Array(size)
  for (const chunk of chunks.reverse()) bytes.set(chunk, (size -= chunk.length))
  return bytes
}
