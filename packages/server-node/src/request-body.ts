import type { IncomingMessage } from "node:http"

const EMPTY = new Uint8Array(0)

/** Whether the headers announce a body; a request without has one of no bytes, and need not be waited for. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  (headers["content-length"] ?? "0") !== "0" || headers["transfer-encoding"] !== undefined

/** Whether the body comes in another form than in chunks: nothing here would take it apart. */
export const hasUnknownEncoding = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined && headers["transfer-encoding"].toLowerCase() !== "chunked"

/** Whether the headers announce more than `maxBytes`. */
export const announcesMoreThan = (req: IncomingMessage, maxBytes: number): boolean =>
  Number(req.headers["content-length"] ?? 0) > maxBytes

/**
 * Collects a body. Calls back once, with `undefined` as soon as there are more than `maxBytes`, and never if the client
 * went away in the midst of it: such a request has not begun.
 */
export const collectBody = (
  req: IncomingMessage,
  maxBytes: number,
  done: (body: Uint8Array | undefined) => void
): void => {
  let first: Buffer | undefined
  let rest: Array<Buffer> | undefined
  let length = 0
  const onData = (chunk: Buffer): void => {
    length += chunk.length
    if (length > maxBytes) {
      req.removeListener("data", onData)
      req.removeListener("end", onEnd)
      first = rest = undefined
      done(undefined)
    } else if (first === undefined) first = chunk
    else if (rest === undefined) rest = [first, chunk]
    else rest.push(chunk)
  }
  const onEnd = (): void => done(rest === undefined ? (first ?? EMPTY) : Buffer.concat(rest, length))
  req.on("data", onData)
  req.on("end", onEnd)
}
