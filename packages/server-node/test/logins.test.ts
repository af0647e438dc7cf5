import { assert, describe, it } from "@effect/vitest"
import { userpass } from "@enwrap/engines"
import { Crypto, layerMemory, makeServer } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layerNodeCrypto, listen } from "../src/index.ts"
import { connect } from "./echo-server.ts"

const ROOT = "root-of-the-test"
/** A bcrypt hash of the highest cost that is accepted. Its password is unknown. */
const EXPENSIVE = "$2a$13$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"

/** On a busy machine a hash may take seconds. */
const TIMEOUT = 120_000

const login = (name: string, password: string): string => {
  const body = JSON.stringify({ password })
  return `POST /v1/auth/userpass/login/${name} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}

/** A listening server with userpass, and the number of passwords that it has hashed. */
const listening = Effect.gen(function* () {
  const hashed = { scrypt: 0, bcrypt: 0 }
  const counting = Layer.effect(
    Crypto,
    Effect.map(Crypto, (crypto) => ({
      ...crypto,
      scrypt: (...args: Parameters<typeof crypto.scrypt>) =>
        Effect.suspend(() => {
          hashed.scrypt++
          return crypto.scrypt(...args)
        }),
      bcrypt: (...args: Parameters<typeof crypto.bcrypt>) =>
        Effect.suspend(() => {
          hashed.bcrypt++
          return crypto.bcrypt(...args)
        })
    }))
  ).pipe(Layer.provide(layerNodeCrypto))
  const services = yield* Layer.build(Layer.merge(layerMemory, counting))
  const server = yield* Effect.provide(
    makeServer({ engines: [userpass], rootToken: ROOT, mounts: [{ path: "auth/userpass/", type: "userpass" }] }),
    services
  )
  const { address } = yield* listen({ server, port: 0 })
  const asRoot = (path: string, body: object) =>
    Effect.promise(() =>
      fetch(`${address}/v1/${path}`, {
        method: "POST",
        headers: { "x-vault-token": ROOT },
        body: JSON.stringify(body)
      })
    )
  return { address, asRoot, hashed }
})

/** A login that is sent while those of another connection wait: it is hashed as one of the next. */
const loginBehind = (waiting: string) =>
  Effect.gen(function* () {
    const { address, asRoot, hashed } = yield* listening
    for (const name of ["ann", "bob"]) yield* asRoot(`auth/userpass/users/${name}`, { password: "p" })
    const attacker = yield* connect(address)
    attacker.send(waiting)
    yield* Effect.promise(() => attacker.answer())
    hashed.scrypt = 0
    const honest = yield* connect(address)
    honest.send(login("bob", "p"))
    assert.strictEqual((yield* Effect.promise(() => honest.answer())).status, 200)
    assert.isAtMost(hashed.scrypt, 6)
    attacker.socket.resetAndDestroy()
  })

describe("logins over a listener", () => {
  it.live(
    "RW-WK-1 forty logins at the highest cost do not delay sys/health",
    () =>
      Effect.gen(function* () {
        const { address, asRoot, hashed } = yield* listening
        assert.strictEqual((yield* asRoot("auth/userpass/users/ann", { password_hash: EXPENSIVE })).status, 204)
        const attackers = yield* Effect.forEach(Array.from({ length: 40 }), () => connect(address))
        for (const attacker of attackers) attacker.send(login("ann", "x"))
        const first = Effect.promise(() => Promise.any(attackers.slice(0, 8).map((client) => client.answer())))
        const honest = yield* connect(address)
        let healthy = 0
        const askForHealth = Effect.gen(function* () {
          honest.send("GET /v1/sys/health HTTP/1.1\r\nhost: x\r\n\r\n")
          assert.strictEqual((yield* Effect.promise(() => honest.answer())).status, 200)
          healthy++
        })
        yield* Effect.race(first, Effect.forever(askForHealth))
        // One login takes at least half a second. On the event loop, none of these requests would have been answered.
        assert.isAbove(healthy, 20)
        assert.isBelow(hashed.bcrypt, 8)
        for (const attacker of attackers) attacker.socket.resetAndDestroy()
      }),
    TIMEOUT
  )

  it.live(
    "RW-WK-3 only a few of 300 pipelined logins are hashed after their client has left, and others can log in",
    () =>
      Effect.gen(function* () {
        const { address, asRoot, hashed } = yield* listening
        for (const name of ["ann", "bob"]) yield* asRoot(`auth/userpass/users/${name}`, { password: "p" })
        hashed.scrypt = 0
        const attacker = yield* connect(address)
        attacker.send(login("ann", "x").repeat(300))
        yield* Effect.promise(() => attacker.answer())
        attacker.close()
        const honest = yield* connect(address)
        honest.send(login("bob", "p"))
        assert.strictEqual((yield* Effect.promise(() => honest.answer())).status, 200)
        honest.send(login("nobody", "p"))
        assert.strictEqual((yield* Effect.promise(() => honest.answer())).status, 400)
        assert.isAtMost(hashed.scrypt, 8)
      }),
    TIMEOUT
  )

  it.live(
    "RW-WK-2 while 300 pipelined logins of one user wait, a login of another user is among the next",
    () => loginBehind(login("ann", "x").repeat(300)),
    TIMEOUT
  )

  it.live(
    "RW-WK-2 while 300 pipelined logins of 300 users wait, a login on another connection is among the next",
    () => loginBehind(Array.from({ length: 300 }, (_, i) => login(`user-${i}`, "x")).join("")),
    TIMEOUT
  )

  it.live(
    "RW-WK-4 logins above the bounds get 429 with Retry-After at once, and are not hashed",
    () =>
      Effect.gen(function* () {
        const { address, hashed } = yield* listening
        const clients = yield* Effect.forEach(Array.from({ length: 60 }), () => connect(address))
        for (const client of clients) client.send(login("ann", "x"))
        const refused = yield* Effect.promise(() =>
          Promise.any(
            clients.map(async (client) => {
              const answer = await client.answer()
              if (answer.status !== 429) throw new Error("it was hashed")
              return answer
            })
          )
        )
        assert.match(refused.headers.get("retry-after")!, /^[1-9]\d*$/)
        assert.deepStrictEqual(JSON.parse(refused.body), {
          errors: ["too many requests of this kind are waiting: try again later"]
        })
        assert.isAtMost(hashed.scrypt, 8)
        for (const client of clients) client.socket.resetAndDestroy()
      }),
    TIMEOUT
  )
})
