import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"
import { Crypto, layerMemory, layerNobleCrypto, makeServer } from "../../src/index.ts"
import { create } from "./create.ts"
import { login } from "./login.ts"
import { HOUR, type LoginWish, type RoleWish } from "./oracle.ts"
import { renew, revoke } from "./renew.ts"
import type { Step, StepOf } from "./steps.ts"
import { use } from "./use.ts"
import { ROOT, type Tally, World } from "./world.ts"
import { makeSecretId, writeLogin, writeRole } from "./write.ts"

/** Hashes passwords quickly: these tests are not about them. */
const cheapPasswords = Layer.effect(
  Crypto,
  Effect.map(Crypto, (crypto) => ({
    ...crypto,
    scrypt: (password: Uint8Array, salt: Uint8Array) => Effect.succeed(crypto.hmacSha256(salt, password))
  }))
).pipe(Layer.provide(layerNobleCrypto))

const POLICIES = {
  alpha: `path "kv1/alpha" { capabilities = ["read"] }`,
  beta: `path "kv1/beta" { capabilities = ["read"] }`,
  maker: `path "auth/token/create*" { capabilities = ["update"] } path "auth/token/renew-self" { capabilities = ["update"] }`,
  boss: `path "auth/token/create*" { capabilities = ["update", "sudo"] } path "auth/token/renew-self" { capabilities = ["update"] }`
}

const perform = (world: World, step: Step): Effect.Effect<void> =>
  Effect.gen(function* () {
    switch (step.do) {
      case "writeRole":
        return yield* writeRole(world, step)
      case "writeLogin":
        return yield* writeLogin(world, step)
      case "makeSecretId":
        return yield* makeSecretId(world, step)
      case "login":
        return yield* login(world, step)
      case "create":
        return yield* create(world, step)
      case "renew":
        return yield* renew(world, step)
      case "revoke":
        return yield* revoke(world, step)
      case "use":
        return yield* use(world, world.pick(step.of), step.what, world.whence(world.pick(step.of), step))
      case "wait":
        return yield* TestClock.adjust(`${step.seconds} seconds`)
    }
  })

const FIRST: StepOf<"create"> = {
  do: "create",
  by: 0,
  from: "127.0.0.1",
  inside: true,
  via: "create",
  policies: undefined,
  noDefault: undefined,
  type: undefined,
  noParent: undefined,
  chosen: false,
  uses: undefined,
  ttl: undefined,
  period: undefined,
  explicitMax: undefined,
  renewable: undefined
}

const ANY_ROLE: RoleWish = {
  allowed: [],
  disallowed: [],
  allowedGlobs: [],
  disallowedGlobs: [],
  orphan: false,
  renewable: true,
  type: "default-service",
  blocks: [],
  period: 0,
  explicitMax: 0,
  uses: 0
}
const ANY_LOGIN: LoginWish = {
  policies: ["maker", "alpha"],
  blocks: ["10.0.0.0/8"],
  strict: false,
  ttl: 0,
  maxTtl: 0,
  explicitMax: 0,
  period: 0,
  uses: 0
}

/** The initial roles and logins, which steps replace. */
const FIRST_STEPS: ReadonlyArray<Step> = [
  { do: "writeRole", timesOnly: false, name: "r0", role: { ...ANY_ROLE, blocks: ["10.0.0.0/8", "fd00::/8"] } },
  {
    do: "writeRole",
    timesOnly: false,
    name: "r1",
    role: { ...ANY_ROLE, blocks: ["10.1.0.0/16"], disallowed: ["beta"], explicitMax: 5 * HOUR }
  },
  { do: "writeRole", timesOnly: false, name: "r2", role: { ...ANY_ROLE, allowedGlobs: ["*"], period: HOUR } },
  { do: "writeLogin", timesOnly: false, method: "userpass", name: "l0", login: { ...ANY_LOGIN, period: HOUR } },
  { do: "writeLogin", timesOnly: false, method: "approle", name: "l0", login: { ...ANY_LOGIN, maxTtl: 2 * HOUR } },
  {
    do: "writeLogin",
    timesOnly: false,
    method: "approle",
    name: "l1",
    login: { ...ANY_LOGIN, blocks: [], strict: true }
  },
  { do: "makeSecretId", name: "l0", blocks: ["10.1.0.0/16"] },
  { do: "makeSecretId", name: "l1", blocks: ["10.1.0.0/16", "127.0.0.1"] }
]

/** Runs steps against a new server, and compares each response with the oracle. */
export const play = (steps: ReadonlyArray<Step>, tally: Tally): Effect.Effect<void> =>
  Effect.gen(function* () {
    const server = yield* makeServer({
      engines,
      rootToken: ROOT,
      mounts: [{ path: "kv1/", type: "kv", options: { version: "1" } }]
    }).pipe(Effect.provide(Layer.mergeAll(layerMemory, cheapPasswords)), Effect.orDie)
    const world = new World(server, tally)
    for (const type of ["userpass", "approle"]) yield* world.ask("POST", `sys/auth/${type}`, { body: { type } })
    for (const [name, policy] of Object.entries(POLICIES))
      yield* world.ask("POST", `sys/policies/acl/${name}`, { body: { policy } })
    for (const name of ["alpha", "beta"]) yield* world.ask("POST", `kv1/${name}`, { body: { of: name } })
    // The initial tokens: callers that can create tokens with and without `sudo`, one without `default`, and an expiring root
    // token with a child.
    for (const first of [
      { policies: ["boss", "alpha"] },
      { policies: ["maker", "alpha"] },
      { policies: ["maker", "alpha"], noDefault: true as const },
      { policies: ["root"], ttl: 5 * HOUR }
    ]) {
      yield* create(world, { ...FIRST, by: world.known.length - 1, ...first })
    }
    yield* create(world, { ...FIRST, by: 0, ttl: 900 * HOUR })
    for (const step of FIRST_STEPS) yield* perform(world, step)
    for (const step of steps) yield* perform(world, step)
    for (const token of world.known) {
      yield* use(world, token, "alpha", world.whence(token, { from: "192.168.7.7", inside: true }))
    }
  })
