import { assert } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { after, bound, least, normal, SYSTEM_MAX } from "./oracle.ts"
import type { StepOf } from "./steps.ts"
import { probe } from "./use.ts"
import { notAfter, type World } from "./world.ts"

/** A login with a password, or with a role id and a secret id. */
export const login = (world: World, { from, method, name, secret }: StepOf<"login">) =>
  Effect.gen(function* () {
    const key = `${method}/${name}`
    const wish = world.logins.get(key)
    const secrets = world.secrets.filter(({ of }) => of === name)
    const chosen = secrets[secret % Math.max(1, secrets.length)]
    if (wish === undefined || (method === "approle" && chosen === undefined)) return
    const nowMs = yield* Clock.currentTimeMillis
    const answer =
      method === "userpass"
        ? yield* world.ask("POST", `auth/userpass/login/${name}`, { token: null, from, body: { password: "pw" } })
        : yield* world.ask("POST", "auth/approle/login", {
            token: null,
            from,
            body: { role_id: `id-of-${name}`, secret_id: chosen!.secretId }
          })
    if (answer.status !== 200) return
    const { auth } = answer.json
    const { data, expiresMs, uses } = yield* world.look(auth.client_token)
    const policies = [...new Set(normal([...wish.policies, "default"]))].sort()
    assert.notInclude(policies, "root", "a login became root")
    assert.notInclude(policies, "response-wrapping")
    assert.deepStrictEqual(data.policies, policies)
    const lastMs = after(nowMs, wish.explicitMax)
    notAfter(expiresMs, lastMs, "past the explicit maximum of the login")
    notAfter(
      expiresMs,
      after(nowMs, wish.period || least(wish.maxTtl, SYSTEM_MAX)),
      "past the period or maximum of the login"
    )
    if (wish.uses > 0) assert.strictEqual(uses, wish.uses)
    world.known.push({
      token: auth.client_token,
      policies,
      parent: undefined,
      bounds: [
        ...(wish.strict ? [new Set([from])] : bound(wish.blocks)),
        ...(method === "approle" ? bound(chosen!.blocks) : [])
      ],
      bornMs: nowMs,
      expiresMs,
      lastMs,
      period: wish.period,
      maxTtl: wish.maxTtl,
      usesLeft: uses,
      batch: false,
      renewable: true,
      role: undefined,
      periodGiven: wish.period > 0,
      login: key,
      ended: false
    })
    world.count(`logged in by ${method}`)
    yield* probe(world, world.known.at(-1)!)
  })
