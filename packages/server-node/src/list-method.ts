/**
 * The methods `LIST` and `SCAN` on a Node server.
 *
 * Every client of Vault lists with the method `LIST`, every client of OpenBao may `SCAN`, and Node's HTTP parser knows
 * neither: its methods are a fixed table, and what is not in it is a parse error. Something in front of it that looks for
 * `LIST ` in the bytes would have to parse HTTP itself, or take a payload for a request. So the parser itself says where
 * a method stands:
 *
 * It reports `HPE_INVALID_METHOD` only while it reads a method, which is to say at the beginning of a message and never
 * within a body, and tells the offset of the first byte that fits none of its methods: for `LIST` that is the `S` (it
 * knows `LINK`), for `SCAN` the `C` (`SUBSCRIBE`, `SEARCH`, `SOURCE`). What came before that byte has been consumed, what
 * comes from there on is still ours. So the connection is taken from the dead parser, once the answers that it owes are
 * sent, and given to a new one with a method of the same length in the place of the one that it doesn't know; the first
 * request that comes out is by construction the one with that method. Parser, limits, time-outs and socket are Node's, as
 * for any other request, and a connection that never lists has no part in this.
 *
 * Consumed bytes that came in an earlier chunk can't be looked at any more. There, an unknown method that ends like
 * `LIST` passes for it if it was sent in two pieces (`GE`, then `ST /path`). The boundaries of messages stay exact.
 */

import type { Connection } from "./connection.ts"

interface UnknownMethod {
  readonly name: string
  /** What Node's parser takes for the beginning of a method of its own. */
  readonly consumed: string
  /** What it then stumbles over. */
  readonly remaining: string
  /** A method of the same length that Node's parser knows. A client that really sends it is not affected. */
  readonly standIn: string
  /** What before `consumed` would make it a part of a longer method of Node's table: `UNLINK`, `M-SEARCH`. */
  readonly longer: string
}

const unknownMethods: ReadonlyArray<UnknownMethod> = [
  { name: "LIST", consumed: "LI", remaining: "ST ", standIn: "LOCK", longer: "UN" },
  { name: "SCAN", consumed: "S", remaining: "CAN ", standIn: "LINK", longer: "M-" }
]

/** Where Node's parser met a method that it doesn't know: the chunk that it was reading, and the offset in it. */
export interface Stop {
  readonly chunk: Uint8Array
  readonly offset: number
}

/** The bytes that the parser has not consumed. */
export const unreadOf = ({ chunk, offset }: Stop): Uint8Array => chunk.subarray(offset)

const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(Math.max(from, 0), Math.max(to, 0)))

/** The method that the bytes may be the beginning of, as far as they have arrived. */
const methodAt = ({ chunk, offset }: Stop, bodyBefore: string): UnknownMethod | undefined =>
  unknownMethods.find(({ consumed, longer, remaining }) => {
    const start = offset - consumed.length
    return (
      remaining.startsWith(textOf(chunk, offset, offset + remaining.length)) &&
      consumed.endsWith(textOf(chunk, start, offset)) &&
      (textOf(chunk, start - longer.length, start) !== longer || bodyBefore.endsWith(longer))
    )
  })

/**
 * Goes on with a detached connection that owes no answer any more.
 *
 * @param http attaches Node's HTTP server to a socket
 * @param patience milliseconds until the rest of the method must have arrived
 * @param refuse called with what is unread if the method is neither `LIST` nor `SCAN`
 * @param expire called if the rest of it does not arrive in time
 */
export const resumeAtMethod = (
  connection: Connection,
  stop: Stop,
  http: Parameters<Connection["attach"]>[0],
  patience: number,
  refuse: (unread: Uint8Array) => void,
  expire: () => void
): void => {
  const { socket } = connection
  connection.release()
  let unread: Uint8Array = socket.read() ?? new Uint8Array(0)
  const method = methodAt(stop, connection.bodyEnd)
  if (method === undefined) return refuse(unread)

  const { name, remaining, standIn } = method
  const step = (): void => {
    const arrived = textOf(unread, 0, remaining.length)
    if (!remaining.startsWith(arrived)) decide(() => refuse(unread))
    else if (arrived.length < remaining.length) socket.resume()
    else {
      decide(() => {
        connection.nextMethod = name
        // The new parser reads the stand-in, then everything from the blank on.
        socket.unshift(unread.subarray(remaining.length - 1))
        socket.unshift(standIn, "latin1")
        connection.attach(http)
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
  const end = (): void => decide(() => refuse(unread))
  const timer = setTimeout(() => decide(expire), patience)
  const stopWaiting = (): void => clearTimeout(timer)
  socket.on("data", more).on("end", end).on("close", stopWaiting)
  step()
}
