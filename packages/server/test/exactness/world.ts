import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { AuditSinkFailure, layerAuditDevices } from "../../src/server/audit/index.ts"
import { layerNobleCrypto, newRootKey, type OpenedServer, openServer } from "../../src/index.ts"
import { type Answered, type Asked, asking, ROOT } from "../asking.ts"
import type { TestStore } from "./stores.ts"

/** An audit device that fails to write some lines. */
export class FailingDevice {
  #fails = 0
  #written = 0
  #isOff = false
  /** The lines that it has failed to write, and whether the last one was about a response. */
  failures = 0
  hasFailedResponse = false

  /** The line after n others is not written if the bit n (modulo 8) is set. */
  failFromNowOn(bits: number): void {
    this.#fails = bits
    this.#written = 0
  }

  readonly layer = layerAuditDevices({
    devices: [{ path: "failing", type: "failing" }],
    sinks: {
      failing: () =>
        Effect.succeed({
          write: (line) => Effect.suspend(() => this.#write(line)),
          reopen: Effect.void,
          close: Effect.void
        })
    }
  })

  /** It writes every line of this. */
  sparing<A>(effect: Effect.Effect<A>): Effect.Effect<A> {
    const set = (isOff: boolean) => Effect.sync(() => void (this.#isOff = isOff))
    return Effect.ensuring(Effect.andThen(set(true), effect), set(false))
  }

  #write(line: string): Effect.Effect<void, AuditSinkFailure> {
    if (this.#isOff || ((this.#fails >> (this.#written++ % 8)) & 1) === 0) return Effect.void
    this.failures++
    this.hasFailedResponse = line.includes('"type":"response"')
    return Effect.fail(new AuditSinkFailure({ problem: "the disk is full" }))
  }
}

/** A server that can be restarted on its store, and a list of what was asked, for the report of a failure. */
export class World {
  readonly log: Array<string> = []
  readonly #open: (scope: Scope.Scope) => Effect.Effect<OpenedServer>
  #scope: Scope.Closeable
  server: OpenedServer

  private constructor(
    open: (scope: Scope.Scope) => Effect.Effect<OpenedServer>,
    scope: Scope.Closeable,
    server: OpenedServer
  ) {
    this.#open = open
    this.#scope = scope
    this.server = server
  }

  /** @param device the audit device, if there is one */
  static readonly make = Effect.fnUntraced(function* (store: TestStore, device?: FailingDevice) {
    const audit = device && { audit: device.layer }
    const layer = yield* store.make
    const rootKey = yield* Effect.provide(newRootKey, layerNobleCrypto)
    const mounts = [{ path: "kv1/", type: "kv", options: { version: "1" } }]
    const open = (scope: Scope.Scope): Effect.Effect<OpenedServer> =>
      Effect.gen(function* () {
        const services = yield* Layer.buildWithMemoMap(
          Layer.merge(layer, layerNobleCrypto),
          Layer.makeMemoMapUnsafe(),
          scope
        )
        return yield* Effect.provideContext(
          openServer({ engines, rootKey, rootToken: ROOT, mounts, ...audit }),
          services
        )
      }).pipe(Effect.orDie)
    const scope = yield* Scope.make()
    const world = new World(open, scope, yield* open(scope))
    yield* Effect.addFinalizer(() => Scope.close(world.#scope, Exit.void))
    return world
  })

  ask(method: string, path: string, asked: Asked = {}): Effect.Effect<Answered> {
    return Effect.map(asking(this.server)(method, path, asked), (answer) => {
      const how = Object.entries(asked).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
      this.log.push(`${method} ${path}${how.join("")} -> ${answer.status} ${answer.text.trim()}`)
      return answer
    })
  }

  /** Closes the store, and opens another server on it. */
  readonly restart: Effect.Effect<void> = Effect.suspend(() =>
    Effect.gen({ self: this }, function* () {
      yield* Scope.close(this.#scope, Exit.void)
      this.#scope = yield* Scope.make()
      this.server = yield* this.#open(this.#scope)
      this.log.push("restart")
    })
  )
}
