import { once } from "node:events"
import { type AddressInfo, connect, createServer, type Socket } from "node:net"
import { setImmediate } from "node:timers/promises"
import { assert, describe, it } from "vitest"
import { Faults } from "./faults.ts"
import { Inlet, Turns } from "./inlet.ts"
import { readIntoSharedBuffer } from "./shared-read-buffer.ts"

const SLICE = 256
const INPUT = Buffer.from(Array.from({ length: 1_000_000 }, (_, index) => index % 251))

/** Runs `use` with a socket that receives the input. */
const withSocket = async (use: (socket: Socket) => Promise<void>): Promise<void> => {
  const server = createServer({ pauseOnConnect: true }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1")
  const [socket] = (await once(server, "connection")) as [Socket]
  readIntoSharedBuffer(socket)
  client.write(INPUT)
  try {
    await use(socket)
  } finally {
    client.destroy()
    socket.destroy()
    server.close()
  }
}

/** Resumes the socket after each slice, as Node's HTTP server does when a body is read. */
const readInSlices = (socket: Socket, turns: Turns, parse: (slice: Uint8Array) => void): Inlet => {
  const inlet = new Inlet(socket, { bytesAllowed: () => SLICE }, turns, (slice) => {
    parse(slice)
    process.nextTick(() => socket.resume())
  })
  socket.resume()
  return inlet
}

describe("an inlet", () => {
  it("parses one slice, and the rest in its turn, however often the socket is resumed", () =>
    withSocket(async (socket) => {
      const slices: Array<Uint8Array> = []
      const noTurn = { add: () => {} } as unknown as Turns
      readInSlices(socket, noTurn, (slice) => slices.push(slice))
      for (let i = 0; i < 100 || slices.length === 0; i++) {
        socket.resume()
        await setImmediate()
      }
      assert.lengthOf(slices, 1)
    }))

  it("parses all of the input in order, one slice at a time", () =>
    withSocket(async (socket) => {
      const parsed: Array<Uint8Array> = []
      let length = 0
      readInSlices(socket, new Turns(new Faults(() => {})), (slice) => {
        parsed.push(slice)
        length += slice.length
      })
      while (length < INPUT.length) await setImmediate()
      assert.isTrue(Buffer.concat(parsed).equals(INPUT))
      assert.isTrue(parsed.every((slice) => slice.length <= SLICE))
    }))
})
