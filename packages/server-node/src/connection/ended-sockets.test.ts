import { EventEmitter } from "node:events"
import type { Socket } from "node:net"
import { assert, it } from "vitest"
import { EndedSockets } from "./ended-sockets.ts"

class FakeSocket extends EventEmitter {
  destroyed = false
  destroy(): void {
    this.destroyed = true
    this.emit("close")
  }
}

it("of ended sockets whose clients stay, only the latest linger", () => {
  const ended = new EndedSockets(4096)
  const sockets = Array.from({ length: 1000 }, () => new FakeSocket())
  for (const socket of sockets) ended.add(socket as unknown as Socket)
  const lingering = sockets.filter(({ destroyed }) => !destroyed)
  assert.deepEqual(lingering, sockets.slice(-128))
  assert.isTrue(ended.has(lingering[0] as unknown as Socket))
  lingering[0]!.destroy()
  assert.isFalse(ended.has(lingering[0] as unknown as Socket))
})

it("no more ended sockets linger than the listener may have connections", () => {
  const ended = new EndedSockets(3)
  const sockets = Array.from({ length: 10 }, () => new FakeSocket())
  for (const socket of sockets) ended.add(socket as unknown as Socket)
  assert.deepEqual(
    sockets.filter(({ destroyed }) => !destroyed),
    sockets.slice(-3)
  )
})
