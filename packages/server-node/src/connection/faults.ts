import { OncePerSecond, whereItFailed } from "@enwrap/server"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type { Socket } from "node:net"

/**
 * What happens when the listener itself throws while it handles a request or a response: only that connection ends, as in the
 * original. Node would end the process. The log says where it failed, at most once each second.
 */
export class Faults {
  readonly #log: (message: Effect.Effect<void>) => void
  readonly #bound = new OncePerSecond()

  constructor(log: (message: Effect.Effect<void>) => void) {
    this.#log = log
  }

  /** Ends the connection of a socket, because this was thrown. */
  end(socket: Socket, thrown: unknown): void {
    socket.destroy()
    const ending = this.#bound.ending(performance.now())
    if (ending === undefined) return
    this.#log(Effect.logError(`a connection failed inside the listener${ending}`, whereItFailed(Cause.die(thrown))))
  }

  /** A listener for events of one connection. What it throws ends the connection. */
  guard<Event extends ReadonlyArray<unknown>>(
    socket: Socket,
    handle: (...event: Event) => void
  ): (...event: Event) => void {
    return this.guardEach(handle, () => socket)
  }

  /** The same for events of many connections. */
  guardEach<Event extends ReadonlyArray<unknown>>(
    handle: (...event: Event) => void,
    socketOf: (...event: Event) => Socket
  ): (...event: Event) => void {
    return (...event) => {
      try {
        handle(...event)
      } catch (thrown) {
        this.end(socketOf(...event), thrown)
      }
    }
  }
}
