/**
 * The methods `LIST` and `SCAN` on a Node server.
 *
 * Every client of Vault lists with the method `LIST`, and clients of OpenBao may use `SCAN`. Node's HTTP parser knows neither:
 * its methods are a fixed table, and any other method is a parse error. Code in front of the parser that searches the bytes
 * for `LIST ` would have to parse HTTP itself, or would mistake a payload for a request. So the parser itself shows where a
 * method begins:
 *
 * It reports `HPE_INVALID_METHOD` only while it reads a method, that is, at the beginning of a message and never within a body.
 * The error has the offset of the first byte that fits none of its methods: for `LIST` that is the `S` (it knows `LINK`), for
 * `SCAN` the `C` (`SUBSCRIBE`, `SEARCH`, `SOURCE`). Everything before that byte has been consumed, everything from there on
 * is unread. So the connection is taken from the failed parser once the responses that it owes are sent, and given to a new
 * parser with a known method of the same length in place of the unknown one. The first request that comes out is by
 * construction the one with that method. Parser, limits, time limits and socket are Node's, as for any other request, and a
 * connection without such methods is not affected.
 *
 * Consumed bytes from an earlier chunk can no longer be inspected. So an unknown method that ends like `LIST` is taken for
 * `LIST` if it was sent in two pieces (`GE`, then `ST /path`). The boundaries of messages stay exact.
 */

import { rawResponse } from "../response/write-response.ts"
import type { Connection } from "../connection/connection.ts"
import { responseToUnknownMethod, timedOut, type UnknownMethodStop } from "../response/protocol-violation.ts"

interface UnknownMethod {
  readonly name: string
  /** The beginning, which is also the beginning of a method that Node's parser knows. */
  readonly consumed: string
  /** The rest, where the parser fails. */
  readonly remaining: string
  /** A method of the same length that Node's parser knows. A client that really sends it is not affected. */
  readonly standIn: string
  /** Each is, together with `consumed`, the beginning of a longer method that Node's parser knows: `UNLINK`, `POST`. */
  readonly longer: ReadonlyArray<string>
}

const unknownMethods: ReadonlyArray<UnknownMethod> = [
  { name: "LIST", consumed: "LI", remaining: "ST ", standIn: "LOCK", longer: ["UN"] },
  {
    name: "SCAN",
    consumed: "S",
    remaining: "CAN ",
    standIn: "LINK",
    longer: ["PO", "UN", "M-", "OPTION", "PAU", "FLU"]
  }
]

/** The bytes that the parser has not consumed. */
export const unreadOf = ({ chunk, offset }: UnknownMethodStop): Uint8Array => chunk.subarray(offset)

const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(Math.max(from, 0), Math.max(to, 0)))

/** The method that the bytes received so far may be the beginning of. */
const methodAt = ({ chunk, offset }: UnknownMethodStop, bodyBefore: string): UnknownMethod | undefined =>
  unknownMethods.find(({ consumed, longer, remaining }) => {
    const start = offset - consumed.length
    return (
      remaining.startsWith(textOf(chunk, offset, offset + remaining.length)) &&
      consumed.endsWith(textOf(chunk, start, offset)) &&
      longer.every((begin) => textOf(chunk, start - begin.length, start) !== begin || bodyBefore.endsWith(begin))
    )
  })

/**
 * Continues a detached connection that owes no response. If the method is neither `LIST` nor `SCAN`, the connection ends.
 *
 * @param http makes Node's HTTP server read a socket
 * @param timeoutMs milliseconds within which the rest of the method must arrive
 */
export const resumeAtMethod = (
  connection: Connection,
  stop: UnknownMethodStop,
  http: Parameters<Connection["reader"]["attach"]>[0],
  timeoutMs: number
): void => {
  const { reader, socket } = connection
  reader.release()
  let unread: Uint8Array = socket.read() ?? new Uint8Array(0)
  const method = methodAt(stop, connection.restart.bodyEnd)
  const refuse = (): void => connection.close(rawResponse(responseToUnknownMethod(unread)))
  if (method === undefined) return refuse()

  const { name, remaining, standIn } = method
  const step = (): void => {
    const arrived = textOf(unread, 0, remaining.length)
    if (!remaining.startsWith(arrived)) decide(refuse)
    else if (arrived.length < remaining.length) socket.resume()
    else {
      decide(() => {
        connection.restart.method = name
        // The new parser reads the placeholder method, then everything from the space on.
        socket.unshift(unread.subarray(remaining.length - 1))
        socket.unshift(standIn, "latin1")
        reader.attach(http)
        socket.resume()
      })
    }
  }
  const decide = (then: () => void): void => {
    stopWaiting()
    socket.pause()
    socket.removeListener("data", more).removeListener("end", end).removeListener("close", stopWaiting)
    then()
  }
  const more = (chunk: Uint8Array): void => {
    unread = Buffer.concat([unread, chunk])
    step()
  }
  const end = (): void => decide(refuse)
  const timer = setTimeout(() => decide(() => connection.close(rawResponse(timedOut))), timeoutMs)
  const stopWaiting = (): void => clearTimeout(timer)
  socket.on("data", more).on("end", end).on("close", stopWaiting)
  step()
}
