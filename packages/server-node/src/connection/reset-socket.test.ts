import { once } from "node:events"
import * as net from "node:net"
import { setImmediate as turn } from "node:timers/promises"
import * as tls from "node:tls"
import { assert, it } from "vitest"
import { selfSigned } from "../../test/self-signed.ts"
import { acceptedSocket } from "./accepted-socket.ts"
import { resetSocket } from "./reset-socket.ts"

/** A connection as the listener has it, and its client. */
const connected = async (isTls: boolean) => {
  const server = isTls
    ? tls.createServer({ ...selfSigned(), allowHalfOpen: true })
    : net.createServer({ allowHalfOpen: true })
  await once(server.listen(0, "127.0.0.1"), "listening")
  const { port } = server.address() as net.AddressInfo
  const accepted = once(server, isTls ? "secureConnection" : "connection")
  const to = { port, host: "127.0.0.1", allowHalfOpen: true }
  const client = isTls ? tls.connect({ ...to, rejectUnauthorized: false }) : net.connect(to)
  client.on("error", () => {}).resume()
  const [socket] = (await accepted) as [net.Socket]
  socket.on("error", () => {}).resume()
  return { client, server, socket }
}

const closeOf = (socket: net.Socket) => new Promise((resolve) => socket.once("close", resolve))

for (const isTls of [false, true])
  for (const turns of [undefined, 0, 1, 2, 3])
    it(`a connection ${turns === undefined ? "that is open" : `whose end began ${turns} turns ago`} is closed completely${isTls ? ", over TLS" : ""}`, async () => {
      const { client, server, socket } = await connected(isTls)
      // No longer in a callback of the socket.
      await turn()
      const closed = Promise.all([...new Set([socket, acceptedSocket(socket)])].map(closeOf))
      const left = closeOf(client)
      if (turns !== undefined) socket.end("the last response")
      for (let i = 0; i < (turns ?? 0); i++) await turn()
      resetSocket(socket)
      await closed
      // The client keeps its half open, and learns that the connection is gone when it sends.
      const sending = setInterval(() => client.write("a"), 5)
      await left
      clearInterval(sending)
      await new Promise((resolve) => server.close(resolve))
      assert.isTrue(client.destroyed)
    })
